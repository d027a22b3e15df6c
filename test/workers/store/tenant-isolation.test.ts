import { beforeAll, expect, test } from 'vitest';
import { recordOf, recordsFixture } from './records-fixture.ts';

const fixture = recordsFixture();
const { records } = fixture;
const ours = {
  organizationId: '',
  userId: '',
  keyId: '',
  conversationId: '',
  externalId: 'doc',
  articleId: '',
  intents: 0,
};
let stranger = '';

/** Every method that takes an organization and an id, called by whoever is named. */
const CALLS: Record<string, (organizationId: string, ids: typeof ours) => Promise<unknown>> = {
  'users.get': (org, ids) => records.users.get(org, ids.userId),
  'users.getCredentials': (org, ids) => records.users.getCredentials(org, ids.userId),
  'users.update': (org, ids) => records.users.update(org, ids.userId, { name: 'Mallory', passwordHash: 'x' }),
  'users.remove': (org, ids) => records.users.remove(org, ids.userId),
  'apiKeys.get': (org, ids) => records.apiKeys.get(org, ids.keyId),
  'apiKeys.touch': (org, ids) => records.apiKeys.touch(org, ids.keyId),
  'apiKeys.revoke': (org, ids) => records.apiKeys.revoke(org, ids.keyId),
  'sessions.endAll': (org, ids) => records.sessions.endAll(org, ids.userId, 'logout'),
  'conversations.get': (org, ids) => records.conversations.get(org, ids.conversationId),
  'conversations.messages': (org, ids) => records.conversations.messages(org, ids.conversationId),
  'conversations.feedback': (org, ids) => records.conversations.feedback(org, ids.conversationId),
  'conversations.list by id': (org, ids) => records.conversations.list(org, { text: ids.conversationId }),
  'articles.get': (org, ids) => records.articles.get(org, ids.externalId),
  'articles.getById': (org, ids) => records.articles.getById(org, ids.articleId),
  'articles.setIndexState': (org, ids) =>
    records.articles.setIndexState(org, ids.articleId, 1, { indexState: 'failed', error: 'x' }),
  'articleVersions.get': (org, ids) => records.articleVersions.get(org, ids.articleId, 1),
  'articleVersions.articleIdOf': (org, ids) => records.articleVersions.articleIdOf(org, ids.externalId),
  'articleVersions.articleIdOf an id': (org, ids) => records.articleVersions.articleIdOf(org, ids.articleId),
  'articleVersions.presentOf': (org, ids) => records.articleVersions.presentOf(org, ids.articleId),
  'articleVersions.served': (org, ids) => records.articleVersions.served(servedOf(org, ids, 2)),
  'articleVersions.ended': (org, ids) => records.articleVersions.ended(org, ids.articleId),
  'intentModels.get': (org, ids) => records.intentModels.get(org, ids.intents),
  'intentModels.examples': (org, ids) => records.intentModels.examples(org, ids.intents),
  'intentModels.weights': (org, ids) => records.intentModels.weights(org, ids.intents),
  'intentModels.activate': (org, ids) => records.intentModels.activate(org, ids.intents),
  'intentTrainings.claim': (org, ids) => records.intentTrainings.claim(org, ids.intents, 0),
  'intentTrainings.progress': (org, ids) => records.intentTrainings.progress(claim(org, ids), 1, 'x'),
  'intentTrainings.measured': (org, ids) => records.intentTrainings.measured(claim(org, ids), '{}', 1),
  'intentTrainings.release': (org, ids) => records.intentTrainings.release(claim(org, ids)),
  'intentTrainings.fail': (org, ids) => records.intentTrainings.fail(claim(org, ids), 'x'),
  'intentTrainings.finish': (org, ids) =>
    records.intentTrainings.finish(claim(org, ids), Uint8Array.of(1), '{}'),
  'articles.remove': (org, ids) => records.articles.remove(org, ids.externalId),
};

function servedOf(organizationId: string, { articleId, externalId }: typeof ours, version: number) {
  return {
    organizationId,
    articleId,
    externalId,
    version,
    title: 'Doc',
    url: null,
    locale: null,
    text: 'Body',
  };
}

/** The first claim of a training, as its runner holds it. */
function claim(organizationId: string, { intents: version }: typeof ours) {
  return { organizationId, version, attempt: 1, report: null };
}

/** Every list, which a stranger must see empty. */
const LISTS: Record<string, (organizationId: string) => Promise<unknown>> = {
  'users.list': (org) => records.users.list(org, {}),
  'apiKeys.list': (org) => records.apiKeys.list(org, {}),
  'conversations.list': (org) => records.conversations.list(org, {}),
  'conversations.list by text': (org) => records.conversations.list(org, { text: 'message' }),
  'conversations.list by e-mail': (org) => records.conversations.list(org, { text: 'grace@example.test' }),
  'articles.list': (org) => records.articles.list(org, {}),
  'articleVersions.list': (org) => records.articleVersions.list(org, ours.articleId, {}),
  'intentModels.list': (org) => records.intentModels.list(org, {}),
  'audit.list': (org) => records.audit.list(org, {}),
};

async function everything() {
  const { organizationId, ...ids } = ours;
  return {
    user: await records.users.getCredentials(organizationId, ids.userId),
    key: await records.apiKeys.get(organizationId, ids.keyId),
    conversation: await records.conversations.get(organizationId, ids.conversationId),
    article: await records.articles.getById(organizationId, ids.articleId),
    version: await records.articleVersions.get(organizationId, ids.articleId, 1),
    intents: await records.intentModels.get(organizationId, ids.intents),
    organization: await records.organizations.get(organizationId),
  };
}

beforeAll(async () => {
  ours.organizationId = await fixture.organization();
  stranger = await fixture.organization();
  ours.userId = (await fixture.user(ours.organizationId)).id;
  const key = await records.apiKeys.create(
    ours.organizationId,
    { hash: 'a'.repeat(64), prefix: 'ew_live_abcd', name: 'key', role: 'agent', createdBy: null },
    10,
  );
  if (key.ok) ours.keyId = key.value.id;
  const record = recordOf({ organizationId: ours.organizationId, seqs: [1, 2], subject: 'message' });
  await fixture.archive([record]);
  ours.conversationId = record.conversationId;
  const article = await records.articles.put(
    ours.organizationId,
    { externalId: 'doc', title: 'Doc', body: 'Body', format: 'text', url: null, tags: [], locale: null },
    10,
  );
  if (article.ok) ours.articleId = article.value.article.id;
  await records.articleVersions.keep(servedOf(ours.organizationId, ours, 1));
  const intents = await records.intentModels.create(ours.organizationId, {
    ...{ intents: 2, examples: 4, activate: true },
    content: new TextEncoder().encode('{}'),
  });
  if (intents.ok) ours.intents = intents.value.version;
  await records.intentTrainings.claim(ours.organizationId, ours.intents, 0);
  await records.audit.add(ours.organizationId, {
    actorKind: 'user',
    actorId: ours.userId,
    action: 'users.write',
    target: null,
    outcome: 'allowed',
    requestId: 'req_1',
    details: {},
  });
});

test.each(Object.keys(CALLS))("%s answers a stranger's id exactly like an id of nobody", async (name) => {
  const call = CALLS[name];
  if (call === undefined) throw new Error(name);
  const before = await everything();
  const nobody = {
    organizationId: '',
    userId: 'usr_none',
    keyId: 'key_none',
    conversationId: 'cnv_none',
    externalId: 'none',
    articleId: 'art_none',
    intents: 99,
  };
  expect(await call(stranger, ours)).toEqual(await call(stranger, nobody));
  expect(await everything()).toEqual(before);
  expect(Object.values(before).every((row) => row !== null)).toBe(true);
});

test.each(Object.keys(LISTS))('%s shows a stranger nothing, and its owner something', async (name) => {
  const list = LISTS[name];
  if (list === undefined) throw new Error(name);
  expect(await list(stranger)).toEqual({ ok: true, value: { data: [], nextCursor: null } });
  expect(await list(ours.organizationId)).toMatchObject({ ok: true, value: { data: [expect.anything()] } });
});

test('usage, idempotency keys and identity secrets of one organization are not those of another', async () => {
  await records.usage.add(ours.organizationId, '2026-10-20', 'searches', 3);
  expect(await records.usage.between(stranger, '2026-10-20', '2026-10-20')).toEqual([]);

  const scope = { route: 'POST /v1/users', key: 'same' };
  expect(await records.idempotency.begin(ours.organizationId, scope, 'h')).toEqual({ kind: 'fresh' });
  await records.idempotency.complete(ours.organizationId, scope, 201, '{}');
  expect(await records.idempotency.begin(stranger, scope, 'h')).toEqual({ kind: 'fresh' });

  await records.organizations.update(ours.organizationId, { identitySecret: 's'.repeat(32) });
  expect(await records.organizations.identitySecret(ours.organizationId)).toBe('s'.repeat(32));
  expect(await records.organizations.identitySecret(stranger)).toBeNull();
});
