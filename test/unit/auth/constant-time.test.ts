import { expect, test } from 'vitest';
import { equalBytes } from '../../../src/auth/constant-time.ts';

test.each([
  [[], [], true],
  [[1, 2], [1, 2], true],
  [[1, 2], [1, 3], false],
  [[1, 2], [1], false],
  [[0], [0, 0], false],
  [[0, 0], [0], false],
])('bytes %j and %j are equal: %s', (left, right, equal) => {
  expect(equalBytes(Uint8Array.from(left), Uint8Array.from(right))).toBe(equal);
});
