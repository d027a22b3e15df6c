import { expect, test } from 'vitest';
import { createFieldCipher } from '../../../src/auth/field-cipher.ts';
import { newId } from '../../../src/domain/ids.ts';
import { archiveRecords } from '../../../src/store/archive-records.ts';
import { type ConversationListRequest, ConversationReader } from '../../../src/store/conversations.ts';
import { recordOf, recordsFixture } from './records-fixture.ts';

async function archive() {
  const fixture = recordsFixture();
  const organizationId = await fixture.organization();
  await fixture.archive([
    recordOf({
      organizationId,
      conversationId: 'cnv_a',
      subject: '100% off_sale',
      owner: 'usr_1',
      state: 'assigned',
    }),
    recordOf({
      organizationId,
      conversationId: 'cnv_b',
      subject: 'Login',
      channel: 'email',
      email: 'ada@example.test',
    }),
    recordOf({ organizationId, conversationId: 'cnv_c', seqs: [1, 2, 3], email: null }),
  ]);
  const find = async (request: ConversationListRequest) => {
    const page = await fixture.records.conversations.list(organizationId, request);
    return page.ok ? page.value.data.map((head) => head.id).sort() : page.error.reason;
  };
  return { ...fixture, organizationId, find };
}

test.each<[string, ConversationListRequest, string[]]>([
  ['state', { state: 'assigned' }, ['cnv_a']],
  ['channel', { channel: 'email' }, ['cnv_b']],
  ['owner', { owner: 'usr_1' }, ['cnv_a']],
  ['all filters at once', { owner: 'ai', channel: 'web', state: 'waiting' }, ['cnv_c']],
  ['part of a subject, in any case', { text: 'LOG' }, ['cnv_b']],
  ['part of a message', { text: 'message 3' }, ['cnv_c']],
  ['a whole e-mail', { text: 'ADA@example.test' }, ['cnv_b']],
  ['a whole id', { text: 'cnv_a' }, ['cnv_a']],
  ['text within another filter', { text: 'message', channel: 'email' }, []],
  ['a percent sign as itself', { text: '%' }, ['cnv_a']],
  ['an underscore as itself', { text: 'f_s' }, ['cnv_a']],
  ['a wildcard that would match everything', { text: '_o' }, []],
  ['a quote', { text: "' OR '1'='1" }, []],
  ['text longer than D1 allows in a pattern', { text: `${'é'.repeat(300)}` }, []],
])('a list is narrowed by %s', async (_name, request, expected) => {
  const { find } = await archive();
  expect(await find(request)).toEqual(expected);
});

test('messages come in order, from where they are asked', async () => {
  const { records, organizationId } = await archive();
  const seqs = async (request: { after?: number; limit?: number }) =>
    (await records.conversations.messages(organizationId, 'cnv_c', request)).map((message) => message.seq);
  expect(await seqs({})).toEqual([1, 2, 3]);
  expect(await seqs({ after: 1 })).toEqual([2, 3]);
  expect(await seqs({ after: 1, limit: 1 })).toEqual([2]);
  expect(await seqs({ limit: 10_000 })).toEqual([1, 2, 3]);
});

test('a message comes back exactly as it went in', async () => {
  const { records, archive: store, organizationId } = await archive();
  const record = recordOf({ organizationId, conversationId: newId('cnv'), seqs: [1] });
  const full = {
    id: newId('msg'),
    conversationId: record.conversationId,
    seq: 2,
    role: 'agent' as const,
    text: 'emoji 👩‍🚀 and "quotes"',
    createdAt: '2026-10-20T08:00:01.000Z',
    clientId: 'c-1',
    citations: [{ n: 1, articleId: 'art_1', title: 'T', url: null, quote: 'q' }],
    confidence: 0.75,
    quickReplies: ['Yes'],
    model: 'extractive',
    cost: 0,
    author: { id: 'usr_1', name: 'Ada' },
  };
  record.messages.push(full);
  await store([record]);
  expect((await records.conversations.messages(organizationId, record.conversationId))[1]).toEqual(full);
});

test('after a key rotation older rows still open and are still found by e-mail', async () => {
  const { deps, organizationId, time } = await archive();
  time.now += 1;
  const rotated = {
    ...deps,
    sealer: createFieldCipher([
      { kid: 'k2', secret: btoa('h'.repeat(32)) },
      { kid: 'k1', secret: btoa('f'.repeat(32)) },
    ]),
  };
  await archiveRecords(rotated, [
    recordOf({ organizationId, conversationId: 'cnv_new', email: 'ada@example.test' }),
  ]);
  const found = await new ConversationReader(rotated).list(organizationId, { text: 'ada@example.test' });
  expect(found.ok && found.value.data.map((head) => [head.id, head.customer.email]).sort()).toEqual([
    ['cnv_b', 'ada@example.test'],
    ['cnv_new', 'ada@example.test'],
  ]);
});
