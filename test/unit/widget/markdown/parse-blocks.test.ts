import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseBlocks } from '../../../../widget/markdown/parse-blocks.ts';

describe('blocks', () => {
  test('paragraphs are parted by blank lines and joined over single line ends', () => {
    expect(parseBlocks('one\ntwo\n\nthree')).toEqual([
      { t: 'p', c: ['one two'] },
      { t: 'p', c: ['three'] },
    ]);
  });

  test('a person typing gets their line ends back', () => {
    expect(parseBlocks('one\ntwo', true)).toEqual([{ t: 'p', c: ['one', { t: 'br' }, 'two'] }]);
  });

  test('fenced code keeps every character, its language, and its blank lines', () => {
    expect(parseBlocks('```apex\nif (a < b) {\n\n  **x**;\n}\n```\nafter')).toEqual([
      { t: 'pre', lang: 'apex', text: 'if (a < b) {\n\n  **x**;\n}' },
      { t: 'p', c: ['after'] },
    ]);
  });

  test('an unclosed fence is code to the end, as while an answer streams', () => {
    expect(parseBlocks('text\n\n```\nupdate a;')).toEqual([
      { t: 'p', c: ['text'] },
      { t: 'pre', lang: '', text: 'update a;' },
    ]);
  });

  test('lists nest, keep their kind and their first number', () => {
    expect(parseBlocks('3. one\n   - a\n   - b\n4. two')).toEqual([
      {
        t: 'list',
        start: 3,
        items: [
          [
            { t: 'p', c: ['one'] },
            {
              t: 'list',
              start: null,
              items: [[{ t: 'p', c: ['a'] }], [{ t: 'p', c: ['b'] }]],
            },
          ],
          [{ t: 'p', c: ['two'] }],
        ],
      },
    ]);
  });

  test('a list item may hold a code block', () => {
    const [list] = parseBlocks('1. do\n\n   ```\n   x\n   ```\n2. done');
    expect(list).toMatchObject({ t: 'list', items: [[{ t: 'p' }, { t: 'pre', text: 'x' }], [{ t: 'p' }]] });
  });

  test('tables have a head, rows of equal width, and escaped bars', () => {
    expect(parseBlocks('| A | B |\n|---|:-:|\n| 1 | a \\| b |\n| 2 |')).toEqual([
      {
        t: 'table',
        head: [['A'], ['B']],
        rows: [
          [['1'], ['a | b']],
          [['2'], []],
        ],
      },
    ]);
  });

  test('headings, quotes and rules are known', () => {
    expect(parseBlocks('## Title ##\n\n> said\n\n---')).toEqual([
      { t: 'h', level: 2, c: ['Title'] },
      { t: 'quote', c: [{ t: 'p', c: ['said'] }] },
      { t: 'hr' },
    ]);
  });

  test('any text at all is parsed, and never loses a word of plain prose', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        expect(Array.isArray(parseBlocks(text))).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1 }), (words) => {
        expect(parseBlocks(words.join(' '))).toEqual([{ t: 'p', c: [words.join(' ')] }]);
      }),
    );
  });

  test.each([
    ['brackets', '['.repeat(20_000)],
    ['stars', '*a '.repeat(10_000)],
    ['backticks', '`'.repeat(20_000)],
    ['quotes in quotes', '>'.repeat(20_000)],
    ['list in list', Array.from({ length: 400 }, (_, i) => `${'  '.repeat(i)}- x`).join('\n')],
    ['bars', '|'.repeat(20_000)],
    ['links', 'https://a.b/'.repeat(2_000)],
  ])('hostile text ends: %s', (_, text) => {
    expect(parseBlocks(text).length).toBeGreaterThan(0);
  });
});
