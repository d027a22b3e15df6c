import { expect, test } from 'vitest';
import type { LlmRequest } from '../../../../src/domain/llm.ts';
import { memoryLedger } from '../../../support/memory-ledger.ts';
import { answerOf, DAYS, GB, LOCK, run } from './generation-kit.ts';

const FULL = `<<sure>>\n${DAYS} [1] ${LOCK} [2]\n\n1. Open the App Launcher. [1]\n2. Choose Recycle Bin. [1]\n\n${GB} [1]`;

/** Ends a turn as a crash does, in the middle of its `at`-th write, and takes it up again with the same ledger. */
async function interruptedAt(at: number, next: (request: LlmRequest) => string) {
  const ledger = memoryLedger();
  let writes = 0;
  const seen: string[] = [];
  const crash = new DOMException('the process is gone', 'AbortError');
  const first = run({
    ledger,
    scripts: [FULL],
    onWrite: (text) => {
      if (writes++ === at) throw crash;
      seen.push(text);
    },
  });
  await expect(first).rejects.toBe(crash);
  return { before: seen.join(''), second: await run({ ledger, scripts: [next, next, next] }) };
}

function restOf(request: LlmRequest): string {
  const last = request.messages.at(-1);
  const said = last?.role === 'assistant' ? last.text : '';
  return FULL.slice('<<sure>>\n'.length).slice(said.length);
}

test('a turn that was interrupted at any write says again what was seen and goes on from there', async () => {
  const whole = await run({ scripts: [FULL] });
  const writes = whole.log.filter(({ kind }) => kind === 'write').length;
  expect(writes).toBeGreaterThan(5);
  for (let at = 0; at < writes; at++) {
    const { before, second } = await interruptedAt(at, restOf);
    expect([at, whole.text.startsWith(before)]).toEqual([at, true]);
    expect([at, second.text]).toEqual([at, whole.text]);
    expect(answerOf(second).citations).toEqual(answerOf(whole).citations);
  }
});

test('a model that begins anew after an interruption repeats nothing that was seen', async () => {
  const whole = await run({ scripts: [FULL] });
  const { second } = await interruptedAt(4, () => FULL);
  expect(second.text).toBe(whole.text);
});

test('what was kept and cannot be read is not gone on from', async () => {
  for (const kept of ['', 'no JSON', '{"said":1}', '{"said":"x","models":["nobody"],"signal":null}']) {
    const ledger = memoryLedger();
    ledger.saveProgress(kept);
    const again = await run({ ledger, scripts: [FULL] });
    expect(again.text).toBe((await run({ scripts: [FULL] })).text);
  }
});
