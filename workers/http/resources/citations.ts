import * as z from 'zod';
import { sectionAround } from '../../../src/answer/section-around.ts';
import { type Audience, audiencesOf } from '../../../src/domain/audience.ts';
import type { Citation } from '../../../src/domain/message.ts';
import { type CitedSpan, citedSpanSchema } from '../../../src/protocol/http/citations.ts';
import type { StoredVersion } from '../../../src/store/article-versions.ts';
import type { Records } from '../../../src/store/records.ts';
import { conversationFor } from '../conversation-access.ts';
import { NOT_FOUND, refuse } from '../problem.ts';
import { defineRoute, type RouteTable } from '../route.ts';
import { conversationParams } from './conversations.ts';

/** A source of an answer, as it was when the answer was given: for the customer of the conversation, and for staff. */
export function citationRoutes(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'get',
      path: '/v1/conversations/{id}/messages/{messageId}/citations/{n}',
      tag: 'Messages',
      summary: 'Read a citation in its place',
      description:
        'The quote within its section of the article version that was searched, and what became of the article since. Where the ' +
        'article is no longer for the customer, they are shown the quote alone, which they were told.',
      access: 'conversations.read',
      params: conversationParams.extend({
        messageId: z.string(),
        n: z.string().regex(/^[1-9]\d{0,2}$/, 'must be a whole number'),
      }),
      answers: { 200: citedSpanSchema },
      cors: true,
    },
    async ({ params: { id, messageId, n }, principal }) => {
      const handle = await conversationFor(deps, principal, id);
      const message = await handle?.message({ messageId });
      const citation = message?.ok && message.value.citations.find((one) => one.n === Number(n));
      if (!citation) return refuse(NOT_FOUND);
      const head = principal.kind === 'customer' ? await handle?.head() : null;
      const reader = head?.ok ? audiencesOf(head.value.customer, deps.clock()) : null;
      return {
        status: 200,
        body: await citedSpan(deps.records.articleVersions, principal.organizationId, citation, reader),
      };
    },
  );
}

/** `reader`: the audiences of the customer who asks; null: one of the organization's own people. */
async function citedSpan(
  versions: Records['articleVersions'],
  organizationId: string,
  citation: Citation,
  reader: readonly Audience[] | null,
): Promise<CitedSpan> {
  const { n, articleId, title, url, quote, articleVersion, start, heading = '' } = citation;
  const isPlaced = articleVersion !== undefined && start !== undefined;
  const [version, present] = await Promise.all([
    isPlaced ? versions.get(organizationId, articleId, articleVersion, { start, quote }) : null,
    versions.presentOf(organizationId, articleId),
  ]);
  const isSame = present !== null && present.version === articleVersion;
  const now = present && !isSame ? await versions.get(organizationId, articleId, present.version) : null;
  const isTold = !reader || !present || present.audience.some((one) => reader.includes(one));
  return {
    ...{ n, articleId, title, url, heading, quote },
    ...placed(isTold ? version : null, start ?? 0, quote),
    state: present === null ? 'removed' : isSame ? 'current' : 'changed',
    stillSaid: present === null ? null : isSame || (now?.text.includes(quote) ?? false),
  };
}

/** What stands around the quote; nothing where there is no version to show or it does not hold it, so that nothing wrong is shown. */
function placed(version: StoredVersion | null, start: number, quote: string) {
  if (!version?.text.startsWith(quote, start))
    return { version: null, servedFrom: null, servedUntil: null, before: '', after: '' };
  const { text, servedFrom, servedUntil } = version;
  const end = start + quote.length;
  const section = sectionAround(text, { start, end });
  const around = { before: text.slice(section.start, start), after: text.slice(end, section.end) };
  return { version: version.version, servedFrom, servedUntil, ...around };
}
