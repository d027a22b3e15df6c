import { LIMITS } from '../../domain/limits.ts';
import { ok, type Result } from '../../domain/result.ts';
import { decodeCursor, type InvalidCursor, type Page, toPage, viewPage } from '../cursor.ts';

export type ComparisonKind = 'duplicate' | 'contradiction';

/** Exactly the text of `start` to `end` of that version of that article. */
export interface ComparedSide {
  articleId: string;
  articleVersion: number;
  start: number;
  end: number;
  quote: string;
}

export interface FoundComparison {
  kind: ComparisonKind;
  /** `copy`, or what the two differ in: `amount`, `negation`, `opposite`. */
  reason: string;
  /** 0 to 1. */
  score: number;
  sides: readonly [ComparedSide, ComparedSide];
}

export interface StoredComparison extends FoundComparison {
  id: string;
  sides: [ListedSide, ListedSide];
}

export interface ListedSide extends ComparedSide {
  title: string;
  url: string | null;
}

/** UTF-16 units of a quote in the list: two screens; what is longer is quoted from its beginning. */
const QUOTE_CHARS = 2_000;

/** Comparisons of an organization's articles. A row is there only as long as both versions are the ones that are served. */
export class ComparisonRepository {
  private readonly db: D1Database;

  constructor(db: D1Database) {
    this.db = db;
  }

  /** Adds what was found between two versions that are both served now; the same finding again changes nothing. */
  async add(organizationId: string, found: readonly FoundComparison[]): Promise<void> {
    if (found.length === 0) return;
    await this.db
      .prepare(
        `INSERT INTO comparison (organization_id, kind, comparison_id, reason, score,
           left_article_id, left_version, left_start_at, left_end_at, left_quote,
           right_article_id, right_version, right_start_at, right_end_at, right_quote)
         SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7,
           value ->> 8, value ->> 9, value ->> 10, value ->> 11, value ->> 12, value ->> 13
         FROM json_each(?2)
         WHERE EXISTS (SELECT 1 FROM source WHERE organization_id = ?1 AND article_id = value ->> 4 AND version = value ->> 5)
           AND EXISTS (SELECT 1 FROM source WHERE organization_id = ?1 AND article_id = value ->> 9 AND version = value ->> 10)
         ON CONFLICT (organization_id, kind, comparison_id) DO NOTHING`,
      )
      .bind(organizationId, JSON.stringify(found.map(row)))
      .run();
  }

  /** What was found of one kind, the surest first. */
  async list(
    organizationId: string,
    kind: ComparisonKind,
    request: { limit?: number | undefined; cursor?: string | undefined },
  ): Promise<Result<Page<StoredComparison>, InvalidCursor>> {
    const name = `comparisons:${kind}`;
    const limit = Math.min(Math.max(request.limit ?? LIMITS.listDefault, 1), LIMITS.listMax);
    const from = request.cursor === undefined ? null : decodeCursor(name, request.cursor);
    if (from && !from.ok) return from;
    const after = from ? 'AND (c.score, c.comparison_id) < (?4, ?5)' : '';
    const { results } = await this.db
      .prepare(
        `SELECT c.*, l.title AS left_title, l.url AS left_url, r.title AS right_title, r.url AS right_url
         FROM comparison AS c
         JOIN source AS l ON l.organization_id = c.organization_id AND l.article_id = c.left_article_id
         JOIN source AS r ON r.organization_id = c.organization_id AND r.article_id = c.right_article_id
         WHERE c.organization_id = ?1 AND c.kind = ?2 ${after}
         ORDER BY c.score DESC, c.comparison_id DESC LIMIT ?3`,
      )
      .bind(organizationId, kind, limit + 1, ...(from ? [Number(from.value.key), from.value.id] : []))
      .all<Record<string, unknown>>();
    const position = (one: Record<string, unknown>) => ({
      key: String(one.score),
      id: String(one.comparison_id),
    });
    return ok(viewPage(toPage(results, limit, name, position), (one) => view(kind, one)));
  }
}

function row({ kind, reason, score, sides }: FoundComparison): unknown[] {
  const [left, right] = sides[0].articleId <= sides[1].articleId ? sides : [sides[1], sides[0]];
  const places = [left, right].map(({ articleId, start }) => `${articleId}.${start}`);
  // A copy is one finding a pair of articles, a contradiction one a pair of sentences.
  const id = kind === 'duplicate' ? `${left.articleId}.${right.articleId}` : places.join('.');
  return [kind, id, reason, Math.round(score * 1_000), ...side(left), ...side(right)];
}

function side({ articleId, articleVersion, start, quote }: ComparedSide): unknown[] {
  const cut = quote.slice(0, QUOTE_CHARS).replace(/[\ud800-\udbff]$/, '');
  return [articleId, articleVersion, start, start + cut.length, cut];
}

function view(kind: ComparisonKind, one: Record<string, unknown>): StoredComparison {
  const listed = (name: 'left' | 'right'): ListedSide => ({
    articleId: String(one[`${name}_article_id`]),
    articleVersion: Number(one[`${name}_version`]),
    title: String(one[`${name}_title`]),
    url: typeof one[`${name}_url`] === 'string' ? String(one[`${name}_url`]) : null,
    start: Number(one[`${name}_start_at`]),
    end: Number(one[`${name}_end_at`]),
    quote: String(one[`${name}_quote`]),
  });
  return {
    kind,
    id: String(one.comparison_id),
    reason: String(one.reason),
    score: Number(one.score) / 1_000,
    sides: [listed('left'), listed('right')],
  };
}
