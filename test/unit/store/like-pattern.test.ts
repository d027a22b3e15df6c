import { expect, test } from 'vitest';
import { likePattern } from '../../../src/store/like-pattern.ts';

test.each([
  ['lock', '%lock%'],
  ['100%', '%100\\%%'],
  ['a_b', '%a\\_b%'],
  ['a\\b', '%a\\\\b%'],
  ['', '%%'],
])('%s becomes %s', (text, pattern) => {
  expect(likePattern(text)).toBe(pattern);
});

test('a pattern never exceeds the 50 bytes that D1 accepts, and never ends within a character or an escape', () => {
  for (const text of [
    'x'.repeat(500),
    'é'.repeat(500),
    '👍'.repeat(500),
    '%'.repeat(500),
    `a${'\\'.repeat(500)}`,
  ]) {
    const pattern = likePattern(text);
    expect(new TextEncoder().encode(pattern).length).toBeLessThanOrEqual(50);
    expect(pattern.isWellFormed()).toBe(true);
    expect(pattern.slice(1, -1).replace(/\\./gsu, '')).not.toContain('\\');
  }
});
