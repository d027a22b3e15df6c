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

const textOf = (name: string, round: number) => `Page ${name}\nThe walrus of ${name}, round ${round}.`;

/** A source whose site changes from round to round: page a stays, page b says something else, and one page makes way for another. */
async function changingSite() {
  const kit = await sourceKit();
  const source = await kit.source();
  kit.site.put('/a', textOf('a', 0));
  const lane = { kit, source, round: 0 };
  await kit.drain(await nextRound(lane));
  return lane;
}

type Lane = Awaited<ReturnType<typeof changingSite>>;

/** The site changes, and a sync is ordered. */
async function nextRound(lane: {
  kit: SourceKit;
  source: string;
  round: number;
}): Promise<SyncSourceMessage> {
  const { site } = lane.kit;
  site.pages.delete(`/x${lane.round}`);
  lane.round += 1;
  site.put('/b', textOf('b', lane.round));
  site.put(`/x${lane.round}`, textOf(`x${lane.round}`, lane.round));
  return lane.kit.start(lane.source);
}

const publishedIn = (round: number) => [textOf('a', 0), textOf('b', round), textOf(`x${round}`, round)];

/** Whatever happened, each article that is found is one of its whole texts, and those that nothing happened to are there. */
async function nothingHalf({ kit, round }: Lane): Promise<void> {
  const whole = new Set([...publishedIn(round - 1), ...publishedIn(round)]);
  const found = await kit.found('walrus');
  expect(found.filter((text) => !whole.has(text))).toEqual([]);
  expect(found.filter((text) => text.startsWith('Page a'))).toHaveLength(1);
  expect(found.filter((text) => text.startsWith('Page b'))).toHaveLength(1);
}

async function asPublished({ kit, source, round }: Lane, message: SyncSourceMessage): Promise<void> {
  expect(await kit.found('walrus')).toEqual(publishedIn(round));
  expect(await kit.titles()).toEqual(['Page a', 'Page b', `Page x${round}`]);
  expect(await kit.documents(source)).toEqual({
    '/a': 'indexed',
    '/b': 'indexed',
    [`/x${round}`]: 'indexed',
  });
  expect(await kit.sync(message)).toMatchObject({
    ...{ state: 'finished', found: 3, unchanged: 1, fetched: 2, read: 2, failed: 0, removed: 1 },
  });
}

/** Sources that are synced at once, each in an organization of its own. */
const LANES = 4;

test('a process that ends between any two calls of a sync loses nothing, serves nothing half, and the next goes on and counts right', async () => {
  const deaths = await Promise.all(
    Array.from({ length: LANES }, async (_, at) => {
      const lane = await changingSite();
      let count = 0;
      for (let call = at + 1; await liveAndDie(lane, call); call += LANES) count += 1;
      return count;
    }),
  );
  expect(deaths.reduce((sum, count) => sum + count)).toBeGreaterThan(50);
}, 400_000);

/** A sync whose process ends before its `at`th call, and what becomes of it. False: it made fewer calls. */
async function liveAndDie(lane: Lane, at: number): Promise<boolean> {
  const { kit, source } = lane;
  const message = await nextRound(lane);
  const died = await kit.drain(message, mortal(kit.deps, at)).then(
    () => false,
    (error) => {
      if (error instanceof Killed) return true;
      throw error;
    },
  );
  if (died) {
    await nothingHalf(lane);
    // Its message comes again at once, while the claim of the dead still holds; later the sweep takes the sync up.
    kit.queue.length = 0;
    await kit.drain(message);
    await nothingHalf(lane);
    kit.time.now += SYNC_LEASE_MS + 1_000;
    for (const { sourceId, number } of await kit.records.sourceSyncs.unfinished(SYNC_LEASE_MS, 100)) {
      if (sourceId === source) await kit.drain(kit.messageOf(sourceId, number));
    }
  }
  await asPublished(lane, message);
  return died;
}

test('two runners at once, and one that slept while another went on, do what one does', async () => {
  const lane = await changingSite();
  const { kit } = lane;
  const contested = await nextRound(lane);
  await Promise.all([kit.drain(contested), kit.drain(contested), kit.drain(contested)]);
  await kit.drain(contested);
  await asPublished(lane, contested);

  for (const call of ['put', 'getById', 'remove'] as const) {
    const message = await nextRound(lane);
    let slept = false;
    const articles = watched(kit.records.articles, async (name) => {
      if (name !== call || slept) return;
      slept = true;
      kit.time.now += SYNC_LEASE_MS + 1_000;
      await kit.drain(message);
    });
    await kit.drain(message, { records: { ...kit.records, articles } });
    expect(slept, call).toBe(true);
    await asPublished(lane, message);
  }
});

/** The same object, which tells of each call before it is made. */
function watched<T extends object>(target: T, before: (name: PropertyKey) => Promise<void>): T {
  return new Proxy(target, {
    get(object, name) {
      const value: unknown = Reflect.get(object, name);
      if (typeof value !== 'function') return value;
      return async (...values: unknown[]) => {
        await before(name);
        return Reflect.apply(value, object, values);
      };
    },
  });
}

test('a search during a sync sees old or new articles, never a half one, and nothing before all is collected', async () => {
  const lane = await changingSite();
  const { kit } = lane;
  const message = await nextRound(lane);
  const seen = new Set<string>();
  const look = async () => {
    await nothingHalf(lane);
    const phase = (await kit.sync(message))?.phase ?? '';
    const found = await kit.found('walrus');
    if (['list', 'collect', 'plan'].includes(phase)) expect(found).toEqual(publishedIn(lane.round - 1));
    if (phase === 'finish') expect(found).toEqual(publishedIn(lane.round));
    seen.add(phase);
  };
  const { articles, sourceArticles, sourceDocuments } = kit.records;
  const records = {
    ...kit.records,
    articles: watched(articles, look),
    sourceArticles: watched(sourceArticles, look),
    sourceDocuments: watched(sourceDocuments, look),
  };
  await kit.drain(message, {
    records,
    knowledge: watched(kit.deps.knowledge, look),
    files: watched(kit.files, look),
  });
  expect(seen).toEqual(new Set(['list', 'collect', 'plan', 'apply', 'finish']));
  await asPublished(lane, message);
});
