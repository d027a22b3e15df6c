import { env } from 'cloudflare:test';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newId } from '../../../src/domain/ids.ts';
import type { RecordsMessage } from '../../../src/protocol/queue.ts';
import { messageRow } from '../../../src/store/conversation-row.ts';
import { messages } from '../../../src/store/schema/conversations.ts';
import { callOf, recordOf, recordsFixture, runOf } from './records-fixture.ts';

const DAY = '2026-10-20';
const MONTH = { from: '2026-10-01', to: '2026-10-31' };

async function archive() {
  const fixture = recordsFixture();
  const { records } = fixture;
  return {
    ...fixture,
    organizationId: await fixture.organization(),
    /** All of these are stored, in one delivery. */
    async stored(delivery: RecordsMessage[]) {
      expect((await fixture.archive(delivery)).map(({ error }) => error)).toEqual(delivery.map(() => null));
    },
    /** What an organization's day comes to. */
    async sums(organizationId: string) {
      const counted = await records.usage.between(organizationId, DAY, DAY);
      const [calls] = await records.llmCalls.usage(organizationId, MONTH, []);
      return {
        ...Object.fromEntries(counted.map(({ metric, value }) => [metric, value])),
        calls: calls?.calls ?? 0,
        costMicros: calls?.costMicros ?? 0,
      };
    },
  };
}

/** A record's only message, to be changed. */
function messageIn(record: RecordsMessage): RecordsMessage['messages'][number] {
  const [message] = record.messages;
  if (!message) throw new Error('a message is expected');
  return message;
}

test('the same conversation, message and call in several records of one delivery count once', async () => {
  const { records, organizationId, stored, sums } = await archive();
  const conversationId = newId('cnv');
  const calls = ['a', 'b'].map((name) => callOf(`llm_${conversationId}_${name}`));
  const record = (seqs: number[], part: typeof calls) =>
    recordOf({ organizationId, conversationId, seqs, calls: part });
  await stored([
    record([1, 2], calls),
    record([2, 3], calls.toReversed()),
    record([1, 2, 3], calls.slice(1)),
  ]);
  expect(await sums(organizationId)).toEqual({
    ...{ conversations: 1, 'messages.customer': 2, 'messages.assistant': 1 },
    ...{ calls: 2, costMicros: 3_000 },
  });
  expect(await records.llmCalls.conversation(organizationId, conversationId)).toMatchObject({ calls: 2 });
  await stored([record([3, 4], calls), record([4], [callOf(`llm_${conversationId}_c`)])]);
  expect(await sums(organizationId)).toMatchObject({ conversations: 1, 'messages.assistant': 2, calls: 3 });
});

test.each(['forwards', 'backwards'])(
  'of several heads in one delivery the newest stays, told %s',
  async (order) => {
    const { records, organizationId, stored } = await archive();
    const conversationId = newId('cnv');
    const head = (lastSeq: number, epoch: number, minute: number) =>
      recordOf({
        ...{ organizationId, conversationId, lastSeq, epoch, subject: `${lastSeq} ${epoch} ${minute}` },
        updatedAt: `${DAY}T08:0${minute}:00.000Z`,
      });
    const heads = [head(1, 9, 9), head(2, 0, 8), head(2, 1, 3), head(2, 1, 4)];
    const delivery = order === 'forwards' ? heads : heads.toReversed();
    await stored(delivery);
    expect(await records.conversations.get(organizationId, conversationId)).toEqual(heads[3]?.head);
    await stored(
      [head(2, 1, 4), head(2, 0, 9), head(1, 2, 9)].map((one) => ({ ...one, eventId: newId('evt') })),
    );
    expect((await records.conversations.get(organizationId, conversationId))?.subject).toBe('2 1 4');
  },
);

test('a reading that comes later in the same delivery is kept, but for a message of another conversation', async () => {
  const { records, organizationId, stored } = await archive();
  const [said, read, foreign, unread] = [1, 2, 3, 4].map(() =>
    recordOf({ organizationId, conversationId: 'cnv_read', seqs: [1] }),
  ) as [RecordsMessage, RecordsMessage, RecordsMessage, RecordsMessage];
  Object.assign(messageIn(read), { language: 'de', text: 'not what was said' });
  const other = recordOf({ organizationId, conversationId: 'cnv_other' });
  other.messages = [{ ...messageIn(foreign), conversationId: 'cnv_other', language: 'fr' }];
  await stored([said, read, other, unread]);
  expect(await records.conversations.messages(organizationId, 'cnv_read')).toEqual([
    { ...messageIn(said), language: 'de' },
  ]);
  expect(await records.conversations.messages(organizationId, 'cnv_other')).toEqual([]);
});

test('organizations with equal ids in one delivery do not mix', async () => {
  const { records, organization, stored, sums } = await archive();
  const [ours, theirs] = [await organization(), await organization()];
  const [conversationId, feedbackId, callId, runId] = [newId('cnv'), newId('fbk'), newId('llm'), 'run_1'];
  const record = (organizationId: string, rating: number, seqs: number[], costMicros: number) =>
    recordOf({
      ...{ organizationId, conversationId, seqs, subject: organizationId },
      calls: [callOf(callId, { costMicros })],
      runs: [runOf(runId, rating === 1 ? ['asked', 'started'] : ['asked'])],
      feedback: [
        {
          ...{ id: feedbackId, messageId: null, rating, comment: organizationId, by: 'cus_1' },
          createdAt: `${DAY}T08:0${rating}:00.000Z`,
        },
      ],
    });
  await stored([
    record(ours, 1, [1, 2], 10),
    record(theirs, 5, [1, 2, 3], 20),
    record(ours, 1, [2], 30),
    record(theirs, 5, [3], 40),
  ]);
  for (const [organizationId, rating, seqs, costMicros] of [
    [ours, 1, [1, 2], 10],
    [theirs, 5, [1, 2, 3], 20],
  ] as const) {
    expect(await records.conversations.get(organizationId, conversationId)).toMatchObject({
      ...{ subject: organizationId, lastSeq: seqs.length },
    });
    const said = await records.conversations.messages(organizationId, conversationId);
    expect(said.map(({ seq }) => seq)).toEqual(seqs);
    expect(await records.conversations.feedback(organizationId, conversationId)).toMatchObject([
      { rating, comment: organizationId },
    ]);
    expect(await sums(organizationId)).toMatchObject({ conversations: 1, calls: 1, costMicros });
    expect(await records.llmCalls.conversation(organizationId, conversationId)).toMatchObject({ costMicros });
    const runs = await records.toolRuns.list(organizationId, conversationId, {});
    expect(runs.ok && runs.value.data.map(({ state }) => state)).toEqual([
      rating === 1 ? 'started' : 'asked',
    ]);
  }
});

test('a bad record among many fails alone, and what came with it counts once', async () => {
  const { records, organizationId, archive: deliver, sums } = await archive();
  const good = Array.from({ length: 30 }, () =>
    recordOf({ organizationId, seqs: [1, 2], calls: [callOf(newId('llm'))] }),
  );
  const orphan = recordOf({ organizationId: 'org_gone', seqs: [1] });
  const twice = recordOf({ organizationId, seqs: [1] });
  twice.messages.push({ ...messageIn(twice), id: newId('msg') });
  const delivery = [...good.slice(0, 7), orphan, ...good.slice(7, 20), twice, ...good.slice(20)];
  const outcomes = await deliver(delivery);
  expect(outcomes.map(({ record }) => record)).toEqual(delivery);
  expect(outcomes.filter(({ error }) => error !== null).map(({ record }) => record)).toEqual([orphan, twice]);
  expect(await sums(organizationId)).toEqual({
    ...{ conversations: 30, 'messages.customer': 30, 'messages.assistant': 30 },
    ...{ calls: 30, costMicros: 45_000 },
  });
  const events = delivery.map(({ eventId }) => eventId);
  expect(await records.events.done(events)).toEqual(new Set(good.map(({ eventId }) => eventId)));
});

const TEXTS = [
  ['a NUL', 'a\u0000b\u0000'],
  ['half of a pair', 'x\ud83dy'],
  ['the other half first', '\ude00\ud83d'],
  ['a pair', '\u{1f469}\u200d\u{1f680}'],
  ['control characters', '\u0001\b\t\n\r\u001f\u007f\u2028\ufeff\uffff'],
  ['what JSON escapes', '\\u0000 \\" {"a":[1,null,true]} / \' %'],
  ['a number', '007'],
  ['a word of JSON', 'null'],
  ['nothing', ''],
] as const;

test.each(TEXTS)('text with %s is stored as if it were bound by itself', async (_name, text) => {
  const { deps, organizationId, stored } = await archive();
  const record = recordOf({ organizationId, seqs: [1], subject: text });
  Object.assign(messageIn(record), {
    ...{ text, clientId: text, model: text, quickReplies: [text, text], author: { id: text, name: text } },
    ...{ citations: [{ n: 1, articleId: text, title: text, url: null, quote: text }], language: text },
  });
  await stored([record]);
  const read = () =>
    env.RECORDS.prepare(
      `SELECT hex(subject) AS subject, hex(text) AS text, hex(client_id) AS client, hex(citations) AS citations, hex(model) AS model,
         hex(quick_replies) AS replies, hex(author_id) AS author, hex(reading) AS reading, typeof(text) AS type
       FROM messages JOIN conversations AS c ON c.organization_id = messages.organization_id AND c.id = conversation_id
       WHERE c.organization_id = ?`,
    )
      .bind(organizationId)
      .first();
  const archived = await read();
  await deps.db.delete(messages).where(eq(messages.organizationId, organizationId));
  await deps.db.insert(messages).values(messageRow(organizationId, messageIn(record)));
  await env.RECORDS.prepare('UPDATE conversations SET subject = ? WHERE organization_id = ?')
    .bind(text, organizationId)
    .run();
  expect(archived).toEqual(await read());
});

test('numbers, truths and what is absent are stored as what they are', async () => {
  const { organizationId, stored } = await archive();
  const largest = Number.MAX_SAFE_INTEGER;
  const record = recordOf({
    ...{ organizationId, seqs: [1], epoch: largest, lastSeq: largest },
    calls: [callOf(newId('llm'), { costMicros: largest, estimated: true, priced: false, firstMs: 0.4 })],
  });
  record.head.customer.verified = true;
  Object.assign(messageIn(record), { confidence: 1, cost: 1e-7 });
  await stored([record]);
  const row = await env.RECORDS.prepare(
    `SELECT epoch = 9007199254740991 AS epoch, last_seq = 9007199254740991 AS last, customer_verified AS verified,
       confidence, typeof(confidence) AS real, cost, quick_replies, reading, citations, locale, subject,
       typeof(cost_micros) AS integer, cost_micros = 9007199254740991 AS micros, estimated, priced, first_ms, prompt
     FROM messages JOIN conversations AS c ON c.organization_id = messages.organization_id AND c.id = messages.conversation_id
       JOIN llm_calls AS l ON l.organization_id = c.organization_id WHERE c.organization_id = ?`,
  )
    .bind(organizationId)
    .first();
  expect(row).toEqual({
    ...{ epoch: 1, last: 1, verified: 1, confidence: 1, real: 'real', cost: 1e-7, quick_replies: null },
    ...{ reading: null, citations: '[]', locale: 'en', subject: null, integer: 'integer', micros: 1 },
    ...{ estimated: 1, priced: 0, first_ms: 0, prompt: null },
  });
});

test('a delivery of more text than one parameter may hold is stored whole', async () => {
  const { organizationId, stored } = await archive();
  const delivery = Array.from({ length: 60 }, () => recordOf({ organizationId, seqs: [1, 2] }));
  for (const message of delivery.flatMap(({ messages: said }) => said)) message.text = '語'.repeat(8_000);
  await stored(delivery);
  const counted = await env.RECORDS.prepare(
    'SELECT COUNT(*) AS messages, SUM(length(text)) AS characters FROM messages WHERE organization_id = ?',
  )
    .bind(organizationId)
    .first();
  expect(counted).toEqual({ messages: 120, characters: 960_000 });
});
