import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ServerFrame } from '../../../../src/protocol/socket.ts';
import {
  type Conversation,
  EMPTY,
  type Message,
  reduce,
  unreadAfter,
} from '../../../../widget/state/conversation.ts';

const said = (seq: number, role: Message['role'] = 'customer', text = `m${seq}`): ServerFrame => ({
  type: 'message',
  message: {
    id: `msg_${seq}`,
    conversationId: 'cnv_1',
    seq,
    role,
    text,
    createdAt: '2026-01-01T00:00:00.000Z',
    citations: [],
  },
});
const piece = (from: number, text: string, turnId = 'trn_1'): ServerFrame => ({
  type: 'delta',
  turnId,
  from,
  text,
});
const state = (name: 'processing' | 'waiting' | 'assigned', owner = 'ai'): ServerFrame => ({
  type: 'state',
  state: name,
  owner,
});
const welcome = (lastSeq: number, name: 'active' | 'processing' | 'waiting' = 'active'): ServerFrame => ({
  type: 'welcome',
  conversation: { id: 'cnv_1', state: name, owner: 'ai' },
  lastSeq,
  you: { role: 'customer' },
});
const play = (frames: ServerFrame[], from: Conversation = EMPTY) => frames.reduce(reduce, from);

describe('messages', () => {
  test('a repeated message is shown once', () => {
    expect(play([said(1), said(1), said(2), said(1)]).messages.map((one) => one.seq)).toEqual([1, 2]);
  });

  test('a gap is noticed, nothing is shown out of order, and the replay fills it', () => {
    const behind = play([said(1), said(3)]);
    expect(behind.behind).toBe(true);
    expect(behind.messages.map((one) => one.seq)).toEqual([1]);
    const whole = play([welcome(3), said(2), said(3)], behind);
    expect(whole.behind).toBe(false);
    expect(whole.messages.map((one) => one.seq)).toEqual([1, 2, 3]);
  });

  test('a replay that stops early is known to be incomplete', () => {
    const now = play([welcome(3), said(1)]);
    expect(now.lastSeq).toBeLessThan(now.serverSeq);
  });
});

describe('an answer being written', () => {
  test('grows piece by piece', () => {
    expect(play([piece(0, 'Hel'), piece(3, 'lo')]).stream).toEqual({
      turnId: 'trn_1',
      text: 'Hello',
      open: true,
    });
  });

  test('does not shrink or double when pieces repeat', () => {
    const text = play([piece(0, 'Hel'), piece(3, 'lo'), piece(0, 'Hel'), piece(3, 'lo')]).stream?.text;
    expect(text).toBe('Hello');
  });

  test('is begun anew when a turn is taken up again with other words', () => {
    expect(play([piece(0, 'Hello'), piece(0, 'Bon')]).stream?.text).toBe('Bon');
  });

  test('waits for a missing piece instead of tearing the text', () => {
    const now = play([piece(0, 'Hel'), piece(9, 'world')]);
    expect(now.behind).toBe(true);
    expect(now.stream?.text).toBe('Hel');
  });

  test('is whole after a reload in the middle of it', () => {
    const now = play([welcome(1, 'processing'), said(1), piece(0, 'Hello wor'), piece(9, 'ld')]);
    expect(now.stream?.text).toBe('Hello world');
  });

  test('becomes the stored message, and a late piece does not bring it back', () => {
    const now = play([said(1), piece(0, 'Hello'), said(2, 'assistant', 'Hello'), piece(0, 'Hello')]);
    expect(now.stream).toBeNull();
    expect(now.messages).toHaveLength(2);
  });

  test('stays readable, without its cursor, when its end is said before it is stored', () => {
    expect(play([piece(0, 'Hello'), state('waiting')]).stream).toEqual({
      turnId: 'trn_1',
      text: 'Hello',
      open: false,
    });
  });

  test('is silenced when a person takes over', () => {
    expect(play([piece(0, 'Hello'), state('assigned', 'usr_1')]).stream).toBeNull();
  });

  test('stays through a second question of the customer', () => {
    expect(play([said(1), piece(0, 'Hello'), said(2)]).stream?.text).toBe('Hello');
  });

  test('is not left over from before a reconnect that finds the turn over', () => {
    expect(play([piece(0, 'Hello'), welcome(0, 'waiting')]).stream).toBeNull();
  });
});

test('whatever is repeated, delayed or lost, a replay leads to the same conversation', () => {
  const script: ServerFrame[] = [
    said(1),
    piece(0, 'Hel'),
    piece(3, 'lo'),
    said(2, 'assistant', 'Hello'),
    said(3),
    piece(0, 'Yes', 'trn_2'),
    said(4, 'assistant', 'Yes'),
  ];
  fc.assert(
    fc.property(fc.array(fc.nat(script.length - 1), { maxLength: 40 }), (order) => {
      const mess = play(order.map((at) => script[at] ?? said(1)));
      const healed = play([welcome(4, 'waiting'), ...script.filter((one) => one.type === 'message')], mess);
      expect(healed.messages.map((one) => one.text)).toEqual(['m1', 'Hello', 'm3', 'Yes']);
      expect(healed.stream).toBeNull();
      expect(healed.behind).toBe(false);
    }),
  );
});

test('typing of a person shows, the customer’s own typing in another tab does not', () => {
  expect(reduce(EMPTY, { type: 'typing', who: 'usr_1', on: true }).typing).toBe('usr_1');
  expect(reduce(EMPTY, { type: 'typing', who: 'cus_1', on: true }).typing).toBeNull();
  expect(reduce(EMPTY, { type: 'typing', who: 'customer', on: true }).typing).toBeNull();
});

test('a frame of an unknown type changes nothing', () => {
  expect(reduce(EMPTY, { type: 'weather' } as never)).toBe(EMPTY);
});

test('unread counts what others said after the read mark', () => {
  const { messages } = play([said(1), said(2, 'assistant'), said(3), said(4, 'agent'), said(5, 'system')]);
  expect(unreadAfter(messages, 0)).toBe(3);
  expect(unreadAfter(messages, 2)).toBe(2);
  expect(unreadAfter(messages, 5)).toBe(0);
});
