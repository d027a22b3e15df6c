import { expect, test } from 'vitest';
import { lacksWholeName, wholeNames } from '../../../src/answer/whole-names.ts';

test.each([
  ['How do I configure Field Service policies?', ['Field Service']],
  ['does it run on a Windows 7 computer with Internet Explorer 8', ['Windows 7', 'Internet Explorer 8']],
  ['Salesforce Inbox on my phone', []],
  ['I use it. Salesforce Inbox too', []],
  ['How To Set Up Your Own Device', []],
  ['UNABLE_TO_LOCK_ROW in Apex', []],
  ['how do i merge cases', []],
])('"%s" names %j in several words', (question, names) => {
  expect(wholeNames(question)).toEqual(names);
});

test('Words of a name that stand apart are another thing, however they are written where they stand together', () => {
  const question = 'How do I schedule work in Field Service?';
  expect(lacksWholeName(question, 'A field of the service object is scheduled.')).toBe(true);
  expect(lacksWholeName(question, 'With Field-Service you schedule work.')).toBe(false);
  expect(lacksWholeName('How do I schedule work?', 'Nothing of it.')).toBe(false);
});

test('A question of any length is read: no expression takes more than time in proportion to it', () => {
  expect(wholeNames(`a ${'Ab '.repeat(30_000)}`)).toEqual([]);
  expect(wholeNames(`a b c d e f g h ${'x '.repeat(30_000)}${'Ab '.repeat(10_000)}-`).length).toBeGreaterThan(
    0,
  );
});
