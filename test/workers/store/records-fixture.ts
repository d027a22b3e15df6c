import { env } from 'cloudflare:test';
import { createFieldCipher } from '../../../src/auth/field-cipher.ts';
import { newId } from '../../../src/domain/ids.ts';
import type { LlmCall } from '../../../src/domain/llm.ts';
import type { RecordsMessage } from '../../../src/protocol/queue.ts';
import type { ToolRunStep, WireToolRun } from '../../../src/protocol/tool-run.ts';
import { archiveRecords } from '../../../src/store/archive-records.ts';
import { openRecords } from '../../../src/store/database.ts';
import type { StoreDeps } from '../../../src/store/deps.ts';
import { createRecords } from '../../../src/store/records.ts';

export const START = Date.parse('2026-10-20T08:00:00.000Z');

/** The records of one test: a clock that the test moves, and organizations of its own, so that tests cannot meet. */
export function recordsFixture() {
  const time = { now: START };
  const deps: StoreDeps = {
    db: openRecords(env.RECORDS),
    sealer: createFieldCipher([{ kid: 'k1', secret: btoa('f'.repeat(32)) }]),
    clock: () => time.now,
    newId: (prefix) => newId(prefix),
  };
  const records = createRecords(deps);
  return {
    time,
    deps,
    records,
    archive: (messages: RecordsMessage[]) => archiveRecords(deps, messages),
    /** A new organization's id. */
    async organization(): Promise<string> {
      const made = await records.organizations.create({
        name: 'Test',
        tier: 'team',
        widgetKey: newId('key'),
      });
      if (!made.ok) throw new Error(made.error.reason);
      return made.value.id;
    },
    /** A new user of an organization. */
    async user(organizationId: string, role: 'owner' | 'admin' | 'agent' = 'agent') {
      const email = `${newId('usr')}@example.test`;
      const made = await records.users.create(
        organizationId,
        { email, name: 'Ada', role, passwordHash: 'scrypt$none' },
        100,
      );
      if (!made.ok) throw new Error(made.error.reason);
      return made.value;
    },
  };
}

export interface RecordShape {
  organizationId: string;
  conversationId?: string;
  lastSeq?: number;
  epoch?: number;
  updatedAt?: string;
  state?: RecordsMessage['head']['state'];
  owner?: string;
  channel?: string;
  subject?: string | null;
  email?: string | null;
  /** Sequence numbers of the messages that travel with it. */
  seqs?: number[];
  feedback?: RecordsMessage['feedback'];
  calls?: LlmCall[];
  runs?: WireToolRun[];
}

/** A call of a model that went well. */
export function callOf(id: string, changes: Partial<LlmCall> = {}): LlmCall {
  return {
    id,
    task: 'answer',
    model: 'openai/small',
    usage: { inputTokens: 100, cachedInputTokens: 20, cacheWriteTokens: 3, outputTokens: 50 },
    estimated: false,
    costMicros: 1_500,
    priced: true,
    startedAt: '2026-10-20T08:00:00.000Z',
    firstMs: 200,
    totalMs: 900,
    outcome: 'complete',
    ...changes,
  };
}

/** A change that was in these states, a second apart. */
export function runOf(
  id: string,
  states: readonly ToolRunStep['state'][],
  changes: Partial<WireToolRun> = {},
): WireToolRun {
  return {
    ...{ id, tool: 'shop_cancel_order', effect: 'changes', createdAt: '2026-10-20T08:00:00.000Z' },
    steps: states.map((state, second) => ({
      ...{ state, at: `2026-10-20T08:00:0${second}.000Z` },
      ...{ messageSeq: second === 0 ? 1 : 3, requestId: `req_${state}` },
    })),
    ...changes,
  };
}

/** What a conversation object would send. Message ids follow from conversation and seq, as in a redelivery. */
export function recordOf(shape: RecordShape): RecordsMessage {
  const conversationId = shape.conversationId ?? newId('cnv');
  const seqs = shape.seqs ?? [];
  return {
    kind: 'records',
    eventId: newId('evt'),
    requestId: 'req_test',
    organizationId: shape.organizationId,
    conversationId,
    jurisdiction: null,
    from: 1,
    through: 1,
    head: {
      id: conversationId,
      organizationId: shape.organizationId,
      state: shape.state ?? 'waiting',
      owner: shape.owner ?? 'ai',
      epoch: shape.epoch ?? 0,
      lastSeq: shape.lastSeq ?? Math.max(0, ...seqs),
      channel: shape.channel ?? 'web',
      customer: {
        id: 'cus_1',
        name: 'Grace Hopper',
        email: shape.email === undefined ? 'grace@example.test' : shape.email,
        externalId: null,
        verified: false,
      },
      subject: shape.subject ?? null,
      locale: 'en',
      createdAt: '2026-10-20T08:00:00.000Z',
      updatedAt: shape.updatedAt ?? '2026-10-20T08:00:00.000Z',
    },
    messages: seqs.map((seq) => messageOf(conversationId, seq)),
    feedback: shape.feedback ?? [],
    ...(shape.runs ? { runs: shape.runs.map((run) => ({ messageSeq: 1, run })) } : {}),
    ...(shape.calls ? { calls: shape.calls.map((call) => ({ messageSeq: 1, call })) } : {}),
  };
}

function messageOf(conversationId: string, seq: number): RecordsMessage['messages'][number] {
  return {
    id: `msg_${conversationId.slice(4)}x${seq}`,
    conversationId,
    seq,
    role: seq % 2 === 1 ? 'customer' : 'assistant',
    text: `message ${seq}`,
    createdAt: '2026-10-20T08:00:00.000Z',
    citations: [],
  };
}
