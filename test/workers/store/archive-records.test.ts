import { env } from 'cloudflare:test';
import { expect, test } from 'vitest';
import { newId } from '../../../src/domain/ids.ts';
import type { RecordsMessage } from '../../../src/protocol/queue.ts';
import { recordOf, recordsFixture } from './records-fixture.ts';

const DAY = '2026-10-20';

/** Deterministic shuffle, so that a failure can be run again. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const out = [...items];
  let state = seed;
  for (let at = out.length - 1; at > 0; at -= 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const other = state % (at + 1);
    [out[at], out[other]] = [out[other] as T, out[at] as T];
  }
  return out;
}

/** A conversation of 24 messages as the object reports it: overlapping pieces, each with the head of its moment. */
function history(organizationId: string, conversationId: string): RecordsMessage[] {
  return [1, 2, 3, 4, 5, 6].map((step) =>
    recordOf({
      organizationId,
      conversationId,
      seqs: Array.from({ length: 5 }, (_, at) => (step - 1) * 4 + at).filter((seq) => seq > 0),
      lastSeq: step * 4,
      state: step === 6 ? 'resolved' : 'waiting',
      updatedAt: `2026-10-20T08:0${step}:00.000Z`,
    }),
  );
}

test.each([1, 2, 3, 4, 5])(
  'records delivered three times in any order leave the same archive (seed %i)',
  async (seed) => {
    const { records, archive, organization } = recordsFixture();
    const organizationId = await organization();
    const conversationId = newId('cnv');
    const once = history(organizationId, conversationId);
    const outcomes = await archive(shuffled([...once, ...once, ...once], seed));
    expect(outcomes.every((outcome) => outcome.error === null)).toBe(true);

    const head = await records.conversations.get(organizationId, conversationId);
    expect(head).toEqual(once[5]?.head);
    const messages = await records.conversations.messages(organizationId, conversationId);
    expect(messages.map((message) => message.seq)).toEqual(Array.from({ length: 24 }, (_, at) => at + 1));
    expect(await records.usage.between(organizationId, DAY, DAY)).toEqual([
      { day: DAY, metric: 'conversations', value: 1 },
      { day: DAY, metric: 'messages.assistant', value: 12 },
      { day: DAY, metric: 'messages.customer', value: 12 },
    ]);
  },
);

test('one record with more messages than a statement has parameters is stored whole', async () => {
  const { records, archive, organization } = recordsFixture();
  const organizationId = await organization();
  const record = recordOf({ organizationId, seqs: Array.from({ length: 250 }, (_, at) => at + 1) });
  expect((await archive([record]))[0]?.error).toBeNull();
  const stored = await env.RECORDS.prepare('SELECT count(*) AS n FROM messages WHERE conversation_id = ?')
    .bind(record.conversationId)
    .first<{ n: number }>();
  expect(stored?.n).toBe(250);
  const counted = await records.usage.between(organizationId, DAY, DAY);
  expect(counted.filter((row) => row.metric.startsWith('messages.')).map((row) => row.value)).toEqual([
    125, 125,
  ]);
});

test('a record that cannot be stored fails alone, and its neighbours are stored', async () => {
  const { records, archive, organization } = recordsFixture();
  const organizationId = await organization();
  const good = recordOf({ organizationId, seqs: [1] });
  const orphan = recordOf({ organizationId: 'org_gone', seqs: [1] });
  const stolen = recordOf({ organizationId, seqs: [1] });
  stolen.head.organizationId = 'org_other';
  const smuggled = recordOf({ organizationId, seqs: [1] });
  smuggled.messages[0] = {
    ...smuggled.messages[0],
    conversationId: good.conversationId,
  } as (typeof good.messages)[0];
  const last = recordOf({ organizationId, seqs: [1] });
  const outcomes = await archive([good, orphan, stolen, smuggled, last]);
  expect(outcomes.map((outcome) => outcome.error === null)).toEqual([true, false, false, false, true]);
  expect(await records.conversations.get(organizationId, good.conversationId)).not.toBeNull();
  expect(await records.conversations.get(organizationId, last.conversationId)).not.toBeNull();
});

test('an event is marked processed together with what it wrote, or not at all', async () => {
  const { records, archive, organization } = recordsFixture();
  const good = recordOf({ organizationId: await organization(), seqs: [1] });
  const orphan = recordOf({ organizationId: 'org_gone', seqs: [1] });
  await archive([good, orphan]);
  expect(await records.events.done([good.eventId, orphan.eventId])).toEqual(new Set([good.eventId]));
});

test('the same conversation id in another organization is another conversation', async () => {
  const { records, archive, organization } = recordsFixture();
  const [ours, theirs] = [await organization(), await organization()];
  const conversationId = newId('cnv');
  await archive([recordOf({ organizationId: ours, conversationId, subject: 'ours', seqs: [1] })]);
  await archive([recordOf({ organizationId: theirs, conversationId, subject: 'theirs', seqs: [1, 2] })]);
  expect(await records.conversations.messages(ours, conversationId)).toHaveLength(1);
  expect(await records.conversations.messages(theirs, conversationId)).toHaveLength(2);
  expect((await records.conversations.get(ours, conversationId))?.subject).toBe('ours');
  expect((await records.conversations.get(theirs, conversationId))?.subject).toBe('theirs');
});

test('feedback keeps the newest opinion, whatever the order of arrival', async () => {
  const { records, archive, organization } = recordsFixture();
  const organizationId = await organization();
  const conversationId = newId('cnv');
  const opinion = (rating: number, minute: number) => ({
    id: `fbk_${conversationId}`,
    messageId: null,
    rating,
    comment: `rated ${rating}`,
    by: 'cus_1',
    createdAt: `2026-10-20T08:0${minute}:00.000Z`,
  });
  const record = (rating: number, minute: number) =>
    recordOf({ organizationId, conversationId, feedback: [opinion(rating, minute)] });
  await archive([record(5, 3), record(1, 2), record(4, 1), record(5, 3)]);
  expect(await records.conversations.feedback(organizationId, conversationId)).toEqual([opinion(5, 3)]);
});

test('names, e-mails and comments of customers do not stand readable in the database', async () => {
  const { records, archive, organization } = recordsFixture();
  const organizationId = await organization();
  const comment = 'my secret remark';
  const given = {
    id: newId('fbk'),
    messageId: null,
    rating: 1,
    comment,
    by: 'cus_1',
    createdAt: `${DAY}T08:00:00.000Z`,
  };
  const record = recordOf({ organizationId, email: 'Grace@Example.test', feedback: [given] });
  await archive([record]);
  const rows = await env.RECORDS.batch([
    env.RECORDS.prepare('SELECT * FROM conversations WHERE organization_id = ?').bind(organizationId),
    env.RECORDS.prepare('SELECT * FROM feedback WHERE organization_id = ?').bind(organizationId),
  ]);
  const raw = JSON.stringify(rows.map((result) => result.results));
  expect(raw).not.toMatch(/grace|hopper|example\.test|secret remark/i);
  const found = await records.conversations.list(organizationId, { text: 'grace@EXAMPLE.test' });
  expect(found.ok && found.value.data.map((head) => head.customer.email)).toEqual(['Grace@Example.test']);
});
