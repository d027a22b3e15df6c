import { expect, test } from 'vitest';
import { AnalysedChunks, analysedTerms } from '../../../src/retrieve/analysed-chunks.ts';

const CHUNK = {
  chunkId: 'chk_1',
  articleId: 'art_1',
  articleVersion: 1,
  ordinal: 1,
  title: 'Exports',
  tags: ['data'],
  heading: 'Weekly',
  lead: ['export'],
  text: 'An export runs weekly.',
};

test('a chunk that was found before has the terms that it would be given now', () => {
  const chunks = new AnalysedChunks();
  const first = chunks.of(CHUNK);
  expect(first).toEqual(analysedTerms(CHUNK));
  expect(chunks.of({ ...CHUNK })).toBe(first);
});

test('another version of its article, and another article, are analysed anew', () => {
  const chunks = new AnalysedChunks();
  chunks.of(CHUNK);
  const changed = { ...CHUNK, text: 'It runs daily.' };
  expect(chunks.of({ ...changed, articleVersion: 2 })).toEqual(analysedTerms(changed));
  expect(chunks.of({ ...changed, articleId: 'art_2' })).toEqual(analysedTerms(changed));
});

test('what was not found for long is forgotten, however much is searched', () => {
  const chunks = new AnalysedChunks();
  const first = chunks.of(CHUNK);
  const text = 'one two three four five six seven '.repeat(1_000);
  for (let at = 0; at < 60; at += 1) chunks.of({ ...CHUNK, text, chunkId: `chk_other_${at}` });
  const again = chunks.of(CHUNK);
  expect(again).not.toBe(first);
  expect(again).toEqual(first);
});
