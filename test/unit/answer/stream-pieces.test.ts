import fc from 'fast-check';
import { expect, test } from 'vitest';
import { streamPieces } from '../../../src/answer/stream-pieces.ts';

test('pieces join to exactly the text they were cut from', () => {
  for (const unit of ['grapheme', 'binary'] as const) {
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 400 }), (text) => {
        expect(streamPieces(text).join('')).toBe(text);
      }),
    );
  }
});

test('no cut falls inside a citation marker or a surrogate pair', () => {
  const part = fc.constantFrom('word ', 'longerword', '[1]', '[12]', '😀', '\n\n', '- ', 'é́');
  fc.assert(
    fc.property(fc.array(part, { maxLength: 100 }), (parts) => {
      for (const piece of streamPieces(parts.join(''))) {
        expect(piece.isWellFormed()).toBe(true);
        expect(piece).not.toMatch(/\[\d*$|^\d+\]/);
      }
    }),
  );
});

test('an ordinary answer comes in pieces of a few words', () => {
  const pieces = streamPieces(
    'Sort the records by parent id before you save them, and use smaller batches. [1]',
  );
  expect(pieces.length).toBeGreaterThan(2);
  expect(pieces.every((one) => one.length <= 60)).toBe(true);
});
