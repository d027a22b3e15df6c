import { describe, expect, test } from 'vitest';
import { SAMPLE_CHARS, spreadSample } from '../../../../src/understand/language/spread-sample.ts';

describe('a sample', () => {
  test('is the text itself where that is short', () => {
    expect(spreadSample('short', SAMPLE_CHARS)).toBe('short');
  });

  test('of a long text is bounded, and has its start, its middle and its end', () => {
    const text = `${'s'.repeat(30_000)}${'m'.repeat(30_000)}${'e'.repeat(40_000)}`;
    const sample = spreadSample(text, SAMPLE_CHARS);
    expect(sample.length).toBeLessThanOrEqual(SAMPLE_CHARS);
    for (const letter of 'sme') expect(sample).toContain(letter);
    expect(sample.endsWith('e')).toBe(true);
  });
});
