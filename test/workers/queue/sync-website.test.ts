import { env } from 'cloudflare:workers';
import { afterEach, expect, test, vi } from 'vitest';
import { websiteSettingsSchema } from '../../../src/protocol/http/sources.ts';
import { fetchOutside } from '../../../workers/fetch-outside.ts';
import type { SyncDeps } from '../../../workers/queue/sync-deps.ts';
import { supplyOf } from '../../../workers/queue/sync-supplies.ts';
import { readByBinding } from '../../support/read-by-binding.ts';
import { type SourceKit, sourceKit } from '../../support/source-kit.ts';

const SITE = 'https://help.example.com';

afterEach(() => {
  vi.unstubAllGlobals();
});

type Answer = string | Response | (() => Response | Promise<Response>);

/** A site whose paths answer what a test says; the real guarded fetch asks it. What was asked for, in order. */
function stubSite(paths: Record<string, Answer>): { asked: string[]; paths: Record<string, Answer> } {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (target: string, init?: RequestInit) => {
    asked.push(target.replace(SITE, ''));
    const { pathname, origin } = new URL(target);
    const answer = origin === SITE ? paths[pathname] : undefined;
    if (answer === undefined) return new Response('not here', { status: 404 });
    if (typeof answer === 'function') return answer();
    if (answer instanceof Response) return answer.clone();
    const etag = `"${answer.length}-${answer.slice(-12).replace(/\W/g, '')}"`;
    if (new Headers(init?.headers).get('if-none-match') === etag) return new Response(null, { status: 304 });
    const type = pathname.endsWith('.xml')
      ? 'application/xml'
      : pathname.endsWith('.txt')
        ? 'text/plain'
        : 'text/html';
    return new Response(answer, { headers: { etag, 'content-type': `${type}; charset=utf-8` } });
  });
  return { asked, paths };
}

function page(title: string, text: string, links: string[] = []): string {
  const anchors = links.map((href) => `<a href="${href}">link</a>`).join(' ');
  return `<!doctype html><html lang="en"><head><title>${title}</title></head><body><main><h1>${title}</h1><p>${text}</p></main>${anchors}</body></html>`;
}

/** Syncs a website with the real supply, reader and guarded fetch. */
async function websiteKit(settings: object) {
  const kit = await sourceKit();
  const source = await kit.source('website', {
    settings: websiteSettingsSchema.parse({ url: `${SITE}/`, ...settings }),
  });
  const over: Partial<SyncDeps> = {
    read: readByBinding,
    supplyOf: (one, sync) =>
      supplyOf(one, sync, {
        ...{ records: kit.records, files: kit.files, read: readByBinding },
        fetch: (url, options) =>
          fetchOutside(url, {
            ...options,
            timeoutMs: Math.min(options.timeoutMs, 1_500),
            allowLoopback: false,
          }),
      }),
  };
  const sync = async (order: Parameters<SourceKit['start']>[1] = {}) => {
    const message = await kit.start(source, order);
    await kit.drain(message, over);
    return kit.sync(message);
  };
  return { kit, source, sync };
}

const key = (path: string) => `help.example.com${path}`;

test('a site without a sitemap is followed from link to link, within its host, depth, prefixes and robots.txt', async () => {
  const { asked } = stubSite({
    '/robots.txt': 'User-agent: *\nDisallow: /private/',
    '/': page('Home', 'Welcome to the help of the walrus shop.', [
      '/a',
      '/private/b',
      '/skip/c',
      'https://other.test/d',
      '/a#top',
    ]),
    '/a': page('Returns', 'Walruses can be returned within thirty days.', ['/a/deep', '/logo.png']),
    '/a/deep': page('Deep', 'A page two links away from home.', ['/a/deep/er']),
    '/a/deep/er': page('Deeper', 'A page three links away.'),
    '/skip/c': page('Skipped', 'Left out by the settings.'),
  });
  const { kit, source, sync } = await websiteKit({ maxDepth: 2, exclude: ['/skip/'] });
  expect(await sync()).toMatchObject({ state: 'finished', found: 3, read: 3, failed: 0 });
  expect(Object.keys(await kit.documents(source)).sort()).toEqual([key(''), key('/a'), key('/a/deep')]);
  expect(asked.filter((path) => /private|skip|other|png/.test(path))).toEqual([]);
  expect(await kit.found('walruses returned')).toContainEqual(expect.stringContaining('thirty days'));
  const articles = await kit.records.articles.list(kit.organizationId, {});
  expect(articles.ok && articles.value.data.map(({ url }) => url).sort()).toEqual([
    ...[`${SITE}/`, `${SITE}/a`, `${SITE}/a/deep`],
  ]);
});

test('the second time only what has changed is read: everything else is answered with 304', async () => {
  const { asked, paths } = stubSite({
    '/': page('Home', 'Welcome to the help centre.', ['/a', '/b']),
    '/a': page('Returns', 'Thirty days.'),
    '/b': page('Shipping', 'Three days.'),
  });
  const { kit, sync } = await websiteKit({});
  await sync();
  asked.length = 0;
  paths['/a'] = page('Returns', 'Sixty days from now on.');
  expect(await sync()).toMatchObject({ state: 'finished', found: 3, fetched: 1, unchanged: 2, removed: 0 });
  expect(await kit.found('returns days')).toContainEqual(expect.stringContaining('Sixty days'));
});

test('the pages of a sitemap are those it names, and a page that it drops goes', async () => {
  const urls = (...paths: string[]) =>
    `<urlset>${paths.map((path) => `<url><loc>${SITE}${path}</loc></url>`).join('')}</urlset>`;
  const { paths } = stubSite({
    '/robots.txt': `Sitemap: ${SITE}/map.xml`,
    '/map.xml': `<sitemapindex><sitemap><loc>${SITE}/one.xml</loc></sitemap></sitemapindex>`,
    '/one.xml': urls('/a', '/b', '/c'),
    '/': page('Home', 'Welcome to the help centre.', ['/unlisted']),
    '/a': page('A', 'The first page of the map.'),
    '/b': page('B', 'The second page of the map.'),
    '/c': page('C', 'The third page of the map.'),
    '/unlisted': page('U', 'Nobody lists this.'),
  });
  const { kit, sync } = await websiteKit({});
  expect(await sync()).toMatchObject({ state: 'finished', found: 4, read: 4 });
  expect(await kit.titles()).toEqual(['A', 'B', 'C', 'Home']);
  paths['/one.xml'] = urls('/a', '/b');
  expect(await sync()).toMatchObject({ state: 'finished', removed: 1 });
  paths['/one.xml'] = new Response('', { status: 500 });
  expect(await sync(), 'a sitemap that cannot be had makes nothing vanish').toMatchObject({ removed: 0 });
  expect(await kit.titles()).toEqual(['A', 'B', 'Home']);
});

test('pages that redirect to private addresses, answer 500, never end, are huge or move are each told apart', async () => {
  stubSite({
    '/': page('Home', 'Welcome to the help centre.', [
      '/inside',
      '/broken',
      '/slow',
      '/huge',
      '/moved',
      '/image',
      '/noindex',
    ]),
    '/inside': Response.redirect('http://169.254.169.254/latest/meta-data/', 302),
    '/broken': new Response('', { status: 500 }),
    '/slow': () => new Promise<Response>(() => undefined),
    '/huge': () => new Response('x', { headers: { 'content-length': '99000000' } }),
    '/moved': Response.redirect(`${SITE}/new-place`, 301),
    '/new-place': page('Moved', 'It lives here now.'),
    '/image': new Response(Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10), {
      headers: { 'content-type': 'image/png' },
    }),
    '/noindex': page('Hidden', 'Not for machines.').replace(
      '<head>',
      '<head><meta name="robots" content="noindex">',
    ),
  });
  const { kit, source, sync } = await websiteKit({});
  expect(await sync()).toMatchObject({ state: 'finished', failed: 4 });
  expect(await kit.documents(source)).toMatchObject({
    [key('')]: 'indexed',
    [key('/inside')]: 'failed: refused',
    [key('/broken')]: 'failed: server_error',
    [key('/slow')]: 'failed: timeout',
    [key('/huge')]: 'failed: too_large',
    [key('/image')]: 'skipped: unsupported',
    [key('/noindex')]: 'skipped: no_index',
    [key('/new-place')]: 'indexed',
  });
  expect(await kit.titles()).toEqual(['Home', 'Moved']);
});

test('a site whose robots.txt cannot be had, or that forbids its start, is not touched, and the reason is said', async () => {
  const { asked, paths } = stubSite({
    '/': page('Home', 'Welcome.'),
    '/robots.txt': new Response('', { status: 503 }),
  });
  const { kit, sync } = await websiteKit({});
  expect(await sync()).toMatchObject({
    state: 'failed',
    note: expect.stringMatching(/robots\.txt.*could not be read.*503/s),
  });
  paths['/robots.txt'] = 'User-agent: *\nDisallow: /';
  expect(await sync()).toMatchObject({
    state: 'failed',
    note: expect.stringMatching(/forbids its start page/),
  });
  expect(asked).not.toContain('/');
  expect(await kit.titles()).toEqual([]);
});

test('no more pages are taken than the settings say, and none flaps in and out', async () => {
  const many = Array.from({ length: 12 }, (_, at) => `/p${at}`);
  const { paths } = stubSite({
    '/': page('Home', 'Welcome to the help centre.', many),
    ...Object.fromEntries(many.map((path) => [path, page(path, `This is page ${path} of many.`)])),
  });
  const { kit, sync } = await websiteKit({ maxPages: 5 });
  await sync();
  const before = await kit.titles();
  expect(before).toHaveLength(5);
  paths['/'] = page('Home', 'Welcome to the help centre, turned around.', many.toReversed());
  expect(await sync()).toMatchObject({ state: 'finished', removed: 0 });
  expect(await kit.titles()).toEqual(before);
});

test('a new try of what failed asks for nothing else, and follows only to pages that nobody knew', async () => {
  const { asked, paths } = stubSite({
    '/': page('Home', 'Welcome to the help centre.', ['/a', '/b']),
    '/a': page('A', 'The first page.', ['/']),
    '/b': new Response('', { status: 403 }),
    '/c': page('C', 'The page behind the second.', ['/']),
  });
  const { kit, sync } = await websiteKit({});
  expect(await sync()).toMatchObject({ found: 3, failed: 1 });
  paths['/b'] = page('B', 'The second page.', ['/', '/a', '/c']);
  asked.length = 0;
  expect(await sync({ mode: 'failed' })).toMatchObject({ state: 'finished', found: 2, read: 2, removed: 0 });
  expect(asked.filter((path) => !/robots|sitemap/.test(path)).sort()).toEqual(['/b', '/c']);
  expect(await kit.titles()).toEqual(['A', 'B', 'C', 'Home']);
});

test('the bindings that syncs need are there', () => {
  expect([env.FILES, env.SYNCS].every(Boolean)).toBe(true);
});
