import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outOfScope, pageAddress, pageKey } from '../../../../src/retrieve/crawl/page-address.ts';

test.each([
  ['/a#part', 'https://example.com/a'],
  ['HTTPS://Example.com:443/A/../b', 'https://example.com/b'],
  ['/a?utm_source=x&id=7&gclid=1', 'https://example.com/a?id=7'],
  ['/a?utm_source=x', 'https://example.com/a'],
  ['/a?', 'https://example.com/a'],
  ['/a;jsessionid=ABC?x=1', 'https://example.com/a?x=1'],
  ['//other.example/x', 'https://other.example/x'],
  [' b ', 'https://example.com/dir/b'],
  ['/a//b', 'https://example.com/a/b'],
  ['/a?b=%20x&c', 'https://example.com/a?b=%20x&c'],
])('%s is %s', (href, address) => {
  expect(pageAddress(href, 'https://example.com/dir/page')).toBe(address);
});

test('what no page is behind has no address', () => {
  for (const href of ['mailto:a@b.c', 'javascript:void 0', 'tel:1', 'ftp://x/y', 'http://[', 'data:,x']) {
    expect(pageAddress(href, 'https://example.com/')).toBeNull();
  }
});

test('addresses that lead to one page by common usage are the same page', () => {
  const same = [
    'https://example.com/help/',
    'http://www.example.com/help',
    'https://example.com/help/index.html',
    'https://example.com/help/default.aspx',
  ];
  expect(new Set(same.map(pageKey)).size).toBe(1);
  expect(pageKey('https://example.com/a?x=1&y=2')).toBe(pageKey('https://example.com/a?y=2&x=1'));
  expect(pageKey('https://example.com/a?x=1')).not.toBe(pageKey('https://example.com/a?x=2'));
  expect(pageKey('https://example.com/a')).not.toBe(pageKey('https://example.com/A'));
});

test('only pages of the site, below what is taken and not below what is left out, are in scope', () => {
  const scope = { start: 'https://example.com/help/', include: ['/help/'], exclude: ['/help/old/'] };
  expect(outOfScope('https://example.com/help/a', scope)).toBeNull();
  expect(outOfScope('http://www.example.com/help/a.pdf', scope)).toBeNull();
  expect(outOfScope('https://example.com/blog', scope)).toBe('not_included');
  expect(outOfScope('https://example.com/help/old/a', scope)).toBe('excluded');
  expect(outOfScope('https://evil.example/help/a', scope)).toBe('other_site');
  expect(outOfScope('https://example.com.evil.example/help/a', scope)).toBe('other_site');
  expect(outOfScope('https://docs.example.com/help/a', scope)).toBe('other_site');
  expect(outOfScope('https://example.com:8443/help/a', scope)).toBe('other_site');
  expect(outOfScope('https://example.com/help/a.PNG', scope)).toBe('file_type');
});

test('an address stays as it is when it is made an address again', () => {
  fc.assert(
    fc.property(fc.string(), (path) => {
      const once = pageAddress(path, 'https://example.com/a/b');
      expect(once === null ? null : pageAddress(once)).toBe(once);
    }),
  );
});
