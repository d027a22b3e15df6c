import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CrawlPlan, type CrawlTask, Frontier } from '../../../../src/retrieve/crawl/frontier.ts';

const PLAN: CrawlPlan = {
  start: 'https://example.com/',
  include: [],
  exclude: [],
  maxPages: 100,
  maxDepth: 3,
  delayMs: 0,
};
const at = (path: string) => `https://example.com${path}`;

function take(frontier: Frontier, now = 0): CrawlTask {
  const step = frontier.next(now);
  if (step.do !== 'fetch') throw new Error(`no task: ${step.do}`);
  return step.task;
}

function page(
  path: string,
  links: string[] = [],
  more: { canonicalUrl?: string; contentHash?: string } = {},
) {
  return { finalUrl: at(path), canonicalUrl: null, contentHash: path, links: links.map(at), ...more };
}

/** Crawls a site to its end; returns the paths in the order in which they were fetched. */
function crawl(frontier: Frontier, site: Record<string, string[]>): string[] {
  const order: string[] = [];
  for (let step = frontier.next(0); step.do === 'fetch'; step = frontier.next(0)) {
    const path = new URL(step.task.url).pathname;
    order.push(path);
    frontier.fetched(step.task, page(path, site[path] ?? []));
  }
  expect(frontier.next(0)).toEqual({ do: 'end' });
  return order;
}

test('every page is fetched once, nearest first', () => {
  const site = { '/': ['/a', '/b', '/'], '/a': ['/c', '/b/', '/#x'], '/b': ['/a?utm_source=x'], '/c': ['/'] };
  expect(crawl(Frontier.start(PLAN), site)).toEqual(['/', '/a', '/b', '/c']);
});

test('a crawl ends at its depth and its number of pages, however many links there are', () => {
  const endless = new Proxy({} as Record<string, string[]>, {
    get: (_, path) => [1, 2, 3].map((link) => `${String(path).replace(/\/$/, '')}/${link}`),
  });
  expect(crawl(Frontier.start({ ...PLAN, maxPages: 1_000 }), endless)).toHaveLength(1 + 3 + 9 + 27);
  expect(crawl(Frontier.start({ ...PLAN, maxDepth: 50, maxPages: 20 }), endless)).toHaveLength(20);
  const frontier = Frontier.start({ ...PLAN, maxPages: 20 });
  frontier.add(
    Array.from({ length: 50_000 }, (_, link) => at(`/${link}`)),
    1,
  );
  expect(frontier.counts().known).toBeLessThanOrEqual(200);
});

test('only what is in scope is fetched, but the start always is', () => {
  const plan = { ...PLAN, include: ['/help/'], exclude: ['/help/old'] };
  const site = { '/': ['/help/a', '/blog', '/help/old/x', '/help/x.png'] };
  expect(crawl(Frontier.start(plan), site)).toEqual(['/', '/help/a']);
});

test('a crawl that is stored at any moment goes on to the same end', () => {
  const site: Record<string, string[]> = {
    '/': ['/a', '/b'],
    '/a': ['/c'],
    '/b': ['/d', '/a'],
    '/c': ['/e'],
  };
  const whole = new Set(crawl(Frontier.start(PLAN), site));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5 }), fc.boolean(), (steps, killedBetween) => {
      const seen: string[] = [];
      let frontier = Frontier.start(PLAN);
      for (let step = 0; step < steps; step += 1) {
        const task = take(frontier);
        const path = new URL(task.url).pathname;
        seen.push(path);
        frontier.fetched(task, page(path, site[path]));
      }
      if (killedBetween && frontier.next(0).do !== 'fetch') return;
      frontier = Frontier.resume(JSON.parse(JSON.stringify(frontier.toState())));
      expect(new Set([...seen, ...crawl(frontier, site)])).toEqual(whole);
    }),
  );
});

test('requests keep their distance, and what a site asks for holds up the whole of it', () => {
  const frontier = Frontier.start({ ...PLAN, delayMs: 1_000 });
  frontier.add([at('/a')], 1);
  const first = take(frontier, 5_000);
  expect(frontier.next(5_999)).toEqual({ do: 'wait', until: 6_000 });
  expect(frontier.failed(first, 6_000, true, 120)).toBe(true);
  expect(frontier.next(60_000)).toEqual({ do: 'wait', until: 126_000 });
  expect(take(frontier, 126_000).url).toBe(at('/a'));
  frontier.slowDown(9_000);
  expect(take(frontier, 127_000).url).toBe(at('/'));
  expect(frontier.next(128_000)).toEqual({ do: 'idle' });
});

test('a page that fails is tried three times if that may help, and given up else', () => {
  const frontier = Frontier.start(PLAN);
  const tries: boolean[] = [];
  for (let now = 0, step = frontier.next(0); step.do !== 'end'; step = frontier.next(now)) {
    if (step.do === 'wait') now = step.until;
    else if (step.do === 'fetch') tries.push(frontier.failed(step.task, now, true));
  }
  expect(tries).toEqual([true, true, false]);
  const gone = Frontier.start(PLAN);
  expect(gone.failed(take(gone), 0, false)).toBe(false);
  const closed = Frontier.start(PLAN);
  expect(closed.failed(take(closed), 0, true, 86_400)).toBe(false);
});

test('pages that are one by redirect, canonical address or content are told', () => {
  const frontier = Frontier.start(PLAN);
  expect(frontier.fetched(take(frontier), page('/', ['/a', '/b', '/c', '/d', '/e']))).toEqual({
    verdict: 'page',
  });
  expect(frontier.fetched(take(frontier), page('/b'))).toEqual({ verdict: 'duplicate', of: at('/b') });
  expect(frontier.fetched(take(frontier), page('/b', [], { contentHash: 'h' }))).toEqual({ verdict: 'page' });
  const byName = page('/c', [], { canonicalUrl: at('/b/'), contentHash: 'other' });
  expect(frontier.fetched(take(frontier), byName)).toEqual({ verdict: 'duplicate', of: at('/b/') });
  expect(frontier.fetched(take(frontier), page('/d', [], { contentHash: 'h' }))).toEqual({
    verdict: 'duplicate',
    of: at('/b'),
  });
  const away = { ...page('/e'), finalUrl: 'https://login.example.net/' };
  expect(frontier.fetched(take(frontier), away)).toEqual({ verdict: 'out_of_scope' });
});

test('a canonical address that was not known yet is fetched for itself, and one elsewhere changes nothing', () => {
  const frontier = Frontier.start(PLAN);
  const first = frontier.fetched(take(frontier), page('/', [], { canonicalUrl: at('/real') }));
  expect(first).toEqual({ verdict: 'duplicate', of: at('/real') });
  const real = take(frontier);
  expect(real.url).toBe(at('/real'));
  const foreign = page('/real', [], { canonicalUrl: 'https://other.example/real' });
  expect(frontier.fetched(real, foreign)).toEqual({ verdict: 'page' });
});

test('of pages that name each other as the real one, one is taken', () => {
  const frontier = Frontier.start(PLAN);
  frontier.add([at('/a'), at('/b'), at('/c')], 1);
  take(frontier);
  const verdicts = [
    ['/a', '/b'],
    ['/b', '/c'],
    ['/c', '/a'],
  ].map(
    ([own = '', named = '']) =>
      frontier.fetched(take(frontier), page(own, [], { canonicalUrl: at(named) })).verdict,
  );
  expect(verdicts).toEqual(['duplicate', 'duplicate', 'page']);
});
