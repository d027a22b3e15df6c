import { expect, test } from 'vitest';
import { readRobots } from '../../../../src/retrieve/crawl/robots.ts';

const SITE = 'https://example.com';
const rules = (body: string, status: number | null = 200) =>
  readRobots(SITE, { status, body: new TextEncoder().encode(body) });
const allowed = (body: string, path: string) => rules(body).allows(`${SITE}${path}`);

test('the group that names this crawler counts, and only else the one for all', () => {
  const text =
    'User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: edgewisebot\nDisallow: /private\n';
  expect(allowed(text, '/help')).toBe(true);
  expect(allowed(text, '/private/x')).toBe(false);
  expect(allowed('User-agent: other\nDisallow: /\n', '/')).toBe(true);
  expect(allowed('User-agent: *\nDisallow: /a\n', '/a')).toBe(false);
});

test('several groups of one name are one', () => {
  const text =
    'User-agent: EdgewiseBot\nDisallow: /a\n\nUser-agent: *\nDisallow: /\n\nUser-agent: EdgewiseBot\nDisallow: /b\n';
  expect(['/a', '/b', '/c'].map((path) => allowed(text, path))).toEqual([false, false, true]);
});

test('the longest rule wins, and of two as long the one that allows', () => {
  const text = 'User-agent: *\nDisallow: /help\nAllow: /help/public\nDisallow: /same\nAllow: /same\n';
  expect(['/help', '/help/x', '/help/public/x', '/same'].map((path) => allowed(text, path))).toEqual([
    false,
    false,
    true,
    true,
  ]);
});

test('stars and ends are understood, case and encoding of paths too, comments and empty rules ignored', () => {
  const text =
    'User-agent: * # all\nDisallow: /*.pdf$\nDisallow: /a*/secret # no\nDisallow:\nDisallow: /caf%C3%A9\nAllow: /Case\nDisallow: /case\n';
  const paths = ['/x.pdf', '/x.pdf?y', '/abc/secret', '/a/b', '/café', '/Case', '/case', '/'];
  expect(paths.map((path) => allowed(text, path))).toEqual([
    false,
    true,
    false,
    true,
    false,
    true,
    false,
    true,
  ]);
});

test('robots.txt that is not there allows all; one that cannot be had forbids all', () => {
  for (const status of [400, 401, 403, 404, 410]) expect(rules('', status).allows(`${SITE}/x`)).toBe(true);
  for (const status of [null, 429, 500, 503]) expect(rules('', status).allows(`${SITE}/x`)).toBe(false);
  expect(rules('').allows(`${SITE}/x`)).toBe(true);
});

test('sitemaps and a delay are told; a delay is a minute at most', () => {
  const said = rules(
    'Sitemap: https://example.com/s.xml\nsitemap: /t.xml\nUser-agent: *\nCrawl-delay: 2.5\n',
  );
  expect(said.sitemaps).toEqual(['https://example.com/s.xml', 'https://example.com/t.xml']);
  expect(said.crawlDelaySeconds).toBe(2.5);
  expect(rules('User-agent: *\nCrawl-delay: 999999\n').crawlDelaySeconds).toBe(60);
  expect(rules('User-agent: *\nCrawl-delay: soon\n').crawlDelaySeconds).toBeNull();
});

test('what is wrong, too long or hostile harms nobody', () => {
  const marked = '\ufeffUser-agent: *\r\nDisallow: /a\r\n';
  expect(allowed(marked, '/a')).toBe(false);
  const stars = `User-agent: *\nDisallow: /${'*a'.repeat(500)}\n`.repeat(300);
  expect(allowed(stars, `/${'a'.repeat(2_000)}`)).toBe(true);
  const long = `User-agent: *\nDisallow: /${'x'.repeat(600_000)}\nDisallow: /beyond\n`;
  expect(allowed(long, '/beyond')).toBe(true);
  expect(allowed('<html>not found</html>', '/')).toBe(true);
  expect(allowed('\u0000\u0001\uffff: \n:::\nDisallow /', '/')).toBe(true);
});
