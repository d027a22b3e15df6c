import { describe, expect, test } from 'vitest';
import { addFacts, FACT_CHARS, FACTS_MAX, pinFacts } from '../../../../src/answer/context/pin-facts.ts';
import { findEntities } from '../../../../src/understand/entities/find-entities.ts';
import { mask } from '../../../../src/understand/mask/mask.ts';

const context = { now: 0, timeZone: 'UTC', locale: 'en', products: ['Aurora Lamp'] };

function pinned(text: string, facts: readonly string[] = []): string[] {
  return pinFacts(facts, { masked: mask(text).text, entities: findEntities(text, context) });
}

describe('facts of a message', () => {
  test('are its order, its product and its error code', () => {
    expect(pinned('My Aurora Lamp from order #48213 shows error INVALID_SESSION_ID.')).toEqual([
      'Product: Aurora Lamp',
      expect.stringMatching(/^Order number: .*48213$/),
      'Error code: INVALID_SESSION_ID',
    ]);
  });

  test.each([
    'I already tried another cable.',
    'Ich habe es schon mit einem anderen Kabel versucht.',
    'J’ai déjà essayé un autre câble.',
    'Ya he probado otro cable.',
    'Já tentei outro cabo.',
    'Ho già provato un altro cavo.',
    '別のケーブルも試しました。',
    'لقد جربت سلكا آخر.',
  ])('are what was tried: %s', (text) => {
    expect(pinned(`${text} Aha.`)).toEqual([`Tried: ${text}`]);
  });

  test('hold nothing that masking took out', () => {
    const facts = pinned('I tried ada@example.com and card 4539 1488 0343 6467, order #48213.');
    expect(facts.join()).not.toMatch(/ada@|4539/);
    expect(facts.join()).toContain('48213');
  });
});

describe('the list of facts', () => {
  test('holds none twice, however it is written, and none that is too long', () => {
    const facts = addFacts(
      ['Order number: 48213'],
      ['order number 48213', ' Tried:  a\nb ', 'x'.repeat(500), ' '],
    );
    expect(facts).toEqual(['Order number: 48213', 'Tried: a b', 'x'.repeat(FACT_CHARS)]);
  });

  test('keeps the first and the newest where there are too many', () => {
    const all = Array.from({ length: 100 }, (_, at) => `Order number: ${at}`);
    const facts = all.reduce<string[]>((list, fact) => addFacts(list, [fact]), []);
    expect(facts).toHaveLength(FACTS_MAX);
    expect(facts[0]).toBe('Order number: 0');
    expect(facts[11]).toBe('Order number: 11');
    expect(facts.at(-1)).toBe('Order number: 99');
  });
});
