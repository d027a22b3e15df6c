import { expect, test } from 'vitest';
import { belowView, scrollTarget } from '../../../../widget/app/scroll-target.ts';

const view = { scrollTop: 100, scrollHeight: 1_000, clientHeight: 400 };

test('new text is followed to the end', () => {
  expect(scrollTarget(view, null)).toBe(600);
});

test('the head of what is being read never leaves the view', () => {
  expect(scrollTarget(view, 300)).toBe(288);
});

test('nothing ever scrolls backwards by itself', () => {
  expect(scrollTarget({ ...view, scrollTop: 500 }, 300)).toBe(500);
});

test('the distance to the end is what is left below the view', () => {
  expect(belowView(view)).toBe(500);
});
