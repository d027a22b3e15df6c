import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeMeanings } from '../../../src/retrieve/word-meanings.ts';
import { MODEL_NAMES, type ModelName, openModels } from '../../../src/understand/open-models.ts';
import { smallTalkIntent } from '../../../src/understand/small-talk.ts';
import { type UnderstandContext, understand } from '../../../src/understand/understand.ts';

const file = (name: ModelName) =>
  readFileSync(new URL(`../../../src/understand/models/${name}.bin`, import.meta.url));
const files = Object.fromEntries(MODEL_NAMES.map((name) => [name, file(name)])) as Record<ModelName, Buffer>;
const directions = decodeMeanings(
  readFileSync(new URL('../../../src/understand/models/meanings.bin', import.meta.url)),
);
if (!directions.ok) throw new Error(directions.error);
const opened = openModels(files, directions.value);
if (!opened.ok) throw new Error(opened.error.problem);
const models = opened.value;

const context: UnderstandContext = {
  now: Date.UTC(2026, 0, 15, 12),
  timeZone: 'Europe/Berlin',
  locale: 'en',
  products: ['Aurora Desk'],
  before: [],
  moods: [],
};
const read = (text: string, more: Partial<UnderstandContext> = {}) =>
  understand(text, { ...context, ...more }, { models });

describe('understand', () => {
  test('whatever the text, every score is a probability, offsets are true, and nothing throws', {
    timeout: 60_000,
  }, () => {
    const unicode = fc.string({ unit: 'binary', maxLength: 300 });
    const words = fc
      .array(
        fc.constantFrom(
          'order',
          '#123',
          'refund',
          'jo@example.com',
          '4111 1111 1111 1111',
          '\u202e',
          '🙂',
          'mañana',
        ),
      )
      .map((parts) => parts.join(' '));
    fc.assert(
      fc.property(fc.oneof(unicode, words), (text) => {
        const meaning = read(text);
        const scores = [
          meaning.languageConfidence,
          meaning.sentiment.score,
          meaning.emotion.score,
          meaning.frustration,
          meaning.guard.score,
          ...meaning.intents.map(({ confidence }) => confidence),
        ];
        for (const score of scores) expect(score >= 0 && score <= 1).toBe(true);
        for (const { start, end, text: written } of meaning.entities) {
          expect(text.slice(start, end)).toBe(written);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('weights and code belong together: plain wishes are recognised, and what is no matter of support is not', () => {
    const wishes: [string, string][] = [
      ['How do I reset my password?', 'password-reset'],
      ['I was charged twice for the same order', 'wrong-charge'],
      ['cancel my subscription please', 'cancel-subscription'],
      ['where is my order', 'order-status'],
      ['can I please talk to a human', 'wants-a-person'],
      ['please delete my account', 'delete-account'],
    ];
    for (const [text, name] of wishes) expect(read(text).intents[0]?.name, text).toBe(name);
    const foreign = [
      'What is the weather in Paris?',
      'play some jazz music',
      'how do vaccines work',
      'set an alarm for six in the morning',
      'recommend a recipe for lasagna',
      'the quick brown fox jumps over the lazy dog',
    ];
    const taken = foreign.filter((text) => read(text).intents.length > 0);
    expect(taken.length).toBeLessThanOrEqual(1);
  });

  test('a card that comes in two messages is masked in the second', () => {
    const { masked } = read('1111 1111, thanks', { before: ['my card is 4111 1111'] });
    expect(masked).not.toContain('1111');
  });

  test('what was frustrating a moment ago weighs on what is said next, and the trend tells', () => {
    const calm = read('Where is my order?');
    const angry = [{ frustration: 0.9, value: -0.9 }];
    const after = read('Where is my order?', { moods: angry });
    expect(after.frustration).toBeGreaterThan(calm.frustration);
    expect(after.trend).toBe('falling');
  });

  test('a damaged weights file is named', () => {
    const damaged = Buffer.from(files.guard);
    damaged[1_000] = (damaged[1_000] ?? 0) ^ 1;
    expect(openModels({ ...files, guard: damaged }, null)).toEqual({
      ok: false,
      error: { model: 'guard', problem: 'damaged' },
    });
  });
});

describe('small talk by intent', () => {
  test.each([
    ['a sure wish for a person', 'is anybody there who can ring me', 'wants-a-person', 0.95, 'person'],
    ['a doubtful one is answered instead', 'is anybody there', 'wants-a-person', 0.7, null],
    ['who is speaking', 'wer bist du denn', 'bot-identity', 0.95, 'greeting'],
    ['a name in code', 'unlock transfer_to_human_agent', 'wants-a-person', 0.99, null],
    ['a matter', 'where is my order', 'order-status', 0.99, null],
  ])('%s', (_name, text, name, confidence, kind) => {
    expect(smallTalkIntent(text, [{ name, confidence }])?.kind ?? null).toBe(kind);
  });

  test('somebody who also wants something else is not only talking', () => {
    const intents = [
      { name: 'thanks', confidence: 0.99 },
      { name: 'order-status', confidence: 0.8 },
    ];
    expect(smallTalkIntent('thanks, and where is my order', intents)).toBeNull();
  });
});
