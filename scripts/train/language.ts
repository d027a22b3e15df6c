import { join } from 'node:path';
import { GramScores } from '../../src/understand/language/gram-scores.ts';
import {
  encodeLanguageModel,
  type LanguageModel,
  type ScriptModel,
} from '../../src/understand/language/language-model.ts';
import { SHARED_SCRIPTS, type SharedScript } from '../../src/understand/language/scripts.ts';
import type { GramSpec } from '../../src/understand/language/word-grams.ts';
import { fitTemperature } from '../../src/understand/linear/calibrate.ts';
import { quantize } from '../../src/understand/linear/quantize.ts';
import { seededRandom } from '../../src/understand/linear/seeded-random.ts';
import { type TrainingSet, trainSoftmax } from '../../src/understand/linear/train-linear.ts';
import type { TrainedModel, TrainOptions } from '../train.ts';
import { isValidation, type LanguageText, readLangid, readOther, SCRIPT_LABELS } from './language-corpus.ts';
import { ExampleSource, Vectors, wordsIn } from './language-examples.ts';

interface Recipe {
  grams: GramSpec;
  /** Examples drawn for each label, and rounds over them. */
  examples: number;
  epochs: number;
  /** Labels that are drawn less often than the others, as they are met less often: shares of `examples`. */
  rare?: Record<string, number>;
}

const RECIPES: Record<SharedScript, Recipe> = {
  latin: {
    grams: { buckets: 20_000, longest: 5, ends: true },
    examples: 8_000,
    epochs: 4,
    rare: { und: 0.4 },
  },
  cyrillic: { grams: { buckets: 16_384, longest: 5, ends: true }, examples: 5_000, epochs: 4 },
  arabic: { grams: { buckets: 8_192, longest: 5, ends: true }, examples: 4_000, epochs: 4 },
  han: { grams: { buckets: 8_192, longest: 2, ends: false }, examples: 4_000, epochs: 4, rare: { ja: 0.15 } },
  devanagari: { grams: { buckets: 4_096, longest: 4, ends: true }, examples: 3_000, epochs: 4 },
};

const SEED = 20_260;
const RATE = 0.5;
const SMOOTHING = 0.05;
/** The greatest number stored: 127 has 0.1 points more on chat, and takes a seventh more gzip. */
const LEVELS = 63;
/** Below this confidence a wrong answer is as likely as a right one: see the model card. */
const THRESHOLD = 0.25;

/** Trains on everything after measuring the temperature on a model that had not seen the validation part. */
export async function train({ data, progress }: TrainOptions): Promise<TrainedModel> {
  const texts = readLangid(join(data, 'langid', 'langid.train.jsonl'));
  if (texts.length === 0) throw new Error(`no langid/langid.train.jsonl in ${data}`);
  const other = readOther(data);
  progress('training on six sevenths, for the temperature');
  const split = await fitLanguages([...texts.filter((one) => !isValidation(one)), ...other], progress);
  calibrate(split, texts.filter(isValidation));
  progress('training on everything');
  const model = await fitLanguages([...texts, ...other], progress);
  const notes: string[] = [];
  for (const script of SHARED_SCRIPTS) {
    const temperature = split.scripts[script]?.temperature ?? 1;
    const own = model.scripts[script];
    if (own) own.temperature = temperature;
    notes.push(`${script}: temperature ${temperature.toFixed(2)}`);
  }
  return { bytes: encodeLanguageModel(model), notes };
}

/** A model of all shared scripts, not calibrated. */
export async function fitLanguages(
  texts: readonly LanguageText[],
  progress: (line: string) => void,
): Promise<LanguageModel> {
  const scripts: LanguageModel['scripts'] = {};
  for (const script of SHARED_SCRIPTS) {
    progress(script);
    scripts[script] = await fitScript(texts, script);
  }
  return { scripts, threshold: THRESHOLD };
}

async function fitScript(texts: readonly LanguageText[], script: SharedScript): Promise<ScriptModel> {
  const { grams, examples, epochs, rare } = RECIPES[script];
  const labels = script === 'latin' ? [...SCRIPT_LABELS.latin, 'und'] : SCRIPT_LABELS[script];
  const random = seededRandom(SEED);
  const source = new ExampleSource(texts, labels, script, random);
  const vectors = new Vectors(grams);
  const drawn = labels.flatMap((name, label) =>
    Array.from({ length: Math.round(examples * (rare?.[name] ?? 1)) }, () => label),
  );
  const set: TrainingSet = {
    vectors: drawn.map((label) => vectors.of(source.draw(label))),
    labels: Uint16Array.from(drawn),
    buckets: grams.buckets,
    classes: labels.length,
  };
  const { weights, bias } = await trainSoftmax(set, {
    seed: SEED,
    epochs,
    rate: RATE,
    penalty: 0,
    smoothing: SMOOTHING,
  });
  const { weights: stored, scales } = quantize(weights, labels.length, 8, LEVELS);
  return { labels, grams, weights: stored, scales, bias, temperature: 1 };
}

/** Sets the temperature of each script by texts that the model has not seen. */
export function calibrate(model: LanguageModel, unseen: readonly LanguageText[]): void {
  for (const script of SHARED_SCRIPTS) {
    const own = model.scripts[script];
    if (!own || own.labels.length < 2) continue;
    const logits: Float32Array[] = [];
    const labels: number[] = [];
    for (const { language, kind, text } of unseen) {
      const label = own.labels.indexOf(language);
      const words = wordsIn(text, script);
      if (label < 0 || kind === 'udhr' || words.length === 0) continue;
      const scores = new GramScores(own);
      for (const word of words) scores.addWord(word);
      logits.push(scores.logits());
      labels.push(label);
    }
    own.temperature = fitTemperature(logits, labels);
  }
}
