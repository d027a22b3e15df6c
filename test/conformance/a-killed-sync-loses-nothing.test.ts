import { expect, test } from 'vitest';
import type { SyncSourceMessage } from '../../src/protocol/queue.ts';
import { SYNC_LEASE_MS, type SyncDeps } from '../../workers/queue/sync-deps.ts';
import { type SourceKit, sourceKit } from '../support/source-kit.ts';

class Killed extends Error {}

/**
 * The same world, whose process ends before the `at`th call that it makes: from then on none of its calls reaches anything. To
 * end after a call, but before what follows it, is the same as to end before the next.
 */
function mortal(deps: SyncDeps, at: number): SyncDeps {
  let calls = 0;
  const live = () => {
    calls += 1;
    if (calls >= at) throw new Killed();
  };
  const wrap = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(object, name) {
        const value: unknown = Reflect.get(object, name);
        if (typeof value !== 'function') return value;
        return async (...values: unknown[]) => {
          live();
          return Reflect.apply(value, object, values);
        };
      },
    });
  const { sources, sourceSyncs, sourceDocuments, sourceArticles, sourceFiles, articles } = deps.records;
  return {
    ...deps,
    records: {
      ...{ sources: wrap(sources), sourceSyncs: wrap(sourceSyncs), sourceDocuments: wrap(sourceDocuments) },
      ...{ sourceArticles: wrap(sourceArticles), sourceFiles: wrap(sourceFiles), articles: wrap(articles) },
    },
    files: wrap(deps.files),
    knowledge: wrap(deps.knowledge),
    enqueue: async (message, delay) => {
      live();
      await deps.enqueue(message, delay);
    },
  };
}

/** A site of three pages is served; then one changes, one goes and one is new. */
async function changedSite(): Promise<{ kit: SourceKit; source: string; message: SyncSourceMessage }> {
  const kit = await sourceKit();
  const source = await kit.source();
  for (const name of ['a', 'b', 'c']) kit.site.put(`/${name}`, `Page ${name}\nThe old walrus of ${name}.`);
  await kit.drain(await kit.start(source));
  kit.site.put('/b', 'Page b\nThe new walrus of b.');
  kit.site.pages.delete('/c');
  kit.site.put('/d', 'Page d\nThe new walrus of d.');
  return { kit, source, message: await kit.start(source) };
}

/** Whatever happened, each article that is found is one of its whole texts, and those that nothing happened to are there. */
async function nothingHalf(kit: SourceKit): Promise<void> {
  const allowed = ['a', 'b', 'c'].map((name) => `Page ${name}\nThe old walrus of ${name}.`);
  const all = new Set([...allowed, 'Page b\nThe new walrus of b.', 'Page d\nThe new walrus of d.']);
  const found = await kit.found('walrus');
  expect(found.filter((text) => !all.has(text))).toEqual([]);
  expect(found.filter((text) => text.startsWith('Page a'))).toHaveLength(1);
  expect(found.filter((text) => text.startsWith('Page b'))).toHaveLength(1);
}

async function asPublished(kit: SourceKit, source: string, message: SyncSourceMessage): Promise<void> {
  expect(await kit.found('walrus')).toEqual([
    'Page a\nThe old walrus of a.',
    'Page b\nThe new walrus of b.',
    'Page d\nThe new walrus of d.',
  ]);
  expect(await kit.titles()).toEqual(['Page a', 'Page b', 'Page d']);
  expect(await kit.documents(source)).toEqual({ '/a': 'indexed', '/b': 'indexed', '/d': 'indexed' });
  expect(await kit.sync(message)).toMatchObject({
    ...{ state: 'finished', found: 3, unchanged: 1, fetched: 2, read: 2, failed: 0, removed: 1 },
  });
}

/** Deaths that are tried at once: each has an organization of its own. */
const AT_ONCE = 6;

test('a process that ends between any two calls of a sync loses nothing, serves nothing half, and the next goes on and counts right', async () => {
  let deaths = 0;
  for (let survived = false, first = 1; !survived; first += AT_ONCE) {
    const lives = Array.from({ length: AT_ONCE }, (_, at) => liveAndDie(first + at));
    for (const died of await Promise.all(lives)) {
      if (died) deaths += 1;
      else survived = true;
    }
  }
  expect(deaths).toBeGreaterThan(30);
}, 300_000);

/** A sync whose process ends before its `at`th call, and what becomes of it. False: it made fewer calls. */
async function liveAndDie(at: number): Promise<boolean> {
  const { kit, source, message } = await changedSite();
  const died = await kit.drain(message, mortal(kit.deps, at)).then(
    () => false,
    (error) => {
      if (error instanceof Killed) return true;
      throw error;
    },
  );
  if (died) {
    await nothingHalf(kit);
    // Its message comes again at once, while the claim of the dead still holds; later the sweep takes the sync up.
    kit.queue.length = 0;
    await kit.drain(message);
    await nothingHalf(kit);
    kit.time.now += SYNC_LEASE_MS + 1_000;
    for (const { sourceId, number } of await kit.records.sourceSyncs.unfinished(SYNC_LEASE_MS, 100)) {
      if (sourceId === source) await kit.drain(kit.messageOf(sourceId, number));
    }
  }
  await asPublished(kit, source, message);
  return died;
}

test('two runners at once, and one that slept while another went on, do what one does', async () => {
  const { kit, source, message } = await changedSite();
  await Promise.all([kit.drain(message), kit.drain(message), kit.drain(message)]);
  await kit.drain(message);
  await asPublished(kit, source, message);

  for (const call of ['put', 'getById', 'remove'] as const) {
    const sleepy = await changedSite();
    let slept = false;
    const articles = new Proxy(sleepy.kit.records.articles, {
      get(object, name) {
        const value: unknown = Reflect.get(object, name);
        if (typeof value !== 'function') return value;
        return async (...values: unknown[]) => {
          if (name === call && !slept) {
            slept = true;
            sleepy.kit.time.now += SYNC_LEASE_MS + 1_000;
            await sleepy.kit.drain(sleepy.message);
          }
          return Reflect.apply(value, object, values);
        };
      },
    });
    await sleepy.kit.drain(sleepy.message, { records: { ...sleepy.kit.records, articles } });
    expect(slept, call).toBe(true);
    await asPublished(sleepy.kit, sleepy.source, sleepy.message);
  }
});

test('a search during a sync sees old or new articles, never a half one, and nothing before all is collected', async () => {
  const { kit, source, message } = await changedSite();
  const seen: string[] = [];
  const look = async () => {
    await nothingHalf(kit);
    const sync = await kit.sync(message);
    const found = (await kit.found('walrus')).join('|');
    if (sync?.phase === 'list' || sync?.phase === 'collect' || sync?.phase === 'plan') {
      expect(found).not.toContain('new walrus');
      expect(found).toContain('old walrus of c');
    }
    seen.push(sync?.phase ?? '');
  };
  const watched = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(object, name) {
        const value: unknown = Reflect.get(object, name);
        if (typeof value !== 'function') return value;
        return async (...values: unknown[]) => {
          const result: unknown = await Reflect.apply(value, object, values);
          await look();
          return result;
        };
      },
    });
  const records = {
    ...kit.records,
    articles: watched(kit.records.articles),
    sourceArticles: watched(kit.records.sourceArticles),
  };
  await kit.drain(message, { records, knowledge: watched(kit.deps.knowledge), files: watched(kit.files) });
  expect(new Set(seen)).toEqual(new Set(['collect', 'plan', 'apply', 'finish']));
  await asPublished(kit, source, message);
});
