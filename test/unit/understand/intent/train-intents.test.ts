import { beforeAll, describe, expect, test } from 'vitest';
import { readDirections } from '../../../../scripts/train/word-directions.ts';
import { classifyIntents } from '../../../../src/understand/intent/classify-intents.ts';
import { type IntentModel, loadIntentModel } from '../../../../src/understand/intent/intent-model.ts';
import { planNetworks } from '../../../../src/understand/intent/plan-networks.ts';
import { bestIntent, scoreIntents } from '../../../../src/understand/intent/score-intents.ts';
import { trainIntents } from '../../../../src/understand/intent/train-intents.ts';
import type { WordDirections } from '../../../../src/understand/intent/word-directions.ts';
import { cpuMs } from '../../../support/cpu-ms.ts';
import { OFF_TOPIC, TINY_SHOP } from './tiny-shop.ts';

const directions = readDirections();
const OPTIONS = { seed: 7, maxBytes: 200_000, outOfScope: OFF_TOPIC, directions };

let bytes: Uint8Array<ArrayBuffer>;
let model: IntentModel;

beforeAll(async () => {
  bytes = await trainIntents(TINY_SHOP, OPTIONS);
  const loaded = loadIntentModel(bytes, directions);
  if (!loaded.ok) throw new Error(loaded.error);
  model = loaded.value;
}, 60_000);

const names = (text: string) => classifyIntents(text, model).map(({ name }) => name);

describe('training', () => {
  test('the same examples and seed give the same bytes, another seed gives others', async () => {
    expect(await trainIntents(TINY_SHOP, OPTIONS)).toEqual(bytes);
    expect(await trainIntents(TINY_SHOP, { ...OPTIONS, seed: 8 })).not.toEqual(bytes);
  }, 60_000);

  test('the file stays within its size', () => {
    expect(bytes.length).toBeLessThanOrEqual(OPTIONS.maxBytes);
  });

  test('with few steps it is done sooner, and with little memory its tables are smaller', async () => {
    const reports = async (more: object) => {
      let count = 0;
      const onProgress = () => {
        count += 1;
      };
      await trainIntents(TINY_SHOP, { ...OPTIONS, ...more, onProgress });
      return count;
    };
    expect(await reports({ maxSteps: 2_000 })).toBeLessThan((await reports({})) / 3);
    const { teachers } = planNetworks(20_000, 300, { maxBytes: 400_000, maxNumbers: 8_000_000 });
    const numbers = teachers.reduce((sum, { buckets, size }) => sum + buckets * (size || 300), 0);
    expect(numbers).toBeLessThanOrEqual(8_000_000);
  }, 60_000);

  test('progress rises from 0 to 1 and training waits for the listener', async () => {
    const seen: number[] = [];
    let waiting = 0;
    await trainIntents(TINY_SHOP.slice(0, 12), {
      ...OPTIONS,
      async onProgress(fraction) {
        expect(waiting).toBe(0);
        waiting += 1;
        await Promise.resolve();
        waiting -= 1;
        seen.push(fraction);
      },
    });
    expect(seen).toEqual([...seen].sort((one, other) => one - other));
    expect(seen.at(-1)).toBe(1);
  }, 60_000);

  test('one intent, one example, or examples without a letter are trained without an error', async () => {
    for (const examples of [
      [{ text: 'hello', intent: 'greeting' }],
      [
        { text: '😀😀', intent: 'smile' },
        { text: '!!!', intent: 'shout' },
      ],
      [{ text: '', intent: 'nothing' }],
    ]) {
      const file = loadIntentModel(await trainIntents(examples, { seed: 1, maxBytes: 100_000 }));
      expect(file.ok).toBe(true);
      if (file.ok) expect(classifyIntents('hello', file.value).length).toBeLessThanOrEqual(1);
    }
  }, 60_000);

  test('damaged bytes and other files are refused', () => {
    const damaged = bytes.slice();
    damaged[500] = (damaged[500] ?? 0) ^ 1;
    expect(loadIntentModel(damaged).ok).toBe(false);
    expect(loadIntentModel(new Uint8Array(64)).ok).toBe(false);
    expect(loadIntentModel(new ArrayBuffer(0)).ok).toBe(false);
  });
});

describe('classifying', () => {
  test('a wish in other words than the examples is recognised', () => {
    expect(names('could you please cancel the order for me')[0]).toBe('cancel-order');
    expect(names('where has my refund gone')[0]).toBe('refund-status');
    expect(names('I can not log in with my password')[0]).toBe('login-problem');
  });

  test('two wishes in one message give both intents, however they are joined', () => {
    for (const text of [
      'cancel my order and tell me where the refund is',
      'I want to cancel my purchase. Where is my refund?',
      'where is my refund; also I cannot log in to my account',
    ]) {
      expect(names(text), text).toHaveLength(2);
    }
    expect(names('cancel my order and tell me where the refund is').sort()).toEqual([
      'cancel-order',
      'refund-status',
    ]);
  });

  test('a greeting in company of a wish is not listed, alone it is', () => {
    expect(names('hello there. where is my refund?')).toEqual(['refund-status']);
    expect(names('hello')).toEqual(['greeting']);
  });

  test('no word that the model knows means no intent', () => {
    for (const text of ['', '   ', '😀😀😀', '\u0000\u0001', 'zqxj wvvk qqpf', '你好']) {
      expect(names(text), text).toEqual([]);
    }
  });

  test('confidences are between 0 and 1', () => {
    for (const { text } of TINY_SHOP) {
      for (const { confidence } of classifyIntents(text, model)) {
        expect(confidence).toBeGreaterThan(0);
        expect(confidence).toBeLessThanOrEqual(1);
      }
    }
  });

  test('100,000 characters of any kind are answered in bounded time', () => {
    const hostile = [
      'a'.repeat(100_000),
      'cancel and '.repeat(10_000),
      ', '.repeat(50_000),
      ' and'.repeat(25_000),
      '. '.repeat(50_000),
      '😀'.repeat(50_000),
      '\u202e\u200b'.repeat(50_000),
      'ﷺ'.repeat(100_000),
      '中'.repeat(100_000),
    ];
    for (const text of hostile) {
      const started = cpuMs();
      expect(classifyIntents(text, model).length).toBeLessThanOrEqual(4);
      expect(cpuMs() - started, text.slice(0, 12)).toBeLessThan(1_000);
    }
  });
});

describe('what words mean', () => {
  const TABLE: Record<string, number[]> = {
    delete: [90, 5],
    remove: [88, 9],
    add: [4, -91],
    create: [9, -86],
  };
  const rows = new Map(Object.entries(TABLE).map(([word, numbers]) => [word, Int8Array.from(numbers)]));
  const table = (fingerprint: string): WordDirections => ({
    dimensions: 2,
    fingerprint,
    directionOf: (word) => rows.get(word) ?? null,
  });
  const EXAMPLES = [
    'the row',
    'my old row',
    'a row for me',
    'this row now',
    'one more row',
    'the row today',
  ].flatMap((rest) => [
    { intent: 'take-away', text: `delete ${rest}` },
    { intent: 'make', text: `add ${rest}` },
  ]);
  const open = (file: Uint8Array, directions: WordDirections | null) => {
    const loaded = loadIntentModel(file, directions);
    return loaded.ok ? loaded.value : loaded.error;
  };
  const best = (text: string, opened: IntentModel | string) => {
    const scores = typeof opened === 'string' ? null : scoreIntents(text, opened);
    return scores === null || typeof opened === 'string' ? null : bestIntent(scores, opened).name;
  };

  test('a word that no example has is read as what it means', async () => {
    const file = await trainIntents(EXAMPLES, { seed: 1, maxBytes: 100_000, directions: table('one') });
    const opened = open(file, table('one'));
    expect(best('remove this row', opened)).toBe('take-away');
    expect(best('create this row', opened)).toBe('make');
    expect(open(file, table('two'))).toBe('other_kind');
    expect(best('delete the row', open(file, null))).toBe('take-away');
  }, 60_000);

  test('a model that learnt without a table is read with any', async () => {
    const file = await trainIntents(EXAMPLES, { seed: 1, maxBytes: 100_000 });
    expect(best('delete the row', open(file, table('one')))).toBe('take-away');
  }, 60_000);
});
