import { runDurableObjectAlarm } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { queueMessageSchema, type RecordsMessage } from '../../src/protocol/queue.ts';
import { composeRecords } from '../../workers/conversation/outbox.ts';
import type { ConversationReader } from '../../workers/conversation/reader.ts';
import { messagesOf, openConversation, post, scriptedAnswer, until } from '../support/conversation-kit.ts';
import { resetScript, script } from '../support/test-worker.ts';
import { callOf, recordOf, runOf } from './store/records-fixture.ts';

afterEach(resetScript);

/** The queue's limit, and what sealing makes of a text at most: 4 characters for 3 bytes, and an envelope. */
const QUEUE_BYTES = 128_000;
const sealedBytes = (record: RecordsMessage) =>
  (new TextEncoder().encode(JSON.stringify(record)).length * 4) / 3 + 1_000;

test('calls of a turn travel with the message that they were made for, each once however many outbox rows name it', async () => {
  let now = Date.now();
  const sent: RecordsMessage[] = [];
  script.clock = () => now;
  script.sendRecords = async (messages) => {
    sent.push(...messages);
  };
  const calls = ['llm_1', 'llm_2', 'llm_3'].map((id) => callOf(id));
  script.answer = async ({ ledger }) => {
    for (const call of calls) ledger.addCall(call);
    return { kind: 'reply', answer: scriptedAnswer('done') };
  };
  const stub = await openConversation();
  await post(stub, 'look it up');
  await until(async () => (await messagesOf(stub)).length === 2);
  now += 5_000;
  await runDurableObjectAlarm(stub);
  expect(sent).toHaveLength(1);
  expect(sent[0]?.messages.map(({ seq }) => seq).sort()).toEqual([1, 2]);
  expect(sent[0]?.calls).toEqual(calls.map((call) => ({ messageSeq: 1, call })));
  expect(queueMessageSchema.parse(sent[0])).toEqual(sent[0]);
});

test('a record of before there were calls is still understood', () => {
  const old = recordOf({ organizationId: 'org_1', seqs: [1] });
  expect('calls' in old).toBe(false);
  expect(queueMessageSchema.parse(old)).toEqual(old);
});

test('the longest messages with as many calls and runs as a turn can make stay within the queue’s limit, one by one', () => {
  const { head, messages } = recordOf({ organizationId: 'org_1', seqs: [1, 3, 5] });
  const reader: Pick<ConversationReader, 'head' | 'message' | 'feedback' | 'callsOf' | 'runsOf'> = {
    head: () => head,
    message: (seq) => {
      const found = messages.find((message) => message.seq === seq);
      return found ? { ...messageOf(found), text: '語'.repeat(8_000) } : null;
    },
    feedback: () => null,
    callsOf: (seq) =>
      Array.from({ length: 300 }, (_, at) =>
        callOf(`llm_${'0'.repeat(18)}${seq}${at}`, {
          model: `compatible/${'m'.repeat(40)}`,
          outcome: 'quota_exhausted',
        }),
      ),
    runsOf: (seq) => Array.from({ length: 30 }, (_, at) => longRun(`run_${'0'.repeat(29)}${seq}${at}`)),
  };
  const rows = [1, 3, 5, 1].map((seq, at) => ({
    ...{ id: at + 1, kind: 'message' as const, ref: String(seq), requestId: 'req_1' },
  }));
  const composed = composeRecords(reader, rows, null, () => 'evt_1');
  expect(composed.flatMap((record) => record.messages.map(({ seq }) => seq))).toEqual([1, 3, 5]);
  expect(composed.map(({ from, through }) => [from, through])).toEqual([
    [1, 1],
    [2, 2],
    [3, 4],
  ]);
  for (const record of composed) expect(sealedBytes(record)).toBeLessThan(QUEUE_BYTES);
});

function longRun(id: string) {
  const run = runOf(id, ['asked', 'started', 'failed', 'done', 'undone'], { tool: 'x'.repeat(70) });
  return { ...run, steps: run.steps.map((step) => ({ ...step, requestId: 'r'.repeat(100) })) };
}

function messageOf({
  citations,
  id,
  conversationId,
  seq,
  role,
  createdAt,
}: RecordsMessage['messages'][number]) {
  return { id, conversationId, seq, role, createdAt, citations };
}
