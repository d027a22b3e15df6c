import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../src/retrieve/analyze.ts';
import { type Candidate, chunkFeatures } from '../../../src/retrieve/chunk-features.ts';
import { decodeMeanings, encodeMeanings, likeness } from '../../../src/retrieve/word-meanings.ts';

const SMALL = encodeMeanings(['delet', 'remov', 'pizza'], Int8Array.from([9, 1, 8, 2, -3, 9]));

function open(bytes: Uint8Array) {
  const table = decodeMeanings(bytes);
  if (!table.ok) throw new Error(table.error);
  return table.value;
}

describe('a table of meanings', () => {
  test('gives the direction of words together, of length 1, each word counted once', () => {
    const table = open(SMALL);
    const one = table.together(['delet', 'delet', 'unheard']);
    expect(one && Math.hypot(...one)).toBeCloseTo(1);
    expect(one && [...one]).toEqual([...(table.together(['delet']) ?? [])]);
  });

  test('knows nothing of words that it does not hold', () => {
    expect(open(SMALL).together(['unheard', 'constructor', '__proto__'])).toBeNull();
    expect(open(SMALL).together([])).toBeNull();
  });

  test('says where a written word points, the same for all its forms, and nothing of function words and codes', () => {
    const table = open(SMALL);
    expect([...(table.directionOf('Deleted') ?? [])]).toEqual([9, 1]);
    expect(table.directionOf('deleting')).toBe(table.directionOf('delete'));
    for (const word of ['the', '', 'unheard', 'DELETE_PIZZA', '削除'])
      expect(table.directionOf(word)).toBeNull();
  });

  test('differs from another in its fingerprint, in words and in numbers', () => {
    const other = (words: string[], first: number) =>
      open(encodeMeanings(words, Int8Array.from([first, 1, 8, 2, -3, 9]))).fingerprint;
    const all = [
      other(['delet', 'remov', 'pizza'], 9),
      other(['delet', 'remov', 'pasta'], 9),
      other(['delet', 'remov', 'pizza'], 8),
    ];
    expect(new Set(all).size).toBe(3);
    expect(all[0]).toBe(open(SMALL).fingerprint);
  });

  test('that is cut short, too long or something else does not open', () => {
    expect(decodeMeanings(SMALL.subarray(0, SMALL.length - 1)).ok).toBe(false);
    expect(decodeMeanings(new Uint8Array([...SMALL, 0])).ok).toBe(false);
    expect(decodeMeanings(new Uint8Array()).ok).toBe(false);
    expect(
      decodeMeanings(new TextEncoder().encode('{"kind":"meanings","dimensions":0,"words":""}\n')).ok,
    ).toBe(false);
    expect(decodeMeanings(new TextEncoder().encode('null\n')).ok).toBe(false);
  });
});

describe('the table that ships', () => {
  const table = open(readFileSync(new URL('../../../src/understand/models/meanings.bin', import.meta.url)));
  const alike = (a: string, b: string) => {
    const [one, other] = [table.together(analyze(a)), table.together(analyze(b))];
    return one && other ? likeness(one, other) : 0;
  };

  test.each([
    ['erase my profile', 'Delete your account', 'Change the language'],
    ['my phone was stolen', 'If you lost your mobile', 'Download an invoice'],
    ['what does it cost', 'Prices and fees', 'Opening hours'],
    ['where is my parcel', 'Delivery of packages', 'Reset a password'],
  ])('puts "%s" nearer to "%s" than to "%s"', (question, near, far) => {
    expect(alike(question, near)).toBeGreaterThan(alike(question, far));
  });
});

describe('a chunk', () => {
  const candidate = (locale: string | null): Candidate => ({
    chunkId: 'c',
    articleId: 'a',
    ordinal: 0,
    locale,
    navigation: false,
    terms: { title: ['delet'], heading: [], context: [], body: ['text'] },
  });
  const asked = { terms: [], sequence: ['remov'], averageTerms: 10, locale: 'en' };
  const meaning = (locale: string | null, meanings = open(SMALL)) =>
    chunkFeatures([candidate(locale)], { ...asked, meanings })[0]?.features.titleMeaning ?? -1;

  test('whose title means what is asked is told by it, without a word in common', () => {
    expect(meaning('en')).toBeGreaterThan(0.9);
    expect(meaning(null)).toBeGreaterThan(0.9);
  });

  test('in another language than English, or asked in one, is not judged by it, and none is without a table', () => {
    expect(meaning('de')).toBe(0);
    const german = { ...asked, locale: 'de', meanings: open(SMALL) };
    expect(chunkFeatures([candidate('en')], german)[0]?.features.titleMeaning).toBe(0);
    expect(chunkFeatures([candidate('en')], asked)[0]?.features.titleMeaning).toBe(0);
  });
});
