import { expect, test } from 'vitest';
import { simplePattern } from '../../../src/domain/simple-pattern.ts';

test.each([
  ['[A-Z]-\\d{4,8}', 'A-1001', 'A-1'],
  ['^\\d{6}$', '123456', '1234567'],
  ['[A-Z0-9]{3}-?[a-z]+', 'AB1x', 'AB-x'],
  ['ORD_\\d+\\.\\d', 'ORD_12.3', 'ORD_12x3'],
])('%s takes %s as a whole and refuses %s', (source, yes, no) => {
  expect(simplePattern(source)?.test(yes)).toBe(true);
  expect(simplePattern(source)?.test(no)).toBe(false);
  expect(simplePattern(source)?.test(`${yes}\n`)).toBe(false);
});

test.each([
  '',
  '(a+)+',
  'a|b',
  '(?=a)',
  '[^a]',
  '.*',
  'a++',
  'a{2}{3}',
  '\\w',
  '[z-a]',
  'a*b*c*',
  'a{9,1}',
  '[',
  'x'.repeat(101),
])('no pattern that could be slow or surprising is taken: %s', (source) =>
  expect(simplePattern(source)).toBeNull(),
);
