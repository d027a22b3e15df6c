import { expect, test } from 'vitest';
import type { Message } from '../../../../src/domain/message.ts';
import { questionsOf } from '../../../../src/retrieve/gaps/questions-of.ts';

type Line = Pick<Message, 'role'> & Partial<Message>;

function conversation(lines: Line[], over: Partial<Parameters<typeof questionsOf>[0]> = {}) {
  const messages = lines.map((line, index) => ({
    ...{ id: `m${index + 1}`, conversationId: 'c', seq: index + 1, text: '', citations: [] },
    createdAt: `2026-01-01T00:00:0${index}.000Z`,
    ...line,
  }));
  return questionsOf({ state: 'waiting', messages, feedback: [], ...over });
}

const CITED = [{ n: 1, articleId: 'a', title: 'A', url: null, quote: 'q', articleVersion: 3 }];
const customer: Line = { role: 'customer' };
const answer: Line = { role: 'assistant', model: 'extractive', citations: CITED, confidence: 0.9 };
const dontKnow: Line = { role: 'assistant', model: 'extractive', confidence: 0.1 };
const handoff: Line = { role: 'system', event: 'handoff' };

test('each reply goes with its own question, also when two were asked at once', () => {
  const found = conversation([customer, customer, dontKnow, answer]);
  expect(found).toMatchObject([
    { messageId: 'm1', supported: false, confidence: 0.1, cited: [] },
    { messageId: 'm2', supported: true, cited: [{ articleId: 'a', version: 3 }] },
  ]);
});

test('small talk, stopped and failed replies are no answers, and what a person is asked is no question', () => {
  const replies = ['small-talk', 'stopped', 'none'].flatMap((model): Line[] => [
    customer,
    { role: 'assistant', model },
  ]);
  expect(conversation(replies)).toEqual([]);
  const person: Line[] = [customer, handoff, customer, { role: 'agent' }, customer, { role: 'agent' }];
  expect(conversation([...person, { role: 'system', event: 'returned' }, customer, answer])).toMatchObject([
    { messageId: 'm8', supported: true },
  ]);
});

test('a hand-off counts against the question just before it, and only once', () => {
  const found = conversation([
    customer,
    answer,
    customer,
    dontKnow,
    handoff,
    { role: 'system', event: 'takeover' },
  ]);
  expect(found.map((one) => one.handoff)).toEqual([false, true]);
});

test('a thumb down is one, a low number of stars of the whole conversation is not', () => {
  const lines = [customer, answer, customer, answer];
  const feedback = [
    { messageId: 'm2', rating: -1 },
    { messageId: 'm4', rating: 1 },
  ];
  expect(conversation(lines, { feedback }).map((one) => one.thumbsDown)).toEqual([true, false]);
});

test('the last question of an ended conversation is resolved, unless a person was needed', () => {
  expect(conversation([customer, answer], { state: 'resolved' })[0]?.resolved).toBe(true);
  expect(conversation([customer, answer], { state: 'waiting' })[0]?.resolved).toBe(false);
  expect(conversation([customer, answer, handoff], { state: 'closed' })[0]?.resolved).toBe(false);
});
