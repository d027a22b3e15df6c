import { describe, expect, test } from 'vitest';
import { htmlBlocks } from '../../../../../widget/console/article-text/html-blocks.ts';

describe('an HTML article in the console', () => {
  test('keeps its words as headings, paragraphs and items', () => {
    expect(htmlBlocks('<h2>A &amp; B</h2><p>One<br>two</p><ul><li>x</li><li>y</li></ul>')).toEqual([
      { t: 'h', level: 2, c: ['A & B'] },
      { t: 'p', c: ['One'] },
      { t: 'p', c: ['two'] },
      { t: 'list', start: null, items: [[{ t: 'p', c: ['x'] }], [{ t: 'p', c: ['y'] }]] },
    ]);
  });

  test('loses scripts, styles, comments and all markup', () => {
    const hostile =
      '<p>a<script>alert(1)</script><style>p{}</style><!-- <p>no</p> --><img src=x onerror=alert(2)>b</p><svg><p>c</p></svg>&#60;i&#62;';
    expect(JSON.stringify(htmlBlocks(hostile))).toBe(
      JSON.stringify([
        { t: 'p', c: ['ab'] },
        { t: 'p', c: ['<i>'] },
      ]),
    );
  });

  test('that never closes what it opens is read to its end', () => {
    expect(htmlBlocks('<p>a<script>b')).toEqual([{ t: 'p', c: ['a'] }]);
    expect(htmlBlocks('<p>a<')).toEqual([{ t: 'p', c: ['a'] }]);
    expect(htmlBlocks('<'.repeat(50_000))).toEqual([]);
  });
});
