import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { err, ok, type Result } from '../domain/result.ts';
import { type InvalidCursor, type Page, toPage } from './cursor.ts';
import { chunkRows, runBatch, type Statement } from './database.ts';
import { type NotFound, nowText, type StoreDeps } from './deps.ts';
import { type GapCounts, gapCounts, gapTimes, questionTotals } from './gap-counts.ts';
import type { PageRequest } from './list-query.ts';
import { type GAP_STATUSES, knowledgeGaps, questionGroupings, questions } from './schema/knowledge-gaps.ts';

export type GapStatus = (typeof GAP_STATUSES)[number];

/** A gap as it is stored. Ids of questions in `labelId` and `samples`. */
export interface StoredGap {
  id: string;
  status: GapStatus;
  language: string;
  labelId: string;
  samples: string[];
  draftId: string | null;
}

/** The same with what was counted in a period. */
export interface CountedGap extends StoredGap, GapCounts {}

/** A period and the one before it: `before` .. `from` .. now. */
export interface GapSpan {
  before: string;
  from: string;
}

export interface GapChanges {
  gaps: readonly StoredGap[];
  moved: readonly { questionId: string; gapId: string | null }[];
  gone: readonly string[];
}

/** Gaps of an organization that are read at once: more than there can be, for each has a question of its own. */
const GAPS_AT_ONCE = 20_000;

/** Statements of one transaction: far below D1's 30 s. */
const STATEMENTS_AT_ONCE = 100;
const GAP_PARAMETERS = 9;
/** Parameters of the statement besides its rows: `startedAt`, as what is set and as what it is compared with. */
const UPSERT_PARAMETERS = 2;

/** Groups of unanswered questions, as grouping found them and people judged them. */
export class GapRepository {
  readonly #deps: Pick<StoreDeps, 'db' | 'clock'>;

  constructor(deps: Pick<StoreDeps, 'db' | 'clock'>) {
    this.#deps = deps;
  }

  /** Organizations whose questions changed since they were grouped, longest waiting first. */
  async due(limit: number): Promise<string[]> {
    const rows = await this.#deps.db
      .select({ organizationId: questionGroupings.organizationId })
      .from(questionGroupings)
      .where(sql`grouped_at IS NULL OR grouped_at < changed_at`)
      .orderBy(asc(questionGroupings.changedAt))
      .limit(limit);
    return rows.map(({ organizationId }) => organizationId);
  }

  /** When an organization's questions were grouped last; null: never. `due`: they have changed since. */
  async grouping(organizationId: string): Promise<{ groupedAt: string | null; due: boolean }> {
    const row = await this.#deps.db
      .select()
      .from(questionGroupings)
      .where(eq(questionGroupings.organizationId, organizationId))
      .get();
    if (row === undefined) return { groupedAt: null, due: false };
    return { groupedAt: row.groupedAt, due: row.groupedAt === null || row.groupedAt < row.changedAt };
  }

  async all(organizationId: string): Promise<StoredGap[]> {
    return this.#deps.db
      .select(GAP)
      .from(knowledgeGaps)
      .where(eq(knowledgeGaps.organizationId, organizationId))
      .limit(GAPS_AT_ONCE);
  }

  /**
   * Writes what a grouping found, in steps that may be repeated: the time of it last, so that one which is killed is done again.
   * What somebody decided about a gap since `startedAt` stands.
   */
  async apply(organizationId: string, changes: GapChanges, startedAt: string): Promise<void> {
    const statements = [
      ...chunkRows(changes.gaps, GAP_PARAMETERS, UPSERT_PARAMETERS).map((part) =>
        this.#upsert(organizationId, part, startedAt),
      ),
      ...this.#move(organizationId, changes.moved),
      ...chunkRows(changes.gone, 1, 1).map((part) =>
        this.#deps.db
          .delete(knowledgeGaps)
          .where(and(eq(knowledgeGaps.organizationId, organizationId), inArray(knowledgeGaps.id, part))),
      ),
      this.#deps.db
        .update(questionGroupings)
        .set({ groupedAt: startedAt })
        .where(eq(questionGroupings.organizationId, organizationId)),
    ];
    for (let at = 0; at < statements.length; at += STATEMENTS_AT_ONCE)
      await runBatch(this.#deps.db, statements.slice(at, at + STATEMENTS_AT_ONCE));
  }

  /** Gaps with questions in the period, most asked first. */
  async list(
    organizationId: string,
    { span, status, ...page }: PageRequest & { span: GapSpan; status: GapStatus },
  ): Promise<Result<Page<CountedGap>, InvalidCursor>> {
    const found = await gapCounts(this.#deps.db, organizationId, { span, status, page });
    if (!found.ok) return found;
    const { rows, limit, name } = found.value;
    const cut = toPage(rows, limit, name, (row) => ({ key: String(row.questions), id: row.id }));
    return ok({ ...cut, data: await gapTimes(this.#deps.db, organizationId, cut.data) });
  }

  async get(organizationId: string, gapId: string, span: GapSpan): Promise<CountedGap | null> {
    const found = await gapCounts(this.#deps.db, organizationId, { span, gapId, page: { limit: 1 } });
    if (!found.ok) return null;
    const [gap] = await gapTimes(this.#deps.db, organizationId, found.value.rows.slice(0, 1));
    return gap ?? null;
  }

  /** Questions of a period: all, and those without an answer. */
  async totals(organizationId: string, from: string): Promise<{ questions: number; unanswered: number }> {
    return questionTotals(this.#deps.db, organizationId, from);
  }

  /** What somebody decided; a gap that opens again and has a draft is `drafted`. */
  async decide(
    organizationId: string,
    gapId: string,
    decision: 'dismissed' | 'open' | { draftId: string },
  ): Promise<Result<void, NotFound>> {
    const set =
      typeof decision === 'object'
        ? { status: 'drafted' as const, draftId: decision.draftId }
        : { status: decision === 'dismissed' ? sql`'dismissed'` : REOPENED };
    const changed = await this.#deps.db
      .update(knowledgeGaps)
      .set({ ...set, updatedAt: nowText(this.#deps) })
      .where(and(eq(knowledgeGaps.organizationId, organizationId), eq(knowledgeGaps.id, gapId)))
      .returning({ id: knowledgeGaps.id })
      .get();
    return changed === undefined ? err({ reason: 'not_found' }) : ok(undefined);
  }

  /** A draft was discarded: the gap that it was for is open again. */
  async draftGone(organizationId: string, draftId: string): Promise<void> {
    await this.#deps.db
      .update(knowledgeGaps)
      .set({
        draftId: null,
        status: sql`CASE status WHEN 'drafted' THEN 'open' ELSE status END`,
        updatedAt: nowText(this.#deps),
      })
      .where(and(eq(knowledgeGaps.organizationId, organizationId), eq(knowledgeGaps.draftId, draftId)));
  }

  #upsert(organizationId: string, gaps: readonly StoredGap[], startedAt: string): Statement {
    return this.#deps.db
      .insert(knowledgeGaps)
      .values(gaps.map((gap) => ({ ...gap, organizationId, createdAt: startedAt, updatedAt: startedAt })))
      .onConflictDoUpdate({
        target: [knowledgeGaps.organizationId, knowledgeGaps.id],
        set: {
          status: sql`excluded.status`,
          language: sql`excluded.language`,
          labelId: sql`excluded.label_id`,
          samples: sql`excluded.samples`,
          updatedAt: startedAt,
        },
        setWhere: sql`knowledge_gaps.updated_at <= ${startedAt} AND (excluded.status, excluded.label_id, excluded.samples)
          IS NOT (knowledge_gaps.status, knowledge_gaps.label_id, knowledge_gaps.samples)`,
      });
  }

  #move(organizationId: string, moved: GapChanges['moved']): Statement[] {
    const byGap = Map.groupBy(moved, ({ gapId }) => gapId);
    return [...byGap].flatMap(([gapId, rows]) =>
      chunkRows(rows, 1, 2).map((part) =>
        this.#deps.db
          .update(questions)
          .set({ gapId })
          .where(
            and(
              eq(questions.organizationId, organizationId),
              inArray(
                questions.id,
                part.map(({ questionId }) => questionId),
              ),
            ),
          ),
      ),
    );
  }
}

const REOPENED = sql`CASE WHEN draft_id IS NULL THEN 'open' ELSE 'drafted' END`;

const GAP = {
  id: knowledgeGaps.id,
  status: knowledgeGaps.status,
  language: knowledgeGaps.language,
  labelId: knowledgeGaps.labelId,
  samples: knowledgeGaps.samples,
  draftId: knowledgeGaps.draftId,
};
