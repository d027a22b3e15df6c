import { expect, test, vi } from 'vitest';
import { sleep } from '../../../../src/llm/router/sleep.ts';

test('a wait that nobody needs any more ends at once and leaves no timer behind', async () => {
  vi.useFakeTimers();
  try {
    const control = new AbortController();
    const waits = [sleep(60_000, control.signal), sleep(5_000, control.signal)];
    expect(vi.getTimerCount()).toBe(2);
    control.abort();
    await Promise.all(waits);
    expect(vi.getTimerCount()).toBe(0);
    await sleep(60_000, control.signal);
    expect(vi.getTimerCount()).toBe(0);
    const whole = sleep(1_000);
    vi.advanceTimersByTime(1_000);
    await whole;
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});
