import * as z from 'zod';
import { LIMITS } from '../../../src/domain/limits.ts';
import {
  articleSchema,
  articleWithBodySchema,
  externalIdSchema,
  putArticleSchema,
} from '../../../src/protocol/http/knowledge.ts';
import { pageOf, pageQuerySchema } from '../../../src/protocol/http/page.ts';
import type { ArticleHead, IndexState } from '../../../src/store/articles.ts';
import { auditTarget } from '../middleware/audit.ts';
import { NOT_FOUND, problemOf, refuse } from '../problem.ts';
import { defineRoute, type RouteTable } from '../route.ts';
import { storeArticle } from '../store-article.ts';

const tag = 'Knowledge';
const path = '/v1/knowledge/articles/{externalId}';
const params = z.object({ externalId: externalIdSchema });
const read = 'knowledge.read';
const write = 'knowledge.write';

/** Articles by the id that their owner chose. */
export function articleRoutes(table: RouteTable): void {
  listArticles(table);
  putArticle(table);
  readArticle(table);
  removeArticle(table);
}

function listArticles(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'get',
      path: '/v1/knowledge/articles',
      tag,
      summary: 'List articles',
      access: read,
      query: pageQuerySchema.extend({ state: articleSchema.shape.state.optional() }),
      answers: { 200: pageOf(articleSchema) },
    },
    async ({ query: { state, ...page }, principal }) => {
      const request = { ...page, indexState: state };
      const found = await table.deps.records.articles.list(principal.organizationId, request);
      if (!found.ok) return refuse(problemOf(found.error));
      return { status: 200, body: { ...found.value, data: found.value.data.map((head) => view(head)) } };
    },
  );
}

function putArticle(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'put',
      path,
      tag,
      summary: 'Create or replace an article',
      description:
        'The answer says with `state` whether it can be found already; until then the version before is. The same content again makes no new version.',
      access: write,
      params,
      body: putArticleSchema,
      bodyBytes: LIMITS.articleBodyBytes,
      answers: { 200: articleSchema, 201: articleSchema },
      audit: 'article.put',
    },
    async ({ params: { externalId }, body, principal, requestId, c }) => {
      const input = {
        externalId,
        title: body.title,
        body: body.body,
        format: body.format,
        url: body.url ?? null,
        tags: body.tags ?? [],
        locale: body.locale ?? null,
        ...(body.audience ? { audience: body.audience } : {}),
        ...(body.products ? { products: body.products } : {}),
        ...(body.reviewedOn === undefined ? {} : { reviewedOn: body.reviewedOn }),
        ...(body.validUntil === undefined ? {} : { validUntil: body.validUntil }),
      };
      const { organizationId } = principal;
      const stored = await storeArticle(deps, { organizationId, input, log: c.get('log'), requestId });
      if (!stored.ok) return refuse(problemOf(stored.error));
      const { article, created, state } = stored.value;
      auditTarget(c, article.id, { externalId, version: article.version });
      return { status: created ? 201 : 200, body: view(article, state) };
    },
  );
}

function readArticle(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'get',
      path,
      tag,
      summary: 'Read an article',
      access: read,
      params,
      answers: { 200: articleWithBodySchema },
    },
    async ({ params: { externalId }, principal }) => {
      const article = await table.deps.records.articles.get(principal.organizationId, externalId);
      return article ? { status: 200, body: { ...view(article), body: article.body } } : refuse(NOT_FOUND);
    },
  );
}

function removeArticle(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'delete',
      path,
      tag,
      summary: 'Remove an article',
      description: 'It is not found any more from this moment on.',
      access: write,
      params,
      answers: { 204: null },
      audit: 'article.remove',
    },
    async ({ params: { externalId }, principal, c }) => {
      const { organizationId } = principal;
      const article = await deps.records.articles.get(organizationId, externalId);
      if (!article) return refuse(NOT_FOUND);
      auditTarget(c, article.id, { externalId });
      if (article.sourceId !== null) return refuse(problemOf({ reason: 'belongs_to_source' }));
      await deps.knowledge.remove(organizationId, article.id);
      const removed = await deps.records.articles.remove(organizationId, externalId);
      return removed.ok ? { status: 204, body: null } : refuse(NOT_FOUND);
    },
  );
}

function view(head: ArticleHead, state: IndexState = head.indexState) {
  const { id, externalId, sourceId, version, title, format, url, createdAt, updatedAt } = head;
  const { tags, locale, audience, products, reviewedOn, validUntil } = head;
  const about = { title, format, url, tags, locale, audience, products, reviewedOn, validUntil };
  return { id, externalId, sourceId, version, ...about, state, createdAt, updatedAt };
}
