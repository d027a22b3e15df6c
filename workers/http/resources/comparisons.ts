import {
  CONTRADICTION_REASONS,
  contradictionSchema,
  duplicateSchema,
} from '../../../src/protocol/http/comparisons.ts';
import { pageOf, pageQuerySchema } from '../../../src/protocol/http/page.ts';
import type { ListedSide } from '../../../src/store/knowledge/comparisons.ts';
import { problemOf, refuse } from '../problem.ts';
import { defineRoute, type RouteTable } from '../route.ts';

const tag = 'Knowledge';
const access = 'knowledge.read';

/** Where the organization's articles say the same, or cannot both be right. */
export function comparisonRoutes(table: RouteTable): void {
  const { knowledge } = table.deps;
  defineRoute(
    table,
    {
      method: 'get',
      path: '/v1/knowledge/duplicates',
      tag,
      summary: 'List articles that say the same',
      description:
        'Most alike first. Found some seconds after an article is indexed; gone when either changes.',
      access,
      query: pageQuerySchema,
      answers: { 200: pageOf(duplicateSchema) },
    },
    async ({ query, principal }) => {
      const found = await knowledge.comparisons(principal.organizationId, 'duplicate', query);
      if (!found.ok) return refuse(problemOf(found.error));
      const data = found.value.data.map(({ score, sides }) => ({ similarity: score, sides: both(sides) }));
      return { status: 200, body: { ...found.value, data } };
    },
  );
  defineRoute(
    table,
    {
      method: 'get',
      path: '/v1/knowledge/contradictions',
      tag,
      summary: 'List statements of articles that contradict each other',
      description:
        'Surest first. Found some seconds after an article is indexed; gone when either article changes. They are worth a look, not certain.',
      access,
      query: pageQuerySchema,
      answers: { 200: pageOf(contradictionSchema) },
    },
    async ({ query, principal }) => {
      const found = await knowledge.comparisons(principal.organizationId, 'contradiction', query);
      if (!found.ok) return refuse(problemOf(found.error));
      const data = found.value.data.map(({ reason, score, sides }) => ({
        reason: CONTRADICTION_REASONS.find((one) => one === reason) ?? 'amount',
        score,
        sides: both(sides),
      }));
      return { status: 200, body: { ...found.value, data } };
    },
  );
}

function both([left, right]: readonly [ListedSide, ListedSide]) {
  return [view(left), view(right)] as [ReturnType<typeof view>, ReturnType<typeof view>];
}

function view({ articleId, articleVersion: version, title, url, start, end, quote }: ListedSide) {
  return { articleId, version, title, url, start, end, quote };
}
