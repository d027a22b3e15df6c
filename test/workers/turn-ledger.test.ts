import { afterEach, expect, test } from 'vitest';
import type { LlmCall } from '../../src/domain/llm.ts';
import type { ToolRun, TurnLedger } from '../../src/domain/turn-ledger.ts';
import {
  agent,
  connect,
  messagesOf,
  openConversation,
  post,
  scriptedAnswer,
  until,
} from '../support/conversation-kit.ts';
import { resetScript, script } from '../support/test-worker.ts';

afterEach(resetScript);

function call(id: string, costMicros: number): LlmCall {
  return {
    id,
    task: 'answer',
    model: 'openai/test',
    usage: { inputTokens: 10, cachedInputTokens: 0, cacheWriteTokens: 0, outputTokens: 5 },
    estimated: false,
    costMicros,
    priced: true,
    startedAt: '2026-01-01T00:00:00.000Z',
    firstMs: 5,
    totalMs: 9,
    outcome: 'complete',
  };
}

function run(id: string, state: ToolRun['state']): ToolRun {
  return {
    id,
    turnId: 'trn_x',
    tool: 'cancel_order',
    state,
    input: { order: '1001' },
    preview: 'Cancel order 1001?',
    result: null,
    expiresAt: '2026-01-01T00:10:00.000Z',
    createdAt: '2026-01-01T00:00:00.000Z',
  };
}

test('what a turn keeps is there in the next turn of the same conversation, and nowhere else', async () => {
  const seen: [string, number, string | undefined][] = [];
  script.answer = async ({ ledger }) => {
    seen.push([ledger.memory().summary.text, ledger.spentMicros(), ledger.toolRuns()[0]?.state]);
    const { summary } = ledger.memory();
    ledger.saveMemory({ vault: null, summary: { text: `${summary.text}+`, throughSeq: 1 }, facts: [] });
    ledger.addCall(call(`llm_${seen.length}`, 1_500));
    ledger.saveToolRun(run('run_1', seen.length === 1 ? 'asked' : 'done'));
    return { kind: 'reply', answer: scriptedAnswer('ok') };
  };
  const stub = await openConversation();
  for (const [at, text] of ['one', 'two', 'three'].entries()) {
    await post(stub, text);
    await until(async () => (await messagesOf(stub)).length === 2 * (at + 1));
  }
  await post(await openConversation(), 'elsewhere');
  await until(() => seen.length === 4);
  expect(seen).toEqual([
    ['', 0, undefined],
    ['+', 1_500, 'asked'],
    ['++', 3_000, 'done'],
    ['', 0, undefined],
  ]);
});

test('a reply says what its calls cost, each turn its own, and sockets do not tell', async () => {
  let turn = 0;
  script.answer = async ({ ledger }) => {
    turn += 1;
    if (turn === 1) {
      ledger.addCall(call('llm_a', 1_500));
      ledger.addCall(call('llm_b', 500));
      ledger.addCall(call('llm_b', 500));
    }
    return { kind: 'reply', answer: scriptedAnswer('ok') };
  };
  const stub = await openConversation();
  const socket = await connect(stub);
  await post(stub, 'one');
  await post(stub, 'two');
  await until(async () => (await messagesOf(stub)).length === 4);
  await until(() => socket.messages().length === 4);
  expect(socket.messages().some((message) => 'cost' in message)).toBe(false);
  const replies = (await messagesOf(stub)).filter(({ role }) => role === 'assistant');
  expect(replies.map(({ cost }) => cost)).toEqual([0.002, undefined]);
});

test('after a takeover a turn can keep nothing, but what it has spent is accounted for', async () => {
  const held: { ledger?: TurnLedger; refused: string[] } = { refused: [] };
  let released = false;
  script.answer = async ({ ledger }) => {
    held.ledger = ledger;
    while (!released) await scheduler.wait(5);
    for (const write of [
      () => ledger.saveMemory({ vault: null, summary: { text: 'x', throughSeq: 1 }, facts: [] }),
      () => ledger.saveToolRun(run('run_1', 'started')),
      () => ledger.addCall(call('llm_a', 700)),
    ]) {
      try {
        write();
        held.refused.push('kept');
      } catch (error) {
        held.refused.push(error instanceof Error ? error.name : '');
      }
    }
    return { kind: 'reply', answer: scriptedAnswer('never said') };
  };
  const stub = await openConversation();
  await connect(stub);
  await post(stub, 'tell me');
  await until(() => held.ledger !== undefined);
  await stub.takeover({ actor: agent, requestId: 'req_test' });
  released = true;
  await until(() => held.refused.length === 3);
  expect(held.refused).toEqual(['AbortError', 'AbortError', 'kept']);
});

test('how a change ended that was under way at a takeover is kept, and that one was taken back, though the turn may write nothing more', async () => {
  const held: { isUnderWay: boolean; wrote: string[]; runs: string[][] } = {
    ...{ isUnderWay: false, wrote: [], runs: [] },
  };
  let released = false;
  script.answer = async ({ ledger }) => {
    ledger.saveToolRun(run('run_asked', 'asked'));
    ledger.saveToolRun(run('run_before', 'started'));
    ledger.saveToolRun(run('run_before', 'done'));
    ledger.saveToolRun(run('run_1', 'started'));
    held.isUnderWay = true;
    while (!released) await scheduler.wait(5);
    for (const [id, state] of [
      ['run_1', 'done'],
      ['run_1', 'failed'],
      ['run_asked', 'done'],
      ['run_new', 'failed'],
      ['run_before', 'undone'],
      ['run_asked', 'undone'],
    ] as const) {
      try {
        ledger.saveToolRun(run(id, state));
        held.wrote.push('kept');
      } catch (error) {
        held.wrote.push(error instanceof Error ? error.name : '');
      }
    }
    held.runs = ledger.toolRuns().map(({ id, state }) => [id, state]);
    return { kind: 'reply', answer: scriptedAnswer('never said') };
  };
  const stub = await openConversation();
  await connect(stub);
  await post(stub, 'cancel it');
  await until(() => held.isUnderWay);
  await stub.takeover({ actor: agent, requestId: 'req_test' });
  released = true;
  await until(() => held.runs.length > 0);
  expect(held.wrote).toEqual(Array(6).fill('AbortError'));
  expect(held.runs.toSorted()).toEqual([
    ['run_1', 'done'],
    ['run_asked', 'asked'],
    ['run_before', 'undone'],
  ]);
});

test('text that nothing follows is sent within the time of a delta', async () => {
  let released = false;
  script.answer = async (_input, write) => {
    write('First. ');
    write('Second.');
    while (!released) await scheduler.wait(5);
    return { kind: 'reply', answer: scriptedAnswer('First. Second.') };
  };
  const stub = await openConversation();
  const socket = await connect(stub);
  await post(stub, 'tell me');
  await until(() => socket.streamed() === 'First. Second.');
  released = true;
  await until(() => socket.messages().some(({ role }) => role === 'assistant'));
});

test('what a model had said is there when its turn is taken up again, and gone when the turn has ended', async () => {
  const found: (string | null)[] = [];
  script.answer = async ({ ledger }) => {
    found.push(ledger.progress());
    ledger.saveProgress(`${ledger.progress() ?? ''}One sentence. `);
    if (found.length === 1) throw new Error('interrupted');
    return { kind: 'reply', answer: scriptedAnswer('ok') };
  };
  const stub = await openConversation();
  await post(stub, 'one');
  await until(async () => (await messagesOf(stub)).length === 2);
  await post(stub, 'two');
  await until(async () => (await messagesOf(stub)).length === 4);
  expect(found).toEqual([null, 'One sentence. ', null]);
});
