import { isoTime } from '../../../src/domain/clock.ts';
import { GAP_PERIODS, healthQuerySchema, knowledgeHealthSchema } from '../../../src/protocol/http/gaps.ts';
import { atLeast } from '../../../src/retrieve/gaps/wilson.ts';
import type { ListedSide } from '../../../src/store/knowledge/comparisons.ts';
import type { ArticleUse, UseList } from '../../../src/store/knowledge-health.ts';
import type { HttpDeps } from '../deps.ts';
import { defineRoute, type RouteTable } from '../route.ts';
import { spanOf } from './gaps.ts';

const DAY_MS = 86_400_000;
const STALE_DAYS = 180;

/** Articles of a list. */
const LISTED = 50;

/** How the articles do: which grow old, which nobody needs, which do not help. */
export function knowledgeHealthRoutes(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'get',
      path: '/v1/knowledge/health',
      tag: 'Knowledge',
      summary: 'How the articles do',
      description:
        'Articles that are stale, used less and less, never used, cited in answers that did not help, or in conflict with each other; the worst first.',
      access: 'knowledge.read',
      query: healthQuerySchema,
      answers: { 200: knowledgeHealthSchema },
    },
    async ({ query: { period = '30d', staleDays = STALE_DAYS }, principal: { organizationId } }) => {
      const now = deps.clock();
      const span = spanOf(now, period);
      const { health, gaps } = deps.records;
      const changedBefore = isoTime(now - staleDays * DAY_MS);
      const [articles, totals, stale, declining, unused, failing, conflicts] = await Promise.all([
        health.articles(organizationId),
        gaps.totals(organizationId, span.from),
        health.stale(organizationId, span, changedBefore),
        health.declining(organizationId, span),
        health.unused(organizationId, span),
        health.failing(organizationId, span),
        conflictsOf(deps, organizationId),
      ]);
      const body = {
        period: { from: span.from, until: isoTime(now), days: GAP_PERIODS[period] },
        articles,
        ...totals,
        stale: listOf(stale),
        declining: listOf(declining),
        unused: listOf(unused),
        failing: worstFirst(listOf(failing)),
        conflicts,
      };
      return { status: 200, body };
    },
  );
}

/** Pairs shown of each kind; `/v1/knowledge/duplicates` and `/v1/knowledge/contradictions` list all. */
const PAIRS = 25;

/** Contradictions first: they mislead, while a copy only ages twice. */
async function conflictsOf(deps: HttpDeps, organizationId: string) {
  const data = [];
  for (const kind of ['contradiction', 'duplicate'] as const) {
    const found = await deps.knowledge.comparisons(organizationId, kind, { limit: PAIRS });
    if (found.ok) data.push(...found.value.data.map(({ score, sides }) => ({ kind, score, sides })));
  }
  const articles = data.flatMap(({ sides }) => sides.map(({ articleId }) => articleId));
  const names = await deps.records.health.externalIds(organizationId, articles);
  const view = ({ articleId, title, url, quote }: ListedSide) => {
    return { articleId, externalId: names.get(articleId) ?? articleId, title, url, quote };
  };
  const pairs = data.map(({ kind, score, sides: [left, right] }) => {
    const both: [ReturnType<typeof view>, ReturnType<typeof view>] = [view(left), view(right)];
    return { kind, score, articles: both };
  });
  return { total: pairs.length, data: pairs };
}

function listOf({ total, data }: UseList) {
  return { total, data: data.map(viewOf) };
}

function viewOf(use: ArticleUse) {
  return { ...use, failedAtLeast: atLeast(use.failed, use.cited) };
}

function worstFirst({ total, data }: ReturnType<typeof listOf>) {
  const sorted = data.sort((a, b) => b.failedAtLeast - a.failedAtLeast || b.failed - a.failed);
  return { total, data: sorted.slice(0, LISTED) };
}
