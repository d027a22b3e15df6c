import { expect, test } from 'vitest';
import { sourceLink } from '../../../../widget/app/source-link.ts';

const BASE = 'https://chat.test';

test('a short quote is found as a whole', () => {
  expect(sourceLink('https://x.test/a', 'Sort by **parent id** first.', BASE)).toBe(
    'https://x.test/a#:~:text=Sort%20by%20parent%20id%20first.',
  );
});

test('a long quote is found by both of its ends', () => {
  const quote = 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen';
  expect(sourceLink('https://x.test/a', quote, BASE)).toBe(
    'https://x.test/a#:~:text=one%20two%20three%20four%20five%20six,nine%20ten%20eleven%20twelve%20thirteen%20fourteen',
  );
});

test('a quote over several blocks runs from the first to the last, without their marks', () => {
  expect(sourceLink('https://x.test/a', '## Why\n\n- first `x`\n- last, well-known', BASE)).toBe(
    'https://x.test/a#:~:text=Why,last%2C%20well%2Dknown',
  );
});

test('an address of our own host may be relative, and keeps its fragment', () => {
  expect(sourceLink('/demo/help/a/#b', 'x', BASE)).toBe('https://chat.test/demo/help/a/#b:~:text=x');
});

test('what may not be followed is no link', () => {
  expect(sourceLink('javascript:alert(1)', 'x', BASE)).toBeNull();
  expect(sourceLink(null, 'x', BASE)).toBeNull();
  expect(sourceLink('', 'x', BASE)).toBeNull();
});
