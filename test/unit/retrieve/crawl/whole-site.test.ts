import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CrawlPlan, Frontier } from '../../../../src/retrieve/crawl/frontier.ts';
import { readRobots } from '../../../../src/retrieve/crawl/robots.ts';
import { readSitemap } from '../../../../src/retrieve/crawl/sitemap.ts';
import { readDocument } from '../../../../src/retrieve/read/read-document.ts';
import { fetchOutside } from '../../../../workers/fetch-outside.ts';
import { SiteStandIn } from '../../../stand-ins/site.ts';
import { tinyPdf } from '../../../support/documents/tiny-pdf.ts';

let site: SiteStandIn;
beforeEach(async () => {
  site = await SiteStandIn.start();
});
afterEach(() => site.stop());

const get = (url: string) =>
  fetchOutside(url, { maxBytes: 1_000_000, timeoutMs: 5_000, allowLoopback: true });

interface Crawled {
  taken: Record<string, string>;
  failed: Record<string, string>;
}

/** A crawl as a sync does it: robots.txt, sitemap, then page after page. Waits are skipped, not waited for. */
async function crawl(frontier: Frontier, stopAfter = Number.POSITIVE_INFINITY): Promise<Crawled> {
  const robotsFile = await get(site.url('/robots.txt'));
  const robots = readRobots(
    site.origin,
    robotsFile.ok && robotsFile.value.status === 'ok'
      ? { status: 200, body: robotsFile.value.bytes }
      : { status: robotsFile.ok ? 304 : robotsFile.error.httpStatus, body: new Uint8Array() },
  );
  const map = await get(robots.sitemaps[0] ?? site.url('/sitemap.xml'));
  const pages = map.ok && map.value.status === 'ok' ? readSitemap(map.value.bytes, map.value.finalUrl) : null;
  if (pages?.ok)
    frontier.add(
      pages.value.pages.map(({ url }) => url),
      1,
    );
  const crawled: Crawled = { taken: {}, failed: {} };
  let now = 0;
  for (let done = 0; done < stopAfter; ) {
    const step = frontier.next(now);
    if (step.do === 'end' || step.do === 'idle') break;
    if (step.do === 'wait') {
      now = step.until;
      continue;
    }
    done += 1;
    const { task } = step;
    const path = new URL(task.url).pathname;
    if (!robots.allows(task.url)) {
      frontier.failed(task, now, false);
      crawled.failed[path] = 'robots';
      continue;
    }
    const fetched = await get(task.url);
    if (!fetched.ok || fetched.value.status !== 'ok') {
      const again =
        !fetched.ok && frontier.failed(task, now, fetched.error.retryable, fetched.error.retryAfterSeconds);
      if (!again) crawled.failed[path] = fetched.ok ? 'unchanged' : fetched.error.reason;
      continue;
    }
    const { bytes, mediaType, finalUrl } = fetched.value;
    const read = await readDocument({ bytes, mediaType, name: path, url: finalUrl });
    const document = read.ok ? read.value[0] : undefined;
    const { verdict } = frontier.fetched(task, {
      finalUrl,
      canonicalUrl: document?.canonicalUrl ?? null,
      contentHash: document?.body ?? path,
      links: document?.links ?? [],
    });
    if (!read.ok) crawled.failed[path] = read.error.reason;
    else if (verdict === 'page' && document && !document.noIndex) crawled.taken[path] = document.title;
  }
  return crawled;
}

const plan = (): CrawlPlan => ({
  start: site.url('/'),
  include: [],
  exclude: [],
  maxPages: 50,
  maxDepth: 5,
  delayMs: 10,
});

function page(title: string, links: string[] = [], more = ''): string {
  const list = links.map((link) => `<a href="${link}">${link}</a>`).join('');
  return `<html><head><title>${title}</title>${more}</head><body><nav>${list}</nav><main><p>Text of ${title}</p></main></body></html>`;
}

test('a site is taken page by page: robots honoured, files read, doubles left out, failures named', async () => {
  site.robots = `User-agent: *\nDisallow: /private\nSitemap: ${site.url('/map.xml')}`;
  site.put('/map.xml', {
    body: `<urlset><url><loc>${site.url('/from-map')}</loc></url></urlset>`,
    type: 'text/xml',
  });
  site.put(
    '/',
    page('Home', [
      '/a',
      '/a?utm_source=x',
      '/private/x',
      '/manual.pdf',
      '/gone',
      '/old',
      'https://other.example/',
    ]),
  );
  site.put('/from-map', page('From the map'));
  site.put('/a', page('A', ['/b', '/copy', '/hidden', '/picture.png', '/wrong']));
  site.put('/b', page('B', [], '<link rel="canonical" href="/a">'));
  site.put('/copy', page('A', ['/a']));
  site.put('/hidden', page('Hidden', [], '<meta name="robots" content="noindex">'));
  site.put('/manual.pdf', {
    body: tinyPdf([[{ text: 'The manual of the device', y: 700 }]]),
    type: 'application/pdf',
  });
  site.put('/private/x', page('Private'));
  site.put('/wrong', { body: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), type: 'text/html' });
  site.misbehave('/old', { kind: 'redirect', to: '/a' });
  const crawled = await crawl(Frontier.start(plan()));
  expect(crawled.taken).toEqual({
    '/': 'Home',
    '/from-map': 'From the map',
    '/a': 'A',
    '/manual.pdf': 'manual',
  });
  expect(crawled.failed).toEqual({ '/private/x': 'robots', '/gone': 'gone', '/wrong': 'unsupported' });
  expect(site.requests.filter(({ path }) => path.startsWith('/private'))).toEqual([]);
});

test('a site that answers 500 half-way loses nothing that was taken, and the rest is named', async () => {
  const paths = ['/1', '/2', '/3', '/4', '/5'];
  site.put('/', page('Home', paths));
  for (const path of paths) site.put(path, page(path));
  site.sitemap = [];
  site.misbehave('*', { kind: 'fails-after', requests: 5 });
  const crawled = await crawl(Frontier.start(plan()));
  expect(Object.keys(crawled.taken)).toEqual(['/', '/1', '/2']);
  expect(crawled.failed).toEqual({ '/3': 'server_error', '/4': 'server_error', '/5': 'server_error' });
});

test('a crawl that is killed goes on where it was stored, and fetches nothing twice but what was under way', async () => {
  const paths = Array.from({ length: 8 }, (_, at) => `/page-${at}`);
  site.put('/', page('Home', paths));
  for (const path of paths) site.put(path, page(path));
  site.sitemap = [];
  const first = Frontier.start(plan());
  const before = await crawl(first, 4);
  first.next(Number.MAX_SAFE_INTEGER - 1_000_000);
  const state = { ...JSON.parse(JSON.stringify(first.toState())), notBefore: 0 };
  const after = await crawl(Frontier.resume(state));
  expect(Object.keys({ ...before.taken, ...after.taken }).sort()).toEqual(['/', ...paths].sort());
  const fetched = site.requests.map(({ path }) => path).filter((path) => path.startsWith('/page-'));
  expect(fetched).toHaveLength(new Set(fetched).size);
});

test('a site whose robots.txt cannot be had is left alone', async () => {
  site.put('/', page('Home'));
  site.misbehave('/robots.txt', { kind: 'status', status: 503 });
  expect((await crawl(Frontier.start(plan()))).taken).toEqual({});
});
