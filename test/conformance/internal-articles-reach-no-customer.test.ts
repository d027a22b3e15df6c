import { createExecutionContext, createMessageBatch, getQueueResult } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { SignJWT } from 'jose';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Audience } from '../../src/domain/audience.ts';
import worker, { script } from '../support/test-worker.ts';
import { BASE, call, records, seedTenant, type Tenant, widgetSession } from '../workers/http/http-kit.ts';

const SECRET = 'a secret of at least 32 characters';
const QUESTION = 'What is the emergency discount for walrus insurance?';
/** What each audience's article says, and no other. */
const SAYS: Record<Audience, string> = {
  public: 'five percent',
  partner: 'fifteen percent',
  internal: 'forty percent',
};
const AUDIENCES: Audience[] = ['internal', 'partner', 'public'];

let tenant: Tenant;
let token: string;

beforeAll(async () => {
  tenant = await seedTenant('audiences');
  token = tenant.users.admin.token;
  await call('PATCH', '/v1/organization', { token, body: { identitySecret: SECRET } });
  for (const audience of AUDIENCES) await put(audience, [audience]);
});

afterEach(() => {
  delete script.clock;
});

function put(externalId: Audience, audience?: Audience[]) {
  const body = `The emergency discount for walrus insurance in the ${externalId} programme is ${SAYS[externalId]} a year.`;
  const article = { title: `Walrus insurance, ${externalId}`, body, format: 'markdown' };
  return call('PUT', `/v1/knowledge/articles/${externalId}`, {
    token,
    body: { ...article, ...(audience ? { audience } : {}) },
  });
}

/** All that a customer's conversation says after their question, and all that the citations of it show. */
async function told(session: object, text = QUESTION): Promise<string> {
  const { conversationId, token: own } = await widgetSession(tenant, session);
  const path = `/v1/conversations/${conversationId}/messages`;
  await call('POST', `${path}?wait=true`, { token: own, body: { text } });
  const { body } = await call('GET', path, { token: own });
  const replies = body.data.filter(({ role }) => role !== 'customer');
  const spans = await Promise.all(
    replies.flatMap(({ id, citations }) =>
      citations.map(({ n }) => call('GET', `${path}/${id}/citations/${n}`, { token: own })),
    ),
  );
  return JSON.stringify([replies, spans.map((span) => span.body)]);
}

/** For ten minutes, unless `exp` says otherwise. */
const signed = (claims: object) =>
  new SignJWT({ sub: 'u-1', exp: Math.floor(Date.now() / 1_000) + 600, ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(SECRET));

describe('an answer is made from articles that are for whom it is given to', () => {
  test('a stranger is told what is for everybody, and not a word of the rest', async () => {
    const said = await told({});
    expect(said).toContain(SAYS.public);
    for (const other of [SAYS.partner, SAYS.internal]) expect(said).not.toContain(other);
  });

  test('a page that says so makes nobody a partner', async () => {
    const said = await told({ customer: { name: 'Eve', partner: true, verified: true } });
    for (const other of [SAYS.partner, SAYS.internal]) expect(said).not.toContain(other);
    const plain = await told({ identityToken: await signed({}) });
    for (const other of [SAYS.partner, SAYS.internal]) expect(plain).not.toContain(other);
  });

  test('a partner whom the organization has signed for is told what is for partners, and nothing internal', async () => {
    const question = 'What is the emergency discount for walrus insurance in the partner programme?';
    const said = await told({ identityToken: await signed({ partner: true }) }, question);
    expect(said).toContain(SAYS.partner);
    expect(said).not.toContain(SAYS.internal);
  });

  test('who is signed for as a partner no more is told no more of it, in the same conversation too', async () => {
    const text = 'What is the emergency discount for walrus insurance in the partner programme?';
    const first = await widgetSession(tenant, { identityToken: await signed({ partner: true }) });
    const { conversationId, resumeToken } = first;
    const identityToken = await signed({});
    const { token: own } = await widgetSession(tenant, { conversationId, resumeToken, identityToken });
    const path = `/v1/conversations/${conversationId}/messages`;
    await call('POST', `${path}?wait=true`, { token: own, body: { text } });
    expect((await call('GET', path, { token: own })).text).not.toContain(SAYS.partner);
  });

  test('who was a partner is none once the token that said so has ended, in a conversation that goes on too', async () => {
    const text = 'What is the emergency discount for walrus insurance in the partner programme?';
    const first = await widgetSession(tenant, { identityToken: await signed({ partner: true }) });
    const { conversationId, resumeToken } = first;
    const path = `/v1/conversations/${conversationId}/messages`;
    const asked = async ({ token: own }: { token: string }) => {
      await call('POST', `${path}?wait=true`, { token: own, body: { text } });
      const { body } = await call('GET', path, { token: own });
      return JSON.stringify(body.data.at(-1));
    };
    expect(await asked(first)).toContain(SAYS.partner);
    script.clock = () => Date.now() + 11 * 60_000;
    expect(await asked(await widgetSession(tenant, { conversationId, resumeToken }))).not.toContain(
      SAYS.partner,
    );
    const identityToken = await signed({ partner: true, exp: Math.floor(Date.now() / 1_000) + 3_600 });
    const again = await widgetSession(tenant, { conversationId, resumeToken, identityToken });
    expect(await asked(again)).toContain(SAYS.partner);
  });

  test('no kind of conversation is for what is internal, whatever its identity claims', async () => {
    const said = await told({
      identityToken: await signed({ partner: true, audience: ['internal'], role: 'admin' }),
    });
    expect(said).not.toContain(SAYS.internal);
  });
});

describe('search and preview show what is for everybody, unless staff ask for more', () => {
  const found = async (filters?: object) => {
    const body = { query: QUESTION, limit: 10, ...(filters ? { filters } : {}) };
    const got = await call('POST', '/v1/knowledge/search', { token: tenant.users.agent.token, body });
    return JSON.stringify(got.body.data);
  };

  test('by search', async () => {
    expect(await found()).not.toContain(SAYS.internal);
    expect(await found({ audience: ['partner'] })).not.toContain(SAYS.internal);
    expect(await found({ audience: ['public', 'internal'] })).toContain(SAYS.internal);
  });

  test('by preview', async () => {
    const preview = async (filters?: object) => {
      const body = { question: QUESTION, ...(filters ? { filters } : {}) };
      return (await call('POST', '/v1/knowledge/answer', { token, body })).body.text;
    };
    expect(await preview()).toContain(SAYS.public);
    expect(await preview({ audience: ['internal'] })).toContain(SAYS.internal);
    expect(await preview()).not.toContain(SAYS.internal);
  });

  test('an audience that is none is refused', async () => {
    const body = { query: QUESTION, filters: { audience: ['everyone'] } };
    expect((await call('POST', '/v1/knowledge/search', { token, body })).status).toBe(422);
  });
});

describe('an article stays for whom it was meant', () => {
  test('an upload that does not say for whom it is leaves it as it was', async () => {
    await put('internal');
    const got = await call('GET', '/v1/knowledge/articles/internal', { token });
    expect(got.body.audience).toEqual(['internal']);
    expect(await told({})).not.toContain(SAYS.internal);
  });

  test('a source that becomes internal is told to nobody from then on, and stays so through its next sync', async () => {
    const id = await source('The secret of the penguin vault is behind the third ice block.');
    expect(await search('penguin vault')).toContain('third ice block');
    const path = `/v1/knowledge/sources/${id}`;
    const changed = await call('PATCH', path, { token, body: { audience: ['internal'] } });
    expect(changed.body.audience).toEqual(['internal']);
    expect(await search('penguin vault')).not.toContain('third ice block');
    await sync(id);
    expect(await search('penguin vault')).not.toContain('third ice block');
    expect(await search('penguin vault', ['internal'])).toContain('third ice block');
  });
});

describe('an article that is made for fewer', () => {
  const path = '/v1/knowledge/articles/llama';
  const question = 'What does the llama rebate save?';
  const article = { title: 'Llama rebate', format: 'text', body: 'The llama rebate saves eleven coins.' };
  const putLlama = (more: object) => call('PUT', path, { token, body: { ...article, ...more } });

  test('is told to nobody else from then on, though its new version cannot be indexed', async () => {
    await putLlama({ audience: ['public'] });
    for (const _ of [1, 2]) expect(await told({}, question)).toContain('eleven coins');
    expect(await search('llama rebate')).toContain('eleven coins');
    await breakIndexing();
    try {
      const stored = await putLlama({ audience: ['internal'] });
      expect([stored.status, stored.body.state]).toEqual([200, 'pending']);
      expect(await told({}, question)).not.toContain('eleven coins');
      expect(await search('llama rebate', ['public', 'partner'])).not.toContain('eleven coins');
    } finally {
      await mendIndexing();
    }
    expect((await putLlama({ audience: ['internal'] })).body.state).toBe('indexed');
    expect(await search('llama rebate', ['internal'])).toContain('eleven coins');
    expect(await search('llama rebate')).not.toContain('eleven coins');
  });

  test('shows nobody new what its version before said, until the new one is indexed', async () => {
    await putLlama({ audience: ['internal'] });
    await breakIndexing();
    try {
      await putLlama({ audience: ['public'], body: 'The llama rebate is over.' });
      expect(await search('llama rebate')).not.toContain('eleven coins');
      expect(await search('llama rebate', ['internal'])).toContain('eleven coins');
    } finally {
      await mendIndexing();
    }
    await putLlama({ audience: ['public'], body: 'The llama rebate is over.' });
    expect(await search('llama rebate')).toContain('is over');
  });
});

/** No version can be kept, and what is not kept is not indexed. */
const breakIndexing = () =>
  env.RECORDS.prepare(
    "CREATE TRIGGER no_versions BEFORE INSERT ON article_versions BEGIN SELECT RAISE(ABORT, 'broken'); END",
  ).run();
const mendIndexing = () => env.RECORDS.prepare('DROP TRIGGER no_versions').run();

test('an article whose last day is over is told to nobody', async () => {
  const article = {
    title: 'Zebra offer',
    body: 'The zebra offer saves seventeen coins.',
    format: 'markdown',
  };
  const path = '/v1/knowledge/articles/zebra';
  await call('PUT', path, { token, body: { ...article, validUntil: '2999-12-31' } });
  expect(await told({}, 'What does the zebra offer save?')).toContain('seventeen coins');
  await call('PUT', path, { token, body: { ...article, validUntil: '2020-01-01' } });
  expect(await told({}, 'What does the zebra offer save?')).not.toContain('seventeen coins');
  expect(await search('zebra offer', ['public', 'partner', 'internal'])).not.toContain('seventeen coins');
  const wrong = await call('PUT', path, { token, body: { ...article, validUntil: '31.12.2026' } });
  expect(wrong.status).toBe(422);
});

async function search(query: string, audience?: Audience[]): Promise<string> {
  const body = { query, ...(audience ? { filters: { audience } } : {}) };
  return JSON.stringify((await call('POST', '/v1/knowledge/search', { token, body })).body.data);
}

async function source(text: string): Promise<string> {
  const made = await call('POST', '/v1/knowledge/sources', { token, body: { kind: 'files', name: 'Vault' } });
  const { id } = made.body;
  await exports.default.fetch(`${BASE}/v1/knowledge/sources/${id}/files/vault.md`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'text/markdown' },
    body: `# Vault\n\n${text}\n`,
  });
  await sync(id);
  return id;
}

/** Begins a sync and delivers its messages until it has ended. */
async function sync(sourceId: string): Promise<void> {
  await call('POST', `/v1/knowledge/sources/${sourceId}/sync`, { token, body: {} });
  const organizationId = tenant.organization.id;
  for (let steps = 0; steps < 60; steps += 1) {
    const found = await records.sources.get(organizationId, sourceId);
    if (!found?.sync || (found.sync.state !== 'queued' && found.sync.state !== 'running')) return;
    const ids = { eventId: 'e', requestId: 'r', organizationId, sourceId, sync: found.sync.number };
    const body = { kind: 'sync-source', ...ids };
    const batch = createMessageBatch('edgewise-syncs', [
      { id: `m${steps}`, timestamp: new Date(), attempts: 1, body },
    ]);
    const ctx = createExecutionContext();
    await worker.queue(batch, env);
    await getQueueResult(batch, ctx);
  }
  throw new Error('the sync never ends');
}
