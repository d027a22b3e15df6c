import { searchHitSchema, searchRequestSchema } from '../../../src/protocol/http/knowledge.ts';
import { listOf } from '../../../src/protocol/http/page.ts';
import { defineRoute, type RouteTable } from '../route.ts';

/** Passages of a result when the caller does not say: what fits on a screen. */
const DEFAULT_HITS = 5;

/** Search in the organization's knowledge, as the assistant itself searches. */
export function searchRoutes(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'post',
      path: '/v1/knowledge/search',
      tag: 'Knowledge',
      summary: 'Search the knowledge base',
      description:
        'Best passage first. `filters.tags` requires one of them; `filters.locale` is preferred, not required.',
      access: 'knowledge.search',
      body: searchRequestSchema,
      answers: { 200: listOf(searchHitSchema) },
    },
    async ({ body, principal }) => {
      const organization = await table.deps.organizations.byId(principal.organizationId);
      const passages = await table.deps.knowledge.search({
        organizationId: principal.organizationId,
        query: body.query,
        limit: body.limit ?? DEFAULT_HITS,
        tags: body.filters?.tags ?? [],
        locale: body.filters?.locale ?? null,
        synonyms: organization?.settings.synonyms ?? [],
      });
      return {
        status: 200,
        body: {
          data: passages.map(({ articleId, title, url, heading, text, score }) => ({
            articleId,
            title,
            url,
            heading,
            text,
            score,
          })),
        },
      };
    },
  );
}
