import { beforeAll, describe, expect, test } from 'vitest';
import partA from '../../demo/questions/part-a.json';
import partB from '../../demo/questions/part-b.json';
import type { Citation } from '../../src/domain/message.ts';
import type { CitedSpan } from '../../src/protocol/http/citations.ts';
import { call, conversation, seedTenant, type Tenant, widgetSession } from '../workers/http/http-kit.ts';

declare global {
  interface ImportMeta {
    /** Vite's: the files of a pattern, here as texts. */
    glob<T>(pattern: string, options: { query: string; import: string; eager: true }): Record<string, T>;
  }
}

const ARTICLES = import.meta.glob<string>('../../demo/knowledge/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});
/** Every fifth demo question: more than a hundred. */
const QUESTIONS = [...partA, ...partB].filter((_, index) => index % 5 === 0).map((one) => one.question);
/** Below the allowance of messages that a customer of a new conversation has. */
const PER_CONVERSATION = 6;

interface Given {
  conversationId: string;
  messageId: string;
  citation: Citation;
}

let tenant: Tenant;
const given: Given[] = [];
const texts = new Map<string, string>();

const externalIdOf = (path: string) => path.split('/').at(-1)?.slice(0, -3) ?? '';
const put = (externalId: string, body: string) =>
  call('PUT', `/v1/knowledge/articles/${externalId}`, {
    token: tenant.users.admin.token,
    body: { title: /^title: (.*)$/m.exec(body)?.[1] ?? externalId, body, format: 'markdown' },
  });
const get = async <T>(path: string, token = tenant.users.agent.token): Promise<T> => {
  const got = await call('GET', path, { token });
  if (got.status !== 200) throw new Error(`${path}: ${got.status}`);
  return JSON.parse(got.text);
};

/** The stored text that a citation names, read as an auditor would read it. */
async function versionText({ articleId, articleVersion }: Citation): Promise<string> {
  const path = `/v1/knowledge/articles/${articleId}/versions/${articleVersion}`;
  const text = texts.get(path) ?? (await get<{ text: string }>(path)).text;
  texts.set(path, text);
  return text;
}

const spanOf = ({ conversationId, messageId, citation: { n } }: Given, token?: string) =>
  get<CitedSpan>(`/v1/conversations/${conversationId}/messages/${messageId}/citations/${n}`, token);

beforeAll(async () => {
  tenant = await seedTenant('Exact');
  for (const [path, body] of Object.entries(ARTICLES)) {
    const { body: answer } = await put(externalIdOf(path), body);
    if (answer.state !== 'indexed') throw new Error(`${path} is not indexed`);
  }
  for (let at = 0; at < QUESTIONS.length; at += PER_CONVERSATION) {
    const conversationId = await conversation(tenant);
    for (const text of QUESTIONS.slice(at, at + PER_CONVERSATION)) {
      const { text: answer } = await call('POST', `/v1/conversations/${conversationId}/messages?wait=true`, {
        token: tenant.users.agent.token,
        body: { text },
      });
      const { reply }: { reply?: { id: string; citations: Citation[] } } = JSON.parse(answer);
      // A question that is understood as the wish for a person gets one, and no reply of the assistant's.
      if (!reply) break;
      for (const citation of reply.citations) given.push({ conversationId, messageId: reply.id, citation });
    }
  }
}, 240_000);

describe('every quote of every answer', () => {
  test('is, byte for byte, the slice of the stored version that its citation names', async () => {
    expect(given.length).toBeGreaterThan(QUESTIONS.length / 2);
    for (const { citation } of given) {
      const text = await versionText(citation);
      expect(text.slice(citation.start, citation.end)).toBe(citation.quote);
      expect(new TextEncoder().encode(text.slice(citation.start, citation.end))).toEqual(
        new TextEncoder().encode(citation.quote),
      );
    }
  }, 60_000);

  test('is shown in its place, within its section', async () => {
    for (const one of given) {
      const span = await spanOf(one);
      expect(span).toMatchObject({ quote: one.citation.quote, state: 'current', stillSaid: true });
      expect(await versionText(one.citation)).toContain(span.before + span.quote + span.after);
    }
  }, 60_000);

  test('still shows what it was based on when its article has been rewritten, and when it is gone', async () => {
    const cited = Object.keys(ARTICLES).map(externalIdOf);
    for (const [index, externalId] of cited.entries()) {
      if (index % 2 === 0) await put(externalId, `All of ${externalId} is different now.`);
      else await call('DELETE', `/v1/knowledge/articles/${externalId}`, { token: tenant.users.admin.token });
    }
    const before = new Map(texts);
    texts.clear();
    const seen = new Set<string>();
    for (const one of given) {
      const text = await versionText(one.citation);
      expect(text.slice(one.citation.start, one.citation.end)).toBe(one.citation.quote);
      const span = await spanOf(one);
      expect(span.before + span.quote + span.after).not.toBe('');
      expect(text).toContain(span.before + span.quote + span.after);
      expect(span.version).toBe(one.citation.articleVersion);
      expect(['changed', 'removed']).toContain(span.state);
      expect(span.stillSaid).toBe(span.state === 'changed' ? false : null);
      expect(span.servedUntil).not.toBeNull();
      seen.add(span.state);
    }
    expect(seen.size).toBe(2);
    expect(texts).toEqual(before);
  }, 120_000);
});

describe('a cited span', () => {
  test('is the customer’s of that conversation, and of nobody else', async () => {
    const [one] = given;
    if (!one) throw new Error('nothing was cited');
    const path = `/v1/conversations/${one.conversationId}/messages/${one.messageId}/citations/1`;
    const visitor = await widgetSession(tenant);
    const stranger = await seedTenant('Stranger');
    for (const token of [visitor.token, stranger.users.owner.token]) {
      expect((await call('GET', path, { token })).status).toBe(404);
    }
    for (const wrong of [path.replace(/1$/, '99'), path.replace(one.messageId, 'msg_none')]) {
      expect((await call('GET', wrong, { token: tenant.users.agent.token })).status).toBe(404);
    }
    const versions = `/v1/knowledge/articles/${one.citation.articleId}/versions`;
    expect((await call('GET', versions, { token: stranger.users.owner.token })).status).toBe(404);
  });
});
