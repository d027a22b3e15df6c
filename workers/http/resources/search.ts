import { EVERYBODY } from '../../../src/domain/audience.ts';
import {
  previewRequestSchema,
  previewSchema,
  searchHitSchema,
  searchRequestSchema,
} from '../../../src/protocol/http/knowledge.ts';
import { listOf } from '../../../src/protocol/http/page.ts';
import { NOT_FOUND, refuse } from '../problem.ts';
import { defineRoute, type RouteTable } from '../route.ts';

/** Passages of a result when the caller does not say: what fits on a screen. */
const DEFAULT_HITS = 5;

/** Search in the organization's knowledge, as the assistant itself searches, and the answer that it would give. */
export function searchRoutes(table: RouteTable): void {
  searchKnowledge(table);
  previewAnswer(table);
}

function searchKnowledge(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'post',
      path: '/v1/knowledge/search',
      tag: 'Knowledge',
      summary: 'Search the knowledge base',
      description:
        'Best passage first. `filters.tags` requires one of them; `filters.products` one of them or an article about no product in ' +
        'particular; `filters.audience` says whom it is for (`public` unless it says more); `filters.locale` is preferred, not required.',
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
        audience: body.filters?.audience ?? EVERYBODY,
        products: body.filters?.products ?? [],
        locale: body.filters?.locale ?? null,
        synonyms: organization?.settings.synonyms ?? [],
        decisions: organization?.settings.minedSynonyms ?? [],
        preferNewer: organization?.settings.preferNewer ?? true,
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

function previewAnswer(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'post',
      path: '/v1/knowledge/answer',
      tag: 'Knowledge',
      summary: 'Preview the answer to a question',
      description:
        'What a customer would be answered now, from the knowledge alone; with `filters.audience`, what a partner or somebody of the organization would. Nothing is stored: no conversation begins, and no report counts it.',
      access: 'knowledge.search',
      body: previewRequestSchema,
      answers: { 200: previewSchema },
    },
    async ({ body, principal }) => {
      const organization = await table.deps.organizations.byId(principal.organizationId);
      if (!organization) return refuse(NOT_FOUND);
      const { question, locale = null, filters = {} } = body;
      const { tags = [], audience = EVERYBODY, products = [] } = filters;
      const { text, citations, confidence, supported } = await table.deps.knowledge.preview({
        organization,
        question,
        locale,
        scope: { tags, audience, products },
      });
      return { status: 200, body: { text, citations, confidence, supported } };
    },
  );
}
