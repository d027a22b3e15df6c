import { isoTime } from '../../../src/domain/clock.ts';
import { GAP_PERIODS, healthQuerySchema, knowledgeHealthSchema } from '../../../src/protocol/http/gaps.ts';
import { atLeast } from '../../../src/retrieve/gaps/wilson.ts';
import type { ArticleUse, UseList } from '../../../src/store/knowledge-health.ts';
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
        'Articles that are stale, used less and less, never used, or cited in answers that did not help; the worst first.',
      access: 'knowledge.read',
      query: healthQuerySchema,
      answers: { 200: knowledgeHealthSchema },
    },
    async ({ query: { period = '30d', staleDays = STALE_DAYS }, principal: { organizationId } }) => {
      const now = deps.clock();
      const span = spanOf(now, period);
      const { health, gaps } = deps.records;
      const changedBefore = isoTime(now - staleDays * DAY_MS);
      const [articles, totals, stale, declining, unused, failing] = await Promise.all([
        health.articles(organizationId),
        gaps.totals(organizationId, span.from),
        health.stale(organizationId, span, changedBefore),
        health.declining(organizationId, span),
        health.unused(organizationId, span),
        health.failing(organizationId, span),
      ]);
      const body = {
        period: { from: span.from, until: isoTime(now), days: GAP_PERIODS[period] },
        articles,
        ...totals,
        stale: listOf(stale),
        declining: listOf(declining),
        unused: listOf(unused),
        failing: worstFirst(listOf(failing)),
        conflicts: null,
      };
      return { status: 200, body };
    },
  );
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
