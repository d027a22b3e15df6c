import { describe, expect, test } from 'vitest';
import { createCutter, withMarks } from '../../../../widget/app/mark-quote.ts';
import { parseBlocks } from '../../../../widget/markdown/parse-blocks.ts';

/** The texts of a parsed section in reading order, as they would be shown: what is marked stands in brackets. */
function shown(before: string, quote: string, after: string): { kinds: string[]; text: string } {
  const cut = createCutter();
  const blocks = parseBlocks(withMarks(before, quote, after));
  const words = (value: unknown): string => {
    if (typeof value === 'string')
      return cut(value)
        .map((one) => (one.marked ? `[${one.text}]` : one.text))
        .join('');
    if (Array.isArray(value)) return value.map(words).join('');
    if (typeof value !== 'object' || value === null) return '';
    const { c, text, items, head, rows } = value as Record<string, unknown>;
    return [c, text, items, head, rows].map((one) => (one === undefined ? '' : words(one))).join('');
  };
  return { kinds: blocks.map((one) => one.t), text: words(blocks) };
}

describe('a quote is marked, and the Markdown around it stays what it is', () => {
  test.each([
    ['a sentence in a paragraph', 'One. ', 'Two.', ' Three.', ['p'], 'One. [Two.] Three.'],
    ['bold words', 'One. ', '**Two**.', ' Three.', ['p'], 'One. [Two][.] Three.'],
    ['a list', 'Do:\n\n', '1. Sort\n2. Retry', '\n\nEnd.', ['p', 'list', 'p'], 'Do:[Sort][Retry]End.'],
    ['one item', '- One\n', '- Two', '\n- Three', ['list'], 'One[Two]Three'],
    ['code', 'Run:\n\n', '```sh\nls -l\n```', '\n\nEnd.', ['p', 'pre', 'p'], 'Run:[ls -l]End.'],
    ['a table', '', '| A | B |\n|---|---|\n| 1 | 2 |', '\n', ['table'], '[A][B][1][2]'],
    ['several paragraphs', 'A\n\n', 'B\n\nC', '\n\nD', ['p', 'p', 'p', 'p'], 'A[B][C]D'],
  ])('%s', (_, before, quote, after, kinds, text) => {
    expect(shown(before, quote, after)).toEqual({ kinds, text });
  });

  test('and characters that mean to forge a mark are taken out', () => {
    expect(shown('\ue000A ', 'B', ' C\ue001').text).toBe('A [B] C');
  });
});
