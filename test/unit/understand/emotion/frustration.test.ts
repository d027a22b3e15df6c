import { describe, expect, test } from 'vitest';
import { frustration, newTrend, nextTrend } from '../../../../src/understand/emotion/frustration.ts';

const neutral = { label: 'neutral', score: 0.9 } as const;

describe('frustration', () => {
  test('without a history it is the message’s own', () => {
    expect(frustration({ strain: 0.4, sentiment: neutral, previous: [] })).toBeCloseTo(0.4);
  });

  test('complaints before make the same message more', () => {
    const alone = frustration({ strain: 0.4, sentiment: neutral, previous: [] });
    const third = frustration({ strain: 0.4, sentiment: neutral, previous: [0.4, 0.5] });
    expect(third).toBeGreaterThan(alone);
    expect(frustration({ strain: 0.4, sentiment: neutral, previous: [0.4, 0.5, 0.7] })).toBeGreaterThan(
      third,
    );
  });

  test('a surely satisfied message lets go of what was before', () => {
    const sentiment = { label: 'positive', score: 0.97 } as const;
    expect(frustration({ strain: 0.02, sentiment, previous: [0.9, 0.9, 0.9] })).toBeLessThan(0.05);
  });

  test('it stays between 0 and 1, whatever comes in', () => {
    for (const strain of [-1, 0, 1, 2, Number.NaN]) {
      const level = frustration({ strain, sentiment: neutral, previous: [5, -3, Number.NaN] });
      expect(level).toBeGreaterThanOrEqual(0);
      expect(level).toBeLessThanOrEqual(1);
    }
  });
});

describe('nextTrend', () => {
  test('the first message counts in full, later ones by half', () => {
    const first = nextTrend(newTrend(), { frustration: 0.6, value: -0.8 });
    expect(first).toEqual({ frustration: 0.6, value: -0.8, direction: 'rising', messages: 1 });
    const second = nextTrend(first, { frustration: 0.2, value: 0 });
    expect(second.frustration).toBeCloseTo(0.4);
    expect(second.value).toBeCloseTo(-0.4);
    expect(second.direction).toBe('falling');
  });

  test('the same mood again is steady', () => {
    const first = nextTrend(newTrend(), { frustration: 0.5, value: 0 });
    expect(nextTrend(first, { frustration: 0.55, value: 0 }).direction).toBe('steady');
  });

  test('it survives being stored as JSON', () => {
    const trend = nextTrend(newTrend(), { frustration: 0.3, value: 0.1 });
    expect(JSON.parse(JSON.stringify(trend))).toEqual(trend);
  });
});
