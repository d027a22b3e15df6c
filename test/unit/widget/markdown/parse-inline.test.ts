import { describe, expect, test } from 'vitest';
import { parseInline } from '../../../../widget/markdown/parse-inline.ts';

describe('inline', () => {
  test('bold, italic and code', () => {
    expect(parseInline('a **b *c*** `d*e`')).toEqual([
      'a ',
      { t: 'b', c: ['b ', { t: 'i', c: ['c'] }] },
      ' ',
      { t: 'code', text: 'd*e' },
    ]);
  });

  test('bold within italic', () => {
    expect(parseInline('*a **b** c*')).toEqual([{ t: 'i', c: ['a ', { t: 'b', c: ['b'] }, ' c'] }]);
  });

  test('identifiers keep their underscores, and multiplication its stars', () => {
    expect(parseInline('UNABLE_TO_LOCK_ROW and 2 * 3 * 4')).toEqual(['UNABLE_TO_LOCK_ROW and 2 * 3 * 4']);
  });

  test('underscores around words are emphasis', () => {
    expect(parseInline('_a_ __b__')).toEqual([{ t: 'i', c: ['a'] }, ' ', { t: 'b', c: ['b'] }]);
  });

  test('a citation marker is one, a marker with an address is a link', () => {
    expect(parseInline('so [1][12] and [2](https://x.test/)')).toEqual([
      'so ',
      { t: 'cite', n: 1 },
      { t: 'cite', n: 12 },
      ' and ',
      { t: 'a', href: 'https://x.test/', c: ['2'] },
    ]);
  });

  test('an array index inside code is no citation', () => {
    expect(parseInline('`rows[1]`')).toEqual([{ t: 'code', text: 'rows[1]' }]);
  });

  test('bare addresses are links without the full stop that ends the sentence', () => {
    expect(parseInline('See https://x.test/a_b?c=1. Or <mailto:a@x.test>')).toEqual([
      'See ',
      { t: 'a', href: 'https://x.test/a_b?c=1', c: ['https://x.test/a_b?c=1'] },
      '. Or ',
      { t: 'a', href: 'mailto:a@x.test', c: ['a@x.test'] },
    ]);
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    '//evil.test',
    '/relative',
    'file:///etc/passwd',
  ])('the address %s is no link', (url) => {
    expect(JSON.stringify(parseInline(`[click](${url})`))).not.toContain('"a"');
  });

  test('markup is text', () => {
    expect(parseInline('<img src=x onerror=alert(1)> <b>x</b>')).toEqual([
      '<img src=x onerror=alert(1)> <b>x</b>',
    ]);
  });

  test('escapes and entities are the characters that they stand for, once', () => {
    expect(parseInline('\\*a\\* &lt;b&gt; &amp;lt; \\[1]')).toEqual(['*a* <b> &lt; [1]']);
  });
});
