import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readSitemap } from '../../../../src/retrieve/crawl/sitemap.ts';

const AT = 'https://example.com/sitemap.xml';
const read = (text: string | Uint8Array) =>
  readSitemap(typeof text === 'string' ? new TextEncoder().encode(text) : text, AT);
const XML =
  '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="x"><url><loc> https://example.com/a?b=1&amp;c=2 </loc><lastmod>2026-01-02T03:04:05+01:00</lastmod><image:image><image:loc>https://example.com/i.png</image:loc></image:image></url><url><loc>/b</loc><lastmod>soon</lastmod></url><url><lastmod>2026-01-01</lastmod></url></urlset>';

test('pages are told with their dates, and nothing else of an entry', () => {
  expect(read(XML)).toEqual({
    ok: true,
    value: {
      pages: [
        { url: 'https://example.com/a?b=1&c=2', lastModified: '2026-01-02T02:04:05.000Z' },
        { url: 'https://example.com/b', lastModified: null },
      ],
      sitemaps: [],
      truncated: false,
    },
  });
});

test('an index tells its sitemaps, and a plain list is one too', () => {
  const index = read(
    '<sitemapindex><sitemap><loc>https://example.com/s1.xml.gz</loc></sitemap></sitemapindex>',
  );
  expect(index).toMatchObject({ value: { pages: [], sitemaps: [{ url: 'https://example.com/s1.xml.gz' }] } });
  expect(read('https://example.com/a\nhttps://example.com/b\n')).toMatchObject({
    value: { pages: [{ url: 'https://example.com/a' }, { url: 'https://example.com/b' }] },
  });
});

test('a packed sitemap is unpacked, but never without end', () => {
  expect(read(new Uint8Array(gzipSync(XML)))).toMatchObject({ ok: true, value: { pages: { length: 2 } } });
  const bomb = new Uint8Array(gzipSync(Buffer.alloc(2_000_000, ' ')));
  expect(readSitemap(bomb, AT, 1_000_000)).toEqual({ ok: false, error: 'too_large' });
  expect(readSitemap(new Uint8Array(2_000_000), AT, 1_000_000)).toEqual({ ok: false, error: 'too_large' });
  expect(read(new Uint8Array(gzipSync(XML)).subarray(0, 60))).toEqual({ ok: false, error: 'broken' });
});

test('addresses beyond the protocol’s limit are left out', () => {
  const found = read(`<urlset>${'<url><loc>https://example.com/x</loc></url>'.repeat(50_010)}</urlset>`);
  expect(found).toMatchObject({ ok: true, value: { truncated: true, pages: { length: 50_000 } } });
});

test('what is no sitemap is broken, and what was cut off gives what it holds', () => {
  expect(read('<html><body>Not found</body></html>')).toEqual({ ok: false, error: 'broken' });
  expect(read('')).toEqual({ ok: false, error: 'broken' });
  expect(read('just text')).toEqual({ ok: false, error: 'broken' });
  expect(read(XML.slice(0, 260))).toMatchObject({ ok: true, value: { pages: { length: 1 } } });
  expect(read(`<!DOCTYPE x [<!ENTITY a "b">]>${'<urlset>'.repeat(20_000)}`).ok).toBe(true);
});
