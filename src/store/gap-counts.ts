import { type SQL, sql } from 'drizzle-orm';
import { LIMITS } from '../domain/limits.ts';
import { ok, type Result } from '../domain/result.ts';
import { decodeCursor, type InvalidCursor } from './cursor.ts';
import type { RecordsDatabase } from './database.ts';
import type { CountedGap, GapSpan, GapStatus, StoredGap } from './knowledge-gaps.ts';
import type { PageRequest } from './list-query.ts';

/** What was asked of a gap in a period, and of all that is kept. */
export interface GapCounts {
  questions: number;
  questionsBefore: number;
  conversations: number;
  handoffs: number;
  thumbsDown: number;
  firstSeenAt: string;
  lastSeenAt: string;
  answeredSince: number;
}

type Counted = StoredGap & Omit<GapCounts, 'firstSeenAt' | 'lastSeenAt' | 'answeredSince'>;

const LIST = 'gaps:desc';

/** One page, and one row more, of the gaps with questions in the period (of one gap: whether there are any or not). */
export async function gapCounts(
  db: RecordsDatabase,
  organizationId: string,
  request: { span: GapSpan; page: PageRequest } & ({ status: GapStatus } | { gapId: string }),
): Promise<Result<{ rows: Counted[]; limit: number; name: string }, InvalidCursor>> {
  const { span, page } = request;
  const limit = Math.min(Math.max(Math.trunc(page.limit ?? LIMITS.listDefault) || 1, 1), LIMITS.listMax);
  let after: SQL = sql``;
  if (page.cursor !== undefined) {
    const position = decodeCursor(LIST, page.cursor);
    if (!position.ok) return position;
    after = sql`AND (n.questions, gap.id) < (${Number(position.value.key) || 0}, ${position.value.id})`;
  }
  const chosen =
    'gapId' in request
      ? sql`gap.id = ${request.gapId}`
      : sql`gap.status = ${request.status} AND n.questions > 0`;
  const ofGap = 'gapId' in request ? sql`AND gap_id = ${request.gapId}` : sql``;
  const rows = await db.all<Counted & { samples: string }>(sql`
    SELECT gap.id, gap.status, gap.language, gap.label_id AS labelId, gap.samples, gap.draft_id AS draftId,
      COALESCE(n.questions, 0) AS questions, COALESCE(n.before, 0) AS questionsBefore,
      COALESCE(n.conversations, 0) AS conversations, COALESCE(n.handoffs, 0) AS handoffs,
      COALESCE(n.thumbs_down, 0) AS thumbsDown
    FROM knowledge_gaps gap LEFT JOIN (
      SELECT gap_id, SUM(asked_at >= ${span.from}) AS questions, SUM(asked_at < ${span.from}) AS before,
        COUNT(DISTINCT CASE WHEN asked_at >= ${span.from} THEN conversation_id END) AS conversations,
        COUNT(DISTINCT CASE WHEN asked_at >= ${span.from} AND handoff THEN conversation_id END) AS handoffs,
        COUNT(DISTINCT CASE WHEN asked_at >= ${span.from} AND thumbs_down THEN conversation_id END) AS thumbs_down
      FROM questions
      WHERE organization_id = ${organizationId} AND supported = 0 AND asked_at >= ${span.before}
        AND gap_id IS NOT NULL ${ofGap}
      GROUP BY gap_id
    ) n ON n.gap_id = gap.id
    WHERE gap.organization_id = ${organizationId} AND ${chosen} ${after}
    ORDER BY n.questions DESC, gap.id DESC LIMIT ${limit + 1}`);
  return ok({
    rows: rows.map((row) => ({ ...row, samples: JSON.parse(row.samples) as string[] })),
    limit,
    name: LIST,
  });
}

/** Adds to gaps when they were asked about, and how often answered since the last time that they were not. */
export async function gapTimes(
  db: RecordsDatabase,
  organizationId: string,
  gaps: readonly Counted[],
): Promise<CountedGap[]> {
  if (gaps.length === 0) return [];
  const ids = JSON.stringify(gaps.map(({ id }) => id));
  const rows = await db.all<{ id: string; first: string; last: string; since: number }>(sql`
    WITH seen AS (
      SELECT gap_id, MIN(asked_at) AS first, MAX(asked_at) AS last FROM questions
      WHERE organization_id = ${organizationId} AND gap_id IN (SELECT value FROM json_each(${ids}))
        AND gap_id IS NOT NULL AND supported = 0
      GROUP BY gap_id
    )
    SELECT seen.gap_id AS id, seen.first, seen.last, (
      SELECT COUNT(*) FROM questions
      WHERE organization_id = ${organizationId} AND gap_id = seen.gap_id AND gap_id IS NOT NULL AND supported = 1
        AND asked_at > seen.last
    ) AS since FROM seen`);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return gaps.flatMap((gap) => {
    const row = byId.get(gap.id);
    if (row === undefined) return [];
    return [{ ...gap, firstSeenAt: row.first, lastSeenAt: row.last, answeredSince: row.since }];
  });
}

/** Questions since `from`: all, and those without an answer. */
export async function questionTotals(
  db: RecordsDatabase,
  organizationId: string,
  from: string,
): Promise<{ questions: number; unanswered: number }> {
  const rows = await db.all<{ supported: number; n: number }>(sql`
    SELECT supported, COUNT(*) AS n FROM questions
    WHERE organization_id = ${organizationId} AND supported IN (0, 1) AND asked_at >= ${from} GROUP BY supported`);
  const unanswered = rows.find(({ supported }) => supported === 0)?.n ?? 0;
  return { unanswered, questions: rows.reduce((sum, { n }) => sum + n, 0) };
}
