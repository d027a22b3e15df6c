import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { hashText } from '../../../src/understand/linear/hash.ts';

const FOLDER = new URL('../../../training/sentiment/', import.meta.url);

const Row = z.strictObject({
  text: z.string().min(1).max(400),
  sentiment: z.enum(['negative', 'neutral', 'positive']),
  emotion: z.enum(['anger', 'disgust', 'fear', 'joy', 'neutral', 'sadness', 'surprise']),
  frustration: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  group: z.string().regex(/^[a-z0-9-]{3,60}$/),
  lang: z.enum(['en', 'de', 'fr', 'es', 'pt', 'it', 'ja', 'ar']),
});
type Row = z.infer<typeof Row>;

const rows: Row[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.jsonl'))
  .flatMap((name) => readFileSync(new URL(name, FOLDER), 'utf8').trimEnd().split('\n'))
  .map((line) => Row.parse(JSON.parse(line)));

const english = rows.filter((row) => row.lang === 'en');
const isTest = (row: Row) => (hashText(row.group) & 3) === 0;

/** How many rows have each value of `key`, by value. */
function countBy(some: Row[], key: keyof Row): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of some) counts[row[key]] = (counts[row[key]] ?? 0) + 1;
  return counts;
}

function groupsOf(some: Row[]): Map<string, Row[]> {
  return Map.groupBy(some, (row) => row.group);
}

describe('the support sentiment set', () => {
  test('no message occurs twice, whatever its case, spaces and punctuation', () => {
    const bare = rows.map((row) => row.text.toLowerCase().replace(/[\s.,!?…;:'"()-]/g, ''));
    expect(bare.filter((text, at) => bare.indexOf(text) !== at)).toEqual([]);
  });

  test('there are at least 1,500 English messages of 230 authors, and 40 messages in each of seven other languages', () => {
    expect(english.length).toBeGreaterThanOrEqual(1500);
    expect(groupsOf(english).size).toBeGreaterThanOrEqual(230);
    const { en, ...others } = countBy(rows, 'lang');
    expect(en).toBe(english.length);
    expect(Object.keys(others)).toHaveLength(7);
    expect(Math.min(...Object.values(others))).toBeGreaterThanOrEqual(40);
  });

  test('an author writes 5 to 9 messages in one language, of all three sentiments', () => {
    const odd = [...groupsOf(rows)].filter(
      ([, of]) =>
        of.length < 5 ||
        of.length > 9 ||
        new Set(of.map((row) => row.lang)).size !== 1 ||
        new Set(of.map((row) => row.sentiment)).size !== 3,
    );
    expect(odd.map(([group]) => group)).toEqual([]);
  });

  test('to know the author tells little: the usual sentiment of each is right for at most 60 % of the messages', () => {
    const right = [...groupsOf(rows).values()].reduce(
      (sum, of) => sum + Math.max(...Object.values(countBy(of, 'sentiment'))),
      0,
    );
    expect(right / rows.length).toBeLessThanOrEqual(0.6);
  });

  test.each([
    ['training', english.filter((row) => !isTest(row)), 1000],
    ['test', english.filter(isTest), 350],
  ])(
    'the English %s part has every emotion, and each sentiment on at least a quarter of it',
    (_, part, least) => {
      expect(part.length).toBeGreaterThanOrEqual(least);
      const counts = countBy(part, 'sentiment');
      expect(Object.keys(counts)).toHaveLength(3);
      expect(Math.min(...Object.values(counts)) / part.length).toBeGreaterThanOrEqual(0.25);
      expect(Object.keys(countBy(part, 'emotion'))).toHaveLength(7);
    },
  );

  test('every language has authors on both sides of the split', () => {
    const sides = new Set(rows.map((row) => `${row.lang} ${isTest(row)}`));
    expect(sides.size).toBe(16);
  });

  test('labels agree with each other: neutral is calm, positive is not angry, anger is never positive', () => {
    const odd = rows.filter(
      ({ sentiment, emotion, frustration }) =>
        (sentiment === 'neutral' && (frustration > 0 || !['neutral', 'surprise'].includes(emotion))) ||
        (sentiment === 'positive' && (frustration > 0 || !['joy', 'surprise'].includes(emotion))) ||
        (sentiment === 'negative' && ['joy', 'neutral'].includes(emotion)),
    );
    expect(odd).toEqual([]);
  });

  test('nothing looks like the data of a real person: no address but of example.com, no link, no number of nine digits', () => {
    const found = rows.filter(
      ({ text }) =>
        /@(?!example\.com|support)\w/.test(text) || /https?:/.test(text) || /\d(?:[ -]?\d){8}/.test(text),
    );
    expect(found).toEqual([]);
  });
});
