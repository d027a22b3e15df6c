import { describe, expect, test } from 'vitest';
import {
  type MaskedMessage,
  summaryOf,
  sumUpHandover,
} from '../../../../src/answer/context/sum-up-handover.ts';
import { NO_MEMORY } from '../../../../src/domain/turn-ledger.ts';

const NOW = '2026-11-22T10:00:00.000Z';

const says = (
  seq: number,
  role: MaskedMessage['role'],
  text: string,
  more: Partial<MaskedMessage> = {},
): MaskedMessage => ({ seq, role, text, citations: [], entities: [], ...more });

const cited = (title: string) => ({ n: 1, articleId: 'art_1', title, url: null, quote: 'x' });

const MESSAGES: MaskedMessage[] = [
  says(1, 'customer', 'Where is order 4711? I have tried the tracking page.', {
    intent: { name: 'order_status', confidence: 0.9 },
    emotion: { label: 'neutral', score: 0.8 },
    entities: [
      { type: 'order-number', text: '4711', start: 15, end: 19, value: { kind: 'text', text: '4711' } },
    ],
  }),
  says(2, 'assistant', 'It left on Monday [1].', { citations: [cited('Shipping'), cited('Shipping')] }),
  says(3, 'customer', 'That is a lie, write to [EMAIL_1]!', {
    intent: { name: 'complaint', confidence: 0.7 },
    emotion: { label: 'anger', score: 0.9 },
    frustration: 0.8,
    trend: 'rising',
  }),
  says(4, 'system', 'A person has been asked for.', { event: 'handoff' }),
];

const made = (messages = MESSAGES) =>
  sumUpHandover({ messages, memory: NO_MEMORY, runs: [{ tool: 'shop_get_order', state: 'done' }] }, NOW);

describe('what the person who takes over is told, without a model', () => {
  test('is what was asked, what was answered from which articles, and what is open', () => {
    expect(made().asked).toEqual([
      {
        ...{ seq: 1, text: 'Where is order 4711? I have tried the tracking page.' },
        answer: { seq: 2, text: 'It left on Monday [1].', sources: ['Shipping'] },
      },
      { seq: 3, text: 'That is a lie, write to [EMAIL_1]!', answer: null },
    ]);
  });

  test('is intents newest first, the last feeling, what is known, what was tried and done, and how far it goes', () => {
    expect(made()).toMatchObject({
      ...{ throughSeq: 4, createdAt: NOW, model: null },
      intents: ['complaint', 'order_status'],
      feeling: { emotion: 'anger', frustration: 0.8, trend: 'rising' },
      facts: ['Order number: 4711', 'Tried: I have tried the tracking page.'],
      actions: [{ tool: 'shop_get_order', state: 'done' }],
    });
    expect(made().summary).toContain('4711');
    expect(made().summary).not.toContain('A person has been asked for');
  });

  test('is the same for the same conversation, bounded for the longest, and empty for one in which nothing was said', () => {
    expect(made()).toEqual(made());
    const long = Array.from({ length: 60 }, (_, at) =>
      says(at + 1, at % 2 ? 'assistant' : 'customer', `${at} ${'word '.repeat(1_600)}`, {
        citations: [cited(`Title ${at}`)],
      }),
    );
    expect(JSON.stringify(made(long)).length).toBeLessThan(12_000);
    expect(made([])).toMatchObject({ throughSeq: 0, summary: '', asked: [], feeling: null, intents: [] });
  });
});

describe('what a model wrote', () => {
  test('is taken over, but for numbers, tokens and addresses that nobody wrote', () => {
    const written = JSON.stringify({
      summary: 'The customer waits for order 4711. They were promised 5000 dollars. Call [PHONE_9].',
      facts: [],
    });
    expect(summaryOf(MESSAGES, NO_MEMORY, written)).toBe('The customer waits for order 4711.');
  });

  test.each(['', 'no json', '{"summary": 7}', '{"summary":"","facts":[]}'])(
    'and cannot be used (%s) changes nothing',
    (written) => expect(summaryOf(MESSAGES, NO_MEMORY, written)).toBe(made().summary),
  );
});

test('a marker of a source is no sentence of the summary', () => {
  const { summary } = made([
    says(1, 'customer', 'What does a wombat cost?'),
    says(2, 'assistant', 'A wombat costs 20 euros. [1]', { citations: [cited('Wombats')] }),
  ]);
  expect(summary).toContain('A wombat costs 20 euros.');
  expect(summary).not.toContain('[1]');
});
