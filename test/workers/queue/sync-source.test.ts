import { expect, test } from 'vitest';
import type { SyncSourceMessage } from '../../../src/protocol/queue.ts';
import { SYNC_LEASE_MS } from '../../../workers/queue/sync-deps.ts';
import { syncSources } from '../../../workers/wire-sync.ts';
import { sourceKit } from '../../support/source-kit.ts';

test('a website is collected, then served, and its progress is counted in documents and chunks', async () => {
  const kit = await sourceKit();
  const source = await kit.source('website', { tags: ['help'] });
  kit.site.put('/returns', 'Returns\nYou may return goods within thirty days.');
  kit.site.put('/shipping', 'Shipping\nParcels travel three days.');
  const message = await kit.start(source);
  await kit.drain(message);
  expect(await kit.sync(message)).toMatchObject({
    state: 'finished',
    ...{ found: 2, fetched: 2, unchanged: 0, read: 2, failed: 0, chunked: 2, removed: 0 },
  });
  expect(await kit.titles()).toEqual(['Returns', 'Shipping']);
  expect(await kit.found('return goods')).toEqual([expect.stringContaining('thirty days')]);
  expect(await kit.documents(source)).toEqual({ '/returns': 'indexed', '/shipping': 'indexed' });
});

test('a second sync fetches nothing that has not changed, replaces what has and takes out what is gone', async () => {
  const kit = await sourceKit();
  const source = await kit.source();
  for (const name of ['a', 'b', 'c', 'd'])
    kit.site.put(`/${name}`, `Page ${name}\nThe walrus of ${name} sings.`);
  await kit.drain(await kit.start(source));
  kit.site.put('/b', 'Page b\nThe walrus of b dances now.');
  kit.site.pages.delete('/c');
  const message = await kit.start(source);
  await kit.drain(message);
  expect(await kit.sync(message)).toMatchObject({
    ...{ state: 'finished', found: 3, fetched: 1, unchanged: 2, read: 1, chunked: 1, removed: 1 },
  });
  expect(await kit.titles()).toEqual(['Page a', 'Page b', 'Page d']);
  expect(await kit.found('walrus dances')).toContainEqual(expect.stringContaining('dances now'));
  expect(await kit.found('walrus sings of b and c')).not.toContainEqual(
    expect.stringContaining('of c sings'),
  );
  const articles = await kit.records.articles.list(kit.organizationId, {});
  expect(articles.ok && articles.value.data.map(({ version }) => version).sort()).toEqual([1, 1, 2]);
});

test('a document that fails keeps its old article, says why, and alone is tried again when that is asked for', async () => {
  const kit = await sourceKit();
  const source = await kit.source();
  for (const name of ['a', 'b', 'c']) kit.site.put(`/${name}`, `Page ${name}\nThe old text of ${name}.`);
  await kit.drain(await kit.start(source));
  const down = {
    kind: 'failed',
    reason: 'server_error',
    detail: 'The site answered 500.',
    retryable: true,
  } as const;
  kit.site.answers.set('/b', { ...down, retryAfterSeconds: null });
  kit.site.fetched = [];
  const message = await kit.start(source);
  await kit.drain(message);
  expect(
    kit.site.fetched.filter((key) => key === '/b'),
    'tried three times, after the others',
  ).toHaveLength(3);
  expect(await kit.sync(message)).toMatchObject({ state: 'finished', failed: 1, unchanged: 2, removed: 0 });
  expect(await kit.documents(source)).toMatchObject({ '/a': 'indexed', '/b': 'failed: server_error' });
  expect(await kit.found('old text')).toHaveLength(3);

  kit.site.answers.clear();
  kit.site.put('/b', 'Page b\nThe new text of b.');
  kit.site.fetched = [];
  const again = await kit.start(source, { mode: 'failed' });
  await kit.drain(again);
  expect(kit.site.fetched).toEqual(['/b']);
  expect(await kit.sync(again)).toMatchObject({ state: 'finished', found: 1, read: 1, removed: 0 });
  expect(await kit.titles()).toHaveLength(3);
  expect(await kit.found('new text')).toContainEqual(expect.stringContaining('new text of b'));
});

test('a website that loses more than half of its documents at once loses none, until an admin says so', async () => {
  const kit = await sourceKit();
  const source = await kit.source();
  for (const name of ['a', 'b', 'c']) kit.site.put(`/${name}`, `Page ${name}\nText of ${name}.`);
  await kit.drain(await kit.start(source));
  kit.site.pages.delete('/a');
  kit.site.pages.delete('/b');
  const message = await kit.start(source);
  await kit.drain(message);
  expect(await kit.sync(message)).toMatchObject({
    state: 'failed',
    note: expect.stringMatching(/2 of 3.*allowRemoval/s),
  });
  expect(await kit.titles()).toHaveLength(3);
  const allowed = await kit.start(source, { allowRemoval: true });
  await kit.drain(allowed);
  expect(await kit.sync(allowed)).toMatchObject({ state: 'finished', removed: 2 });
  expect(await kit.titles()).toEqual(['Page c']);
  expect(await kit.documents(source)).toEqual({ '/c': 'indexed' });
});

test('documents that an incomplete listing leaves out are asked for, and stay unless their site says they are gone', async () => {
  const kit = await sourceKit();
  const source = await kit.source();
  for (const name of ['a', 'b', 'c', 'd']) kit.site.put(`/${name}`, `Page ${name}\nText of ${name}.`);
  await kit.drain(await kit.start(source));
  const list = kit.site.supply().list;
  kit.site.pages.delete('/d');
  const supplyOf = async () =>
    kit.site.supply({
      list: async (position) => {
        const all = await list(position);
        if (!all.ok) return all;
        return {
          ok: true,
          value: { ...all.value, documents: all.value.documents.slice(0, 1), complete: false },
        };
      },
    });
  const message = await kit.start(source);
  await kit.drain(message, { supplyOf });
  expect(await kit.sync(message)).toMatchObject({ state: 'finished', found: 4, unchanged: 3, removed: 1 });
  expect(await kit.titles()).toEqual(['Page a', 'Page b', 'Page c']);
});

test('a site that stops answering ends the sync, and everything stays as it is', async () => {
  const kit = await sourceKit();
  const source = await kit.source();
  const names = Array.from({ length: 20 }, (_, at) => `/${at}`);
  for (const name of names) kit.site.put(name, `Page ${name}\nText of ${name}.`);
  await kit.drain(await kit.start(source));
  const down = { kind: 'failed', reason: 'timeout', detail: 'No answer in 20 s.', retryable: true } as const;
  for (const name of names) kit.site.answers.set(name, { ...down, retryAfterSeconds: null });
  const message = await kit.start(source);
  await kit.drain(message);
  expect(await kit.sync(message)).toMatchObject({
    state: 'failed',
    note: expect.stringContaining('No answer in 20 s.'),
  });
  expect(await kit.titles()).toHaveLength(20);
  kit.site.answers.clear();
  const next = await kit.start(source);
  await kit.drain(next);
  expect(await kit.sync(next)).toMatchObject({ state: 'finished', unchanged: 20, failed: 0, removed: 0 });
});

test('files are read by their hash, one file may be many articles, and a removed file takes them along', async () => {
  const kit = await sourceKit();
  const source = await kit.source('files');
  await kit.upload(
    source,
    'faq.csv',
    'How long is the warranty? Two years.\nWhere is my parcel? In the van.',
  );
  await kit.upload(source, 'manual.txt', 'Manual\nTurn the knob to the left.');
  await kit.upload(source, 'secret.pdf', 'locked');
  const message = await kit.start(source);
  await kit.drain(message);
  expect(await kit.sync(message)).toMatchObject({
    state: 'finished',
    found: 3,
    fetched: 2,
    read: 2,
    failed: 1,
    chunked: 3,
  });
  expect(await kit.documents(source)).toEqual({
    ...{ 'faq.csv': 'indexed', 'manual.txt': 'indexed', 'secret.pdf': 'failed: encrypted' },
  });
  await kit.records.sourceFiles.remove(kit.organizationId, source, 'manual.txt');
  await kit.upload(source, 'faq.csv', 'How long is the warranty? Two years.');
  const next = await kit.start(source);
  await kit.drain(next);
  expect(await kit.titles()).toEqual(['How long is the warranty? Two years.']);
});

test('a rollback serves again what was served before, and can go further back', async () => {
  const kit = await sourceKit();
  const source = await kit.source();
  for (const text of ['first', 'second', 'third']) {
    kit.site.put('/a', `Page\nThe ${text} wording.`);
    if (text === 'second') kit.site.put('/b', 'More\nAdded with the second.');
    await kit.drain(await kit.start(source));
  }
  await kit.drain(await kit.start(source));
  const back = async () => {
    const target = await kit.records.sourceSyncs.before(kit.organizationId, source);
    const message = await kit.start(source, { mode: 'rollback', ...(target ? { target } : {}) });
    await kit.drain(message);
    expect(await kit.sync(message)).toMatchObject({ state: 'finished' });
  };
  await back();
  expect(await kit.found('wording')).toEqual([expect.stringContaining('second')]);
  await back();
  expect(await kit.found('wording')).toEqual([expect.stringContaining('first')]);
  expect(await kit.titles()).toEqual(['Page']);
  expect(await kit.records.sourceSyncs.before(kit.organizationId, source)).toBeNull();
  await kit.drain(await kit.start(source));
  expect(await kit.found('wording'), 'the next sync is up to date').toEqual([
    expect.stringContaining('third'),
  ]);
  expect(await kit.titles()).toEqual(['More', 'Page']);
});

test('only what the last five outcomes need is kept in R2, and a deleted source leaves nothing anywhere', async () => {
  const kit = await sourceKit();
  const source = await kit.source();
  for (let at = 0; at < 8; at += 1) {
    kit.site.put('/a', `Page\nWording number ${at}.`);
    await kit.drain(await kit.start(source));
  }
  const stored = async () => (await kit.files.list(`${kit.organizationId}/${source}/`, null)).entries;
  expect(await stored()).toHaveLength(10);
  const number = await kit.records.sourceSyncs.startDelete(kit.organizationId, source);
  await kit.drain(kit.messageOf(source, number ?? 0));
  expect(await stored()).toEqual([]);
  expect(await kit.titles()).toEqual([]);
  expect(await kit.found('wording')).toEqual([]);
  expect(await kit.records.sources.get(kit.organizationId, source)).toBeNull();
});

test('an article that does not fit the organization is a failed document, and fits when there is room', async () => {
  const kit = await sourceKit();
  const source = await kit.source();
  kit.limits.articles = 1;
  kit.site.put('/a', 'Page a\nText.');
  kit.site.put('/b', 'Page b\nText.');
  const message = await kit.start(source);
  await kit.drain(message);
  expect(await kit.sync(message)).toMatchObject({ state: 'finished', failed: 1 });
  expect(await kit.documents(source)).toEqual({ '/a': 'indexed', '/b': 'failed: limit_reached' });
  kit.limits.articles = 2;
  await kit.drain(await kit.start(source));
  expect(await kit.documents(source)).toEqual({ '/a': 'indexed', '/b': 'indexed' });
});

test('what a source says of all its articles reaches them with the next sync', async () => {
  const kit = await sourceKit();
  const source = await kit.source();
  kit.site.put('/a', 'Page a\nText.');
  await kit.drain(await kit.start(source));
  await kit.records.sources.update(kit.organizationId, source, { tags: ['vip'], locale: 'de' });
  await kit.drain(await kit.start(source));
  const page = await kit.records.articles.list(kit.organizationId, {});
  expect(page.ok && page.value.data[0]).toMatchObject({ tags: ['vip'], locale: 'de', sourceId: source });
});

test('a paused source is left alone, and goes on where it was', async () => {
  const kit = await sourceKit();
  const source = await kit.source();
  for (const name of ['a', 'b', 'c']) kit.site.put(`/${name}`, `Page ${name}\nText of ${name}.`);
  const message = await kit.start(source);
  await kit.step(message);
  await kit.records.sources.setPaused(kit.organizationId, source, true);
  kit.queue.length = 0;
  await kit.step(message);
  expect(kit.queue).toEqual([]);
  kit.time.now += 600_000;
  expect(await kit.records.sourceSyncs.unfinished(120_000, 10), 'nor does the sweep').toEqual([]);
  await kit.records.sources.setPaused(kit.organizationId, source, false);
  await kit.drain(message);
  expect(await kit.titles()).toHaveLength(3);
});

test('a document that ends the process whenever it is read is passed over, with its reason', async () => {
  const kit = await sourceKit();
  const source = await kit.source();
  for (const name of ['a', 'b', 'c']) kit.site.put(`/${name}`, `Page ${name}\nText of ${name}.`);
  const { fetch } = kit.site.supply();
  const supplyOf = async () =>
    kit.site.supply({
      fetch: async (document, fresh) => {
        if (document.key === '/b') throw new Error('the isolate is gone');
        return fetch(document, fresh);
      },
    });
  const message = await kit.start(source);
  for (let round = 0; round < 12; round += 1) {
    await kit.drain(message, { supplyOf }).catch(() => kit.queue.splice(0));
  }
  expect(await kit.sync(message)).toMatchObject({ state: 'finished', failed: 1, read: 2 });
  expect(await kit.documents(source)).toMatchObject({ '/b': 'failed: process_ended' });
});

test('the periodic job begins syncs whose time has come, once each, and takes up those whose runner died', async () => {
  const kit = await sourceKit();
  const source = await kit.source();
  kit.site.put('/a', 'Page a\nText.');
  const due = { schedule: 'daily', nextSyncAt: new Date(kit.time.now).toISOString() } as const;
  await kit.records.sources.update(kit.organizationId, source, due);
  const sent: SyncSourceMessage[] = [];
  const enqueue = async (message: SyncSourceMessage) => {
    if (message.sourceId === source) sent.push(message);
  };
  const job = () => syncSources({ records: kit.records, clock: () => kit.time.now, enqueue }, 100);
  await job();
  expect(sent).toMatchObject([{ sourceId: source, sync: 1 }]);
  await job();
  expect(sent).toHaveLength(1);
  const [message] = sent.splice(0);
  if (!message) throw new Error('a message is expected');
  await kit.step(message);
  kit.time.now += SYNC_LEASE_MS + 1_000;
  await job();
  expect(sent, 'its next message was lost').toMatchObject([{ sourceId: source, sync: 1 }]);
  await kit.drain(message);
  kit.time.now += 86_400_000;
  await job();
  expect(sent.at(-1)).toMatchObject({ sync: 2 });
  expect(await kit.records.sourceSyncs.get(kit.organizationId, source, 2)).toMatchObject({
    startedBy: 'schedule',
  });
});

test('a table of thousands of rows is collected whole, and its articles follow in steps', async () => {
  const kit = await sourceKit();
  kit.limits.articles = 100_000;
  const source = await kit.source('files');
  const rows = (count: number) =>
    Array.from({ length: count }, (_, at) => `Question ${at}? Answer ${at}.`).join('\n');
  await kit.upload(source, 'faq.csv', rows(9_000));
  const message = await kit.start(source);
  for (let steps = 0; (await kit.sync(message))?.phase !== 'apply'; steps += 1) {
    if (steps > 10) throw new Error('it is never collected');
    await kit.step(message);
  }
  const claim = { organizationId: kit.organizationId, sourceId: source, number: message.sync, attempt: 0 };
  expect(await kit.records.sourceArticles.pending(claim, 10_000)).toHaveLength(9_000);
  await kit.step(message);
  const left = await kit.records.sourceArticles.pending(claim, 10_000);
  expect(left.length).toBeLessThan(9_000);
  expect(left.length).toBeGreaterThan(8_000);
});

test('nothing stays public that was written while its source was made internal', async () => {
  const kit = await sourceKit();
  const source = await kit.source();
  for (const name of ['a', 'b']) kit.site.put(`/${name}`, `Page ${name}\nThe walrus of ${name} sings.`);
  const audience = ['internal' as const];
  let isNarrowed = false;
  const knowledge: typeof kit.deps.knowledge = {
    ...kit.deps.knowledge,
    index: async (article) => {
      if (!isNarrowed) {
        isNarrowed = true;
        await kit.records.sources.update(kit.organizationId, source, { audience });
        const known = await kit.records.articles.setAudienceOfSource(kit.organizationId, source, audience);
        await kit.deps.knowledge.setAudience(kit.organizationId, known, audience);
      }
      return kit.deps.knowledge.index(article);
    },
  };
  await kit.drain(await kit.start(source), { knowledge });
  expect(isNarrowed).toBe(true);
  expect(await kit.titles()).toHaveLength(2);
  expect(await kit.found('walrus sings')).toEqual([]);
});
