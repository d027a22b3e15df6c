import { describe, expect, test } from 'vitest';
import { cutMiddle, cutText } from '../../../../src/answer/context/cut-text.ts';

describe('cutting a text', () => {
  test('leaves a text alone that fits', () => {
    expect(cutText('Hello', 5)).toBe('Hello');
    expect(cutMiddle('Hello', 5)).toBe('Hello');
  });

  test('cuts no character in two', () => {
    expect(cutText('ab😀', 3)).toBe('ab');
    for (let max = 8; max < 60; max += 1) expect(cutMiddle('😀'.repeat(40), max).isWellFormed()).toBe(true);
  });

  test('leaves a token of masking whole or out', () => {
    const text = `Write to [EMAIL_1] ${'or not '.repeat(20)}to [DRIVING_LICENCE_12] now`;
    for (let max = 0; max < text.length; max += 1) {
      for (const cut of [cutText(text, max), cutMiddle(text, Math.max(max, 10))]) {
        expect(cut.length).toBeLessThanOrEqual(Math.max(max, 10));
        expect(cut.replaceAll(/\[EMAIL_1\]|\[DRIVING_LICENCE_12\]|\[…\]/g, '')).not.toMatch(
          /\[|\]|EMAIL|LICENCE/,
        );
      }
    }
  });

  test('keeps beginning and end of a long message', () => {
    const cut = cutMiddle(`My printer. ${'x '.repeat(2_000)}Please call me.`, 200);
    expect(cut).toMatch(/^My printer\. .* \[…\] .* Please call me\.$/);
    expect(cut.length).toBeLessThanOrEqual(200);
  });
});
