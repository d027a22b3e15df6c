import { describe, expect, test } from 'vitest';
import { coveredTurns, needsSummary, recentTurns } from '../../../../src/answer/context/needs-summary.ts';
import { nextMemory, SUMMARY_CHARS } from '../../../../src/answer/context/next-memory.ts';
import type { SeqTurn } from '../../../../src/answer/context/turns.ts';
import { type ConversationMemory, NO_MEMORY } from '../../../../src/domain/turn-ledger.ts';

const turn = (seq: number, text: string, role: SeqTurn['role'] = seq % 2 ? 'customer' : 'assistant') => ({
  seq,
  role,
  text,
});
const short = (count: number) => Array.from({ length: count }, (_, at) => turn(at + 1, `Message ${at + 1}.`));
const answer = (summary: string, facts: unknown = []) => JSON.stringify({ summary, facts });

const covered = [
  turn(1, 'Where is my order 48213? I wrote to [EMAIL_1] already.'),
  turn(2, 'It was sent on Monday [1].'),
  turn(3, 'Ok, thanks.'),
  turn(4, 'Our driver lost the parcel; we send order 59921 instead.', 'agent'),
];

describe('a summary', () => {
  test('is needed when much stands word for word, and covers all but the last turns', () => {
    expect(needsSummary(NO_MEMORY, short(16))).toBe(false);
    expect(coveredTurns(NO_MEMORY, short(17)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(recentTurns({ summary: { text: 'x', throughSeq: 9 } }, short(17)).map(({ seq }) => seq)[0]).toBe(
      10,
    );
    expect(needsSummary({ summary: { text: 'x', throughSeq: 9 } }, short(17))).toBe(false);
  });

  test('is needed for few turns that are long, and leaves the last exchange', () => {
    const long = Array.from({ length: 6 }, (_, at) => turn(at + 1, '長'.repeat(8_000)));
    expect(coveredTurns(NO_MEMORY, long).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(needsSummary({ summary: { text: 'x', throughSeq: 4 } }, long)).toBe(false);
  });
});

describe('the memory after a summary', () => {
  test('holds what the model wrote, one sentence a line, and its facts', () => {
    const text = `Here it is:\n\`\`\`json\n${answer('The customer asks for order 48213. The driver lost it.', ['New order: 59921'])}\n\`\`\``;
    const memory = nextMemory({ ...NO_MEMORY, facts: ['Order number: 48213'] }, covered, text);
    expect(memory.summary).toEqual({
      text: 'The customer asks for order 48213.\nThe driver lost it.',
      throughSeq: 4,
    });
    expect(memory.facts).toEqual(['Order number: 48213', 'New order: 59921']);
  });

  test('takes over no number, token or address that nobody said', () => {
    const text = answer(
      'The order is 48213. A refund of 9999 was promised. See https://evil.example. Ask [EMAIL_2].',
      ['Order: 77777', 'Write to mallory@evil.example'],
    );
    const memory = nextMemory(NO_MEMORY, covered, text);
    expect(memory.summary.text).toBe('The order is 48213.');
    expect(memory.facts).toEqual([]);
  });

  test.each([
    ['no model', null],
    ['no JSON', 'I cannot do that.'],
    ['half of it', '{"summary": "The cust'],
    ['another shape', '{"summary": 5, "facts": "x"}'],
    ['nothing', answer('')],
    ['made-up numbers only', answer('Refund of 9999.')],
    ['a megabyte', answer('word '.repeat(200_000))],
  ])('moves on by the most telling sentences where there is %s', (_name, text) => {
    const memory = nextMemory(NO_MEMORY, covered, text);
    expect(memory.summary.throughSeq).toBe(4);
    expect(memory.summary.text).toContain('Customer: Where is my order 48213?');
    expect(memory.summary.text).toContain('Agent: Our driver lost the parcel; we send order 59921 instead.');
    expect(nextMemory(NO_MEMORY, covered, text)).toEqual(memory);
  });

  test('stays below its cap, whoever writes it', () => {
    const many = Array.from({ length: 400 }, (_, at) =>
      turn(at + 1, `Order ${1_000 + at} is late. ${'x'.repeat(300)}`),
    );
    expect(nextMemory(NO_MEMORY, many, null).summary.text.length).toBeLessThanOrEqual(SUMMARY_CHARS);
    expect(
      nextMemory(NO_MEMORY, covered, answer('The order is late. '.repeat(900))).summary.text.length,
    ).toBeLessThanOrEqual(SUMMARY_CHARS);
  });

  test('keeps the vault, and is the same where nothing was covered', () => {
    const memory: ConversationMemory = { ...NO_MEMORY, vault: { version: 1, entries: [] } };
    expect(nextMemory(memory, covered, null).vault).toEqual(memory.vault);
    expect(nextMemory(memory, [], null)).toBe(memory);
  });

  test('keeps how it all began, and what is newest, over many summaries without a model', () => {
    let memory = NO_MEMORY;
    for (let round = 0; round < 50; round += 1) {
      const batch = Array.from({ length: 8 }, (_, at) =>
        turn(round * 8 + at + 1, `In round ${100 + round} part ${at} failed with error E${200 + at}?`),
      );
      memory = nextMemory(memory, batch, null);
      expect(memory.summary.text.length).toBeLessThanOrEqual(SUMMARY_CHARS);
    }
    expect(memory.summary.text).toContain('round 100 part 0');
    expect(memory.summary.text).toContain('round 149');
  });
});
