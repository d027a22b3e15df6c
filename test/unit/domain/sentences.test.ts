import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitSentences } from '../../../src/domain/sentences.ts';

const split = (text: string) => splitSentences(text).map((one) => text.slice(one.start, one.end));

test('abbreviations, numbers and version numbers do not end a sentence', () => {
  expect(split('Use e.g. Chrome. It needs 1.5 GB, i.e. little. Done!')).toEqual([
    'Use e.g. Chrome.',
    'It needs 1.5 GB, i.e. little.',
    'Done!',
  ]);
});

test('closing quotes, brackets and emphasis stay with their sentence', () => {
  expect(split('He said "stop." Then **go.** (Now.) End')).toEqual([
    'He said "stop."',
    'Then **go.**',
    '(Now.)',
    'End',
  ]);
});

test('sentences of languages with full-width stops are separated', () => {
  expect(split('重置密码。请重试。')).toEqual(['重置密码。', '请重试。']);
});

test('spans are in order, and leave out nothing but white space', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'B', '.', '?', ' ', '\n', '"', '1', '。') }),
      (text) => {
        let at = 0;
        for (const span of splitSentences(text)) {
          expect(text.slice(at, span.start).trim()).toBe('');
          at = span.end;
        }
        expect(text.slice(at).trim()).toBe('');
      },
    ),
  );
});
