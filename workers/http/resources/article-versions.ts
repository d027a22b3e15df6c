import * as z from 'zod';
import { articleVersionSchema, articleVersionWithTextSchema } from '../../../src/protocol/http/citations.ts';
import { externalIdSchema } from '../../../src/protocol/http/knowledge.ts';
import { pageOf, pageQuerySchema } from '../../../src/protocol/http/page.ts';
import type { VersionHead } from '../../../src/store/article-versions.ts';
import { NOT_FOUND, problemOf, refuse } from '../problem.ts';
import { defineRoute, type RouteTable } from '../route.ts';

const tag = 'Knowledge';
const path = '/v1/knowledge/articles/{externalId}/versions';
const params = z.object({ externalId: externalIdSchema });
const access = 'knowledge.read';
const description =
  '`externalId` may also be the article’s own id, which still names it when it is removed or its external id was given to another.';

/** What answers were based on, when the article has long changed or is gone. */
export function articleVersionRoutes(table: RouteTable): void {
  listVersions(table);
  readVersion(table);
}

function listVersions(table: RouteTable): void {
  const { records } = table.deps;
  defineRoute(
    table,
    {
      ...{ method: 'get', path, tag, access, params, description },
      summary: 'List the stored versions of an article, newest first',
      query: pageQuerySchema,
      answers: { 200: pageOf(articleVersionSchema) },
    },
    async ({ params: { externalId }, query, principal: { organizationId } }) => {
      const articleId = await records.articleVersions.articleIdOf(organizationId, externalId);
      if (articleId === null) return refuse(NOT_FOUND);
      const found = await records.articleVersions.list(organizationId, articleId, query);
      if (!found.ok) return refuse(problemOf(found.error));
      return { status: 200, body: { ...found.value, data: found.value.data.map(view) } };
    },
  );
}

function readVersion(table: RouteTable): void {
  const { records } = table.deps;
  defineRoute(
    table,
    {
      ...{ method: 'get', path: `${path}/{version}`, tag, access, description },
      summary: 'Read a stored version of an article',
      params: params.extend({ version: z.string().regex(/^[1-9]\d{0,8}$/, 'must be a whole number') }),
      answers: { 200: articleVersionWithTextSchema },
    },
    async ({ params: { externalId, version }, principal: { organizationId } }) => {
      const articleId = await records.articleVersions.articleIdOf(organizationId, externalId);
      const found =
        articleId && (await records.articleVersions.get(organizationId, articleId, Number(version)));
      return found ? { status: 200, body: { ...view(found), text: found.text } } : refuse(NOT_FOUND);
    },
  );
}

function view(head: VersionHead) {
  const { articleId, externalId, version, revision, title, url, locale, textHash, servedFrom, servedUntil } =
    head;
  return { articleId, externalId, version, revision, title, url, locale, textHash, servedFrom, servedUntil };
}
