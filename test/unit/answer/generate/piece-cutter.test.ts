import { describe, expect, test } from 'vitest';
import { GENERATE } from '../../../../src/answer/generate/generate-limits.ts';
import { type Piece, pieceCutter } from '../../../../src/answer/generate/piece-cutter.ts';

const cutAll = (text: string, size = text.length || 1): Piece[] => {
  const cutter = pieceCutter();
  const pieces: Piece[] = [];
  for (let at = 0; at < text.length; at += size) pieces.push(...cutter.push(text.slice(at, at + size)));
  return [...pieces, ...cutter.end()];
};
const texts = (text: string) => cutAll(text).map((one) => one.text);
const joined = (pieces: readonly Piece[]) => pieces.map(({ gap, text }) => gap + text).join('');

describe('pieces', () => {
  test.each([
    ['sentences', 'One is. Two are! Three?', ['One is.', 'Two are!', 'Three?']],
    [
      'markers behind the full stop',
      'One. [1] Two [2]. Three. [1][3] Four. [1, 2]',
      ['One. [1]', 'Two [2].', 'Three. [1][3]', 'Four. [1, 2]'],
    ],
    ['a link is no marker', 'One. [Two](https://a.example) is.', ['One.', '[Two](https://a.example) is.']],
    ['abbreviations and numbers', 'Use e.g. v1.2 of it. Then go.', ['Use e.g. v1.2 of it.', 'Then go.']],
    ['lines of a list', 'Do:\n- a. b\n- c [1]\n  1. d', ['Do:', '- a. b', '- c [1]', '  1. d']],
    ['rows', '| a | b |\n|---|---|\n| 1. | 2 |\nText.', ['| a | b |', '|---|---|', '| 1. | 2 |', 'Text.']],
    ['code as one', 'See:\n```js\na. b\n\nc\n```\nText.', ['See:', '```js\na. b\n\nc\n```', 'Text.']],
    ['headings and rules', '# A b. c\n---\nText.', ['# A b. c', '---', 'Text.']],
    ['Chinese and Japanese', '一つです。二つです！三つ？', ['一つです。', '二つです！', '三つ？']],
    [
      'Arabic and Hindi',
      'هل هذا صحيح؟ نعم هو كذلك. यह सही है। हाँ।',
      ['هل هذا صحيح؟', 'نعم هو كذلك.', 'यह सही है।', 'हाँ।'],
    ],
    ['what stays open', 'One. [1] Two', ['One. [1]', 'Two']],
    ['white space alone', ' \n\n ', []],
  ])('%s', (_, text, expected) => {
    expect(texts(text)).toEqual(expected);
  });

  test('are the same however the text comes', () => {
    const text =
      'One. [1] Two [2]. Go:\n\n1. Open it. Look. [1]\n2. Close it.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```js\na();\n```\n\n[2]\n\n## Head\n一つです。二つです。[1] e.g. this. * not a list\nEnd';
    for (let size = 1; size < text.length; size += 1)
      expect({ size, pieces: cutAll(text, size) }).toEqual({ size, pieces: cutAll(text) });
    expect(joined(cutAll(text))).toBe(text);
  });

  test('that never end are left out, and what follows is there', () => {
    const words = 'word '.repeat(1_000);
    expect(texts(`${words}. After it.`)).toEqual(['After it.']);
    expect(texts(`- ${words}\n- b`)).toEqual(['- b']);
    expect(texts(`\`\`\`\n${words}\n\`\`\`\nText.`)).toEqual(['Text.']);
    expect(cutAll(words, 50)).toEqual([]);
  });

  test('are all bounded, in a megabyte too', () => {
    for (const text of [
      'a'.repeat(1_000_000),
      'A b. '.repeat(200_000),
      '`'.repeat(1_000_000),
      '\n'.repeat(1_000_000),
      '| '.repeat(500_000),
      '[1] '.repeat(250_000),
    ]) {
      const longest = Math.max(0, ...cutAll(text).map((one) => one.text.length));
      expect(longest).toBeLessThanOrEqual(GENERATE.codeChars + 8);
    }
  });
});
