import { beforeAll, expect, test } from 'vitest';
import { callOf, recordOf, recordsFixture, runOf } from './records-fixture.ts';

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
  sourceId: '',
  questionId: 'msg_asked',
  gapId: 'gap_ours',
  draftId: '',
};
let stranger = '';

/** All that is kept. */
const SPAN = { before: '2000-01-01', from: '2000-01-02' };

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
  'questions.waitingOf': (org) => records.questions.waitingOf(org, 10),
  'questions.known': (org, ids) => records.questions.known(org, ids.conversationId),
  'questions.texts': (org, ids) => records.questions.texts(org, [ids.questionId]),
  'questions.newest': (org) => records.questions.newest(org, false, 10),
  'questions.postpone': (org, { conversationId }) =>
    records.questions.postpone({ organizationId: org, conversationId, changedAt: 'x' }),
  'llmCalls.conversation': (org, ids) => records.llmCalls.conversation(org, ids.conversationId),
  'llmCalls.conversations': (org, ids) => records.llmCalls.conversations(org, [ids.conversationId]),
  'toolRuns.list': (org, ids) => records.toolRuns.list(org, ids.conversationId, {}),
  'llmCalls.list': (org, ids) => records.llmCalls.list(org, ids.conversationId, {}),
  'llmCalls.usage': (org) => records.llmCalls.usage(org, { from: '2000-01-01', to: '2100-01-01' }, ['model']),
  'gaps.get': (org, ids) => records.gaps.get(org, ids.gapId, SPAN),
  'gaps.all': (org) => records.gaps.all(org),
  'gaps.totals': (org) => records.gaps.totals(org, SPAN.from),
  'gaps.grouping': (org) => records.gaps.grouping(org),
  'gaps.decide': (org, ids) => records.gaps.decide(org, ids.gapId, 'dismissed'),
  'gaps.draftGone': (org, ids) => records.gaps.draftGone(org, ids.draftId),
  'drafts.get': (org, ids) => records.drafts.get(org, ids.draftId),
  'drafts.ofConversation': (org, ids) => records.drafts.ofConversation(org, ids.conversationId),
  'drafts.edit': (org, ids) => records.drafts.edit(org, ids.draftId, { title: 'Mallory' }),
  'drafts.end': (org, ids) => records.drafts.end(org, ids.draftId, { state: 'discarded' }),
  'health.articles': (org) => records.health.articles(org),
  'health.stale': (org) => records.health.stale(org, SPAN, '2030-01-01'),
  'health.declining': (org) => records.health.declining(org, SPAN),
  'health.unused': (org) => records.health.unused(org, SPAN),
  'health.externalIds': (org, ids) => records.health.externalIds(org, [ids.articleId]),
  'health.failing': (org) => records.health.failing(org, SPAN),
  'articles.setAudienceOfSource': (org, ids) =>
    records.articles.setAudienceOfSource(org, ids.sourceId, ['internal']),
  'articles.remove': (org, ids) => records.articles.remove(org, ids.externalId),
  'articles.strays': (org, ids) => records.articles.strays(org, ids.sourceId, 10),
  'connectors.get': (org) => records.connectors.get(org, 'shop'),
  'connectors.remove': (org) => records.connectors.remove(org, 'shop'),
  'sources.get': (org, ids) => records.sources.get(org, ids.sourceId),
  'sources.update': (org, ids) => records.sources.update(org, ids.sourceId, { name: 'x' }),
  'sources.setPaused': (org, ids) => records.sources.setPaused(org, ids.sourceId, true),
  'sources.remove': (org, ids) => records.sources.remove(org, ids.sourceId),
  'sourceFiles.get': (org, ids) => records.sourceFiles.get(org, ids.sourceId, 'a.txt'),
  'sourceFiles.list': (org, ids) => records.sourceFiles.list(org, ids.sourceId, { limit: 5 }),
  'sourceFiles.put': (org, ids) => records.sourceFiles.put(org, ids.sourceId, FILE, 10),
  'sourceFiles.remove': (org, ids) => records.sourceFiles.remove(org, ids.sourceId, 'a.txt'),
  'sourceFiles.keepOnly': (org, ids) => records.sourceFiles.keepOnly(org, ids.sourceId, []),
  'sourceFiles.unnamed': (org, ids) => records.sourceFiles.unnamed(org, ids.sourceId, [FILE.object]),
  'sourceDocuments.list': (org, ids) => records.sourceDocuments.list(org, ids.sourceId, { limit: 5 }),
  'sourceDocuments.waiting': (org, ids) => records.sourceDocuments.waiting(step(org, ids), 5),
  'sourceDocuments.tried': (org, ids) => records.sourceDocuments.tried(step(org, ids), ['a.txt']),
  'sourceDocuments.settle': (org, ids) => records.sourceDocuments.settle(step(org, ids)),
  'sourceDocuments.retryFailed': (org, ids) => records.sourceDocuments.retryFailed(step(org, ids)),
  'sourceDocuments.recheck': (org, ids) => records.sourceDocuments.recheck(step(org, ids)),
  'sourceDocuments.listed': (org, ids) =>
    records.sourceDocuments.listed(step(org, ids), [], { fresh: false, documentsMax: 9 }, {}),
  'sourceDocuments.settled': (org, ids) =>
    records.sourceDocuments.settled(step(org, ids), 'a.txt', GONE, { documents: [], documentsMax: 9 }, {}),
  'sourceArticles.toVanish': (org, ids) => records.sourceArticles.toVanish(step(org, ids)),
  'sourceArticles.plan': (org, ids) => records.sourceArticles.plan(step(org, ids), 'x', true),
  'sourceArticles.pending': (org, ids) => records.sourceArticles.pending(step(org, ids), 5),
  'sourceArticles.close': (org, ids) => records.sourceArticles.close(step(org, ids)),
  'sourceArticles.contents': (org, ids) => records.sourceArticles.contents(org, ids.sourceId),
  'sourceArticles.needed': (org, ids) => records.sourceArticles.needed(org, ids.sourceId),
  'sourceSyncs.get': (org, ids) => records.sourceSyncs.get(org, ids.sourceId, 1),
  'sourceSyncs.list': (org, ids) => records.sourceSyncs.list(org, ids.sourceId, {}),
  'sourceSyncs.start': (org, ids) =>
    records.sourceSyncs.start(org, ids.sourceId, { mode: 'all', startedBy: 'request' }),
  'sourceSyncs.startDelete': (org, ids) => records.sourceSyncs.startDelete(org, ids.sourceId),
  'sourceSyncs.claim': (org, ids) => records.sourceSyncs.claim(step(org, ids), 0),
  'sourceSyncs.note': (org, ids) => records.sourceSyncs.note(step(org, ids), { phase: 'finish' }),
  'sourceSyncs.release': (org, ids) => records.sourceSyncs.release(step(org, ids)),
  'sourceSyncs.fail': (org, ids) => records.sourceSyncs.fail(step(org, ids), 'x'),
  'sourceSyncs.finish': (org, ids) =>
    records.sourceSyncs.finish(step(org, ids), 'x', [], { pause: true, note: null }),
  'sourceSyncs.manifests': (org, ids) => records.sourceSyncs.manifests(org, ids.sourceId, 5),
  'sourceSyncs.before': (org, ids) => records.sourceSyncs.before(org, ids.sourceId),
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

const FILE = { path: 'a.txt', bytes: 1, mediaType: null, hash: 'a'.repeat(64), object: 'o' };
const GONE = { kind: 'vanished', reason: 'gone', detail: '' } as const;

/** The first step of a sync, as its runner holds it. */
function step(organizationId: string, { sourceId }: typeof ours) {
  return { organizationId, sourceId, number: 1, attempt: 1 };
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
  'gaps.list': (org) => records.gaps.list(org, { span: SPAN, status: 'open' }),
  'drafts.list': (org) => records.drafts.list(org, {}),
  'connectors.list': async (org) => {
    const data = await records.connectors.list(org);
    return { ok: true, value: { data, nextCursor: null } };
  },
  'sources.list': (org) => records.sources.list(org, {}),
  'audit.list': (org) => records.audit.list(org, {}),
  'toolRuns.list': (org) => records.toolRuns.list(org, ours.conversationId, {}),
  'llmCalls.list': (org) => records.llmCalls.list(org, ours.conversationId, {}),
};

async function everything() {
  const { organizationId, ...ids } = ours;
  return {
    user: await records.users.getCredentials(organizationId, ids.userId),
    key: await records.apiKeys.get(organizationId, ids.keyId),
    conversation: await records.conversations.get(organizationId, ids.conversationId),
    cost: await records.llmCalls.conversation(organizationId, ids.conversationId),
    article: await records.articles.getById(organizationId, ids.articleId),
    version: await records.articleVersions.get(organizationId, ids.articleId, 1),
    intents: await records.intentModels.get(organizationId, ids.intents),
    gap: await records.gaps.get(organizationId, ids.gapId, SPAN),
    draft: await records.drafts.get(organizationId, ids.draftId),
    organization: await records.organizations.get(organizationId),
    connector: await records.connectors.get(organizationId, 'shop'),
    source: await records.sources.get(organizationId, ids.sourceId),
    sync: await records.sourceSyncs.get(organizationId, ids.sourceId, 1),
    file: await records.sourceFiles.get(organizationId, ids.sourceId, 'a.txt'),
    documents: await records.sourceDocuments.list(organizationId, ids.sourceId, { limit: 5 }),
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
  const record = recordOf({
    ...{ organizationId: ours.organizationId, seqs: [1, 2], subject: 'message' },
    calls: [callOf('llm_ours')],
    runs: [runOf('run_ours', ['done'], { effect: 'reads' })],
  });
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
  await gapOfOurs();
  await records.intentTrainings.claim(ours.organizationId, ours.intents, 0);
  const auth = { kind: 'bearer' } as const;
  const shop = { baseUrl: 'https://shop.test', auth, tools: [], secret: 'hidden' };
  await records.connectors.put(ours.organizationId, 'shop', shop, 5);
  const source = await records.sources.create(
    ours.organizationId,
    {
      ...{ name: 'Source', kind: 'files', settings: {}, tags: [], locale: null },
      ...{ schedule: 'manual', nextSyncAt: null },
    },
    10,
  );
  if (source.ok) ours.sourceId = source.value.id;
  await records.sourceFiles.put(ours.organizationId, ours.sourceId, FILE, 10);
  await records.sourceSyncs.start(ours.organizationId, ours.sourceId, { mode: 'all', startedBy: 'request' });
  await records.sourceSyncs.claim(step(ours.organizationId, ours), 0);
  const listed = { key: 'a.txt', url: null, depth: 0, hash: null, content: null };
  const claimed = step(ours.organizationId, ours);
  await records.sourceDocuments.listed(claimed, [listed], { fresh: false, documentsMax: 9 }, {});
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

/** A question without an answer, the gap that it is, and a draft about that. */
async function gapOfOurs(): Promise<void> {
  const { organizationId, conversationId, questionId, gapId } = ours;
  const [work] = await records.questions.waitingOf(organizationId, 1);
  if (!work) throw new Error('nothing was noted');
  const question = {
    ...{ id: questionId, text: 'why', language: 'en', intent: null, askedAt: '2026-10-20T08:00:00.000Z' },
    ...{ supported: false, confidence: 0, handoff: false, thumbsDown: false, resolved: false, cited: [] },
  };
  await records.questions.save(work, { added: [question], changed: [] });
  const gap = { id: gapId, status: 'open' as const, language: 'en', draftId: null };
  const changes = {
    gaps: [{ ...gap, labelId: questionId, samples: [questionId] }],
    moved: [{ questionId, gapId }],
    gone: [],
  };
  await records.gaps.apply(organizationId, changes, '2026-10-20T09:00:00.000Z');
  const text = { title: 'T', body: 'B', locale: null, sources: [] };
  const draft = await records.drafts.create(organizationId, { gapId, conversationId, ...text });
  if (draft.ok) ours.draftId = draft.value.id;
}

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
    questionId: 'msg_none',
    gapId: 'gap_none',
    draftId: 'dft_none',
    sourceId: 'src_none',
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
