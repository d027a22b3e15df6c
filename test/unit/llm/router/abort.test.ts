import { describe, expect, test } from 'vitest';
import type { TurnBudget } from '../../../../src/llm/budget/turn-budget.ts';
import { A, accepted, B, end, failed, good, type Step, stage, text, usage } from './scripted.ts';

const script: Step[] = [
  100,
  accepted(A),
  100,
  usage(90, 1),
  text('one '),
  100,
  text('two '),
  100,
  text('three'),
  100,
  end,
];

describe('giving up', () => {
  test('at every moment: it ends at once, once, the provider is told, and the call is accounted for with what is known', async () => {
    for (let at = 0; at <= 520; at += 10) {
      const { run, sent, calls, time, under } = stage({ [A]: [script] });
      const control = new AbortController();
      if (at === 0) control.abort();
      else void time.sleep(at).then(() => control.abort());
      const { events, at: moments, said } = await run({ signal: control.signal });
      const where = `at ${at} ms`;
      const ended = at > 500;
      expect(events.at(-1), where).toMatchObject(
        ended ? end : { kind: 'failed', failure: { reason: 'aborted', next: 'stop' } },
      );
      expect(
        events.filter(({ kind }) => kind === 'end' || kind === 'failed'),
        where,
      ).toHaveLength(1);
      expect(moments.at(-1), where).toBe(Math.min(at, 500));
      expect('one two three'.startsWith(said), where).toBe(true);
      expect(sent, where).toHaveLength(at === 0 ? 0 : 1);
      expect(
        calls.map(({ outcome }) => outcome),
        where,
      ).toEqual(at === 0 ? [] : [ended ? 'complete' : 'aborted']);
      expect(under.now, where).toBe(0);
      expect(time.waiting, where).toBe(ended ? 1 : 0);
      if (at > 0 && at < 200) expect(calls[0], where).toMatchObject({ estimated: true });
      if (at > 300 && !ended) expect(calls[0]?.usage, where).toMatchObject({ inputTokens: 90 });
    }
  });

  test('while two are asked, both end and both are accounted for', async () => {
    const { run, calls, time } = stage({ [A]: [['hang']], [B]: [['hang']] });
    const control = new AbortController();
    void time.sleep(4_000).then(() => control.abort());
    const { events, at } = await run({ signal: control.signal });
    expect(events).toMatchObject([failed('aborted', { detail: 'given up', next: 'stop' })]);
    expect(at).toEqual([4_000]);
    expect(calls.map(({ model, outcome }) => [model, outcome])).toEqual([
      [A, 'aborted'],
      [B, 'aborted'],
    ]);
  });

  test('while leave to spend is waited for, nothing is sent, and the leave is given back when it comes', async () => {
    const settled: unknown[] = [];
    const { run, sent, time } = stage({ [A]: [good(A)] });
    const budget: TurnBudget = {
      reserve: async ({ maxOutputTokens }) => {
        await time.sleep(1_000);
        return { ok: true, maxOutputTokens, settle: (call) => settled.push(call) };
      },
      roomForTwo: () => true,
      close: () => {},
    };
    const control = new AbortController();
    void time.sleep(300).then(() => control.abort());
    const { at } = await run({ budget, signal: control.signal });
    expect(at).toEqual([300]);
    await time.until(time.sleep(2_000));
    expect(sent).toEqual([]);
    expect(settled).toEqual([null]);
  });

  test('while a retry is waited for, nothing more is sent', async () => {
    const { run, sent, time } = stage({ [A]: [[failed('unavailable', { next: 'retry' })]] });
    const control = new AbortController();
    void time.sleep(50).then(() => control.abort());
    const { at } = await run({ chain: [A], signal: control.signal });
    expect(at).toEqual([50]);
    expect(sent).toHaveLength(1);
    expect(time.waiting).toBe(0);
  });

  test('a caller who stops reading ends the call, and it is accounted for', async () => {
    const { ask, calls, time, under } = stage({ [A]: [script] });
    const read = async () => {
      for await (const event of ask()) if (event.kind === 'text') return event.text;
      return '';
    };
    expect(await time.until(read())).toBe('one ');
    expect(calls).toMatchObject([{ outcome: 'aborted', firstMs: 200 }]);
    expect([under.now, time.waiting]).toEqual([0, 0]);
  });
});
