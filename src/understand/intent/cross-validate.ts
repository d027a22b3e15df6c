import { seededRandom, shuffled } from '../linear/seeded-random.ts';
import type { IntentExample } from './intent-examples.ts';
import { loadIntentModel } from './intent-model.ts';
import { bestIntent, scoreIntents } from './score-intents.ts';
import { type TrainIntentsOptions, trainIntents } from './train-intents.ts';

/** How good a model of these examples will be, measured on messages that it was not trained on. */
export interface CrossValidation {
  /** Share of messages that got the right intent, 0 to 1. */
  accuracy: number;
  /** Share of messages that were turned away as out of scope although they have an intent. */
  rejected: number;
  /** Sorted by name. */
  intents: IntentFigures[];
  /** The most frequent first, at most 20. */
  confusions: { expected: string; got: string; count: number }[];
}

export interface IntentFigures {
  name: string;
  examples: number;
  /** Of the messages that got this intent, the share that have it; 1 where none got it. */
  precision: number;
  /** Of the messages that have this intent, the share that got it. */
  recall: number;
}

const CONFUSIONS_MAX = 20;

/** Messages that are classified between two reports: about ten milliseconds of work. */
const MESSAGES_BETWEEN = 50;

/** A message, what it means, and what a model without it says; `certain` is false where it says: out of scope. */
interface Judged {
  expected: string;
  got: string;
  certain: boolean;
}

/**
 * Trains `folds` times without a part of the examples and classifies that part. Every intent is spread evenly over the
 * parts. Deterministic in examples, folds and seed. Takes `folds` times as long as `trainIntents`; with fewer `rounds` only so
 * many parts are classified, and it takes that much less.
 */
export async function crossValidate(
  examples: readonly IntentExample[],
  folds: number,
  options: TrainIntentsOptions,
  rounds = folds,
): Promise<CrossValidation> {
  const fold = foldsOf(examples, folds, options.seed);
  const judged: Judged[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const bytes = await trainIntents(
      examples.filter((_, at) => fold[at] !== round),
      {
        ...options,
        onProgress: (fraction, note) =>
          options.onProgress?.((round + fraction) / rounds, `part ${round + 1} of ${rounds}: ${note}`),
      },
    );
    const model = loadIntentModel(bytes, options.directions);
    if (!model.ok) continue;
    for (const [at, { text, intent }] of examples.filter((_, at) => fold[at] === round).entries()) {
      if (at % MESSAGES_BETWEEN === 0) await options.onProgress?.((round + 1) / rounds, 'classifying');
      const scores = scoreIntents(text, model.value);
      const best = scores === null ? null : bestIntent(scores, model.value);
      const certain = scores !== null && scores.certainty >= model.value.calibration.threshold;
      judged.push({ expected: intent, got: best?.name ?? '', certain });
    }
  }
  return figuresOf(judged);
}

/** The part of each example: by intent in random order, so that each part has its share of every intent. */
function foldsOf(examples: readonly IntentExample[], folds: number, seed: number): Uint8Array {
  const next = new Map<string, number>();
  const fold = new Uint8Array(examples.length);
  for (const at of shuffled(examples.length, seededRandom(seed))) {
    const intent = examples[at]?.intent ?? '';
    const part = next.get(intent) ?? 0;
    fold[at] = part % folds;
    next.set(intent, part + 1);
  }
  return fold;
}

function figuresOf(judged: readonly Judged[]): CrossValidation {
  const names = [...new Set(judged.map(({ expected }) => expected))].sort();
  const right = judged.filter(({ expected, got }) => expected === got);
  const pairs = new Map<string, { expected: string; got: string; count: number }>();
  for (const { expected, got } of judged) {
    if (expected === got || got === '') continue;
    const key = JSON.stringify([expected, got]);
    const pair = pairs.get(key) ?? { expected, got, count: 0 };
    pair.count += 1;
    pairs.set(key, pair);
  }
  return {
    accuracy: right.length / Math.max(1, judged.length),
    rejected: judged.filter(({ certain }) => !certain).length / Math.max(1, judged.length),
    intents: names.map((name) => {
      const has = judged.filter(({ expected }) => expected === name).length;
      const gets = judged.filter(({ got }) => got === name).length;
      const both = right.filter(({ expected }) => expected === name).length;
      return {
        name,
        examples: has,
        precision: gets === 0 ? 1 : both / gets,
        recall: both / Math.max(1, has),
      };
    }),
    confusions: [...pairs.values()]
      .sort((one, other) => other.count - one.count || one.expected.localeCompare(other.expected))
      .slice(0, CONFUSIONS_MAX),
  };
}
