import { GUARD_LABELS, type GuardFigures, guardFigures } from '../../src/understand/guard/guard-figures.ts';
import { GUARD_KIND, type VerdictWeights, verdictScore } from '../../src/understand/guard/inspect.ts';
import { plainView, wordView } from '../../src/understand/guard/plain-view.ts';
import type { GuardSource } from '../../src/understand/guard/rule.ts';
import { hashText, mixHash } from '../../src/understand/linear/hash.ts';
import {
  compressModel,
  encodeModel,
  type LinearModel,
  scoreText,
} from '../../src/understand/linear/linear-model.ts';
import { type FeatureSpec, features, type SparseVector } from '../../src/understand/linear/ngram-features.ts';
import { trainSoftmax } from '../../src/understand/linear/train-linear.ts';
import type { TrainedModel, TrainOptions } from '../train.ts';
import { type GuardRow, guardRows, sentencesOf, type TrainingText, trainingTexts } from './guard-data.ts';

/** 2^14 buckets of four bytes are the 64 KiB that the guard may weigh. */
const SPEC: FeatureSpec = { bits: 14, words: 2, skips: false, chars: { min: 3, max: 4 } };
const BITS = 4;
const TRAINING = { seed: 7, epochs: 12, rate: 0.15, penalty: 1e-6, smoothing: 0.02 };
/** Parts of the fit side: each is judged by a model that has not seen it. */
const FOLDS = 3;
/**
 * Share of harmless texts that may be flagged, as the weighed mean over the benign sets of the fit side. Our own borderline ones
 * count double in it: of ordinary messages and passages it is less than one in a hundred.
 */
const FALSE_ALARMS: Record<GuardSource, number> = { message: 0.045, retrieved: 0.03 };

/** Trains the guard's weights and chooses its thresholds, on the fit side alone. */
export async function train({ data, progress }: TrainOptions): Promise<TrainedModel> {
  const rows = guardRows(data);
  const texts = prepare(rows);
  progress(`${texts.length} texts, ${rows.filter((row) => row.part === 'fit').length} rows to fit`);
  const judged: JudgedRow[] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const model = await fitLinear(texts.filter((one) => foldOf(one.group) !== fold));
    const unseen = rows.filter((row) => row.part === 'fit' && foldOf(row.group) === fold);
    judged.push(...unseen.map((row) => ({ ...row, figures: guardFigures(row.text, model, row.source) })));
    progress(`fold ${fold + 1} of ${FOLDS}`);
  }
  const verdict = { message: fitVerdict(judged, 'message'), retrieved: fitVerdict(judged, 'retrieved') };
  const linear = { ...(await fitLinear(texts)), extra: { verdict } };
  return { bytes: encodeModel(linear), notes: notesOf(rows, linear, verdict) };
}

interface PreparedText extends TrainingText {
  vector: SparseVector;
}

interface JudgedRow extends GuardRow {
  figures: GuardFigures;
}

function prepare(rows: readonly GuardRow[]): PreparedText[] {
  return trainingTexts(rows).map((one) => prepared({ ...one, text: wordView(plainView(one.text)) }));
}

function prepared(one: TrainingText): PreparedText {
  return { ...one, vector: features(one.text, SPEC) };
}

function foldOf(group: string): number {
  return mixHash(hashText(group, 0, group.length, 99)) % FOLDS;
}

/**
 * Learns twice: what the first model finds most suspicious in a planted text is its order for the second, and the rest is prose.
 * Otherwise the honest sentences around it would teach that prose is an attack.
 */
async function fitLinear(texts: readonly PreparedText[]): Promise<LinearModel> {
  const first = await fitOnce(texts);
  const suspicion = (text: string) => {
    const [prose = 0, , request = 0, attack = 0] = scoreText(first, text);
    return Math.max(request, attack) - prose;
  };
  return fitOnce(
    texts.flatMap((one) => (one.planted ? (sentencesOf(one, suspicion)?.map(prepared) ?? [one]) : [one])),
  );
}

/** Each class weighs as the square root of its size says, so that the rare ones are heard. */
async function fitOnce(texts: readonly PreparedText[]): Promise<LinearModel> {
  const counts = GUARD_LABELS.map((_, label) => texts.filter((one) => one.label === label).length);
  const mean = texts.length / GUARD_LABELS.length;
  const set = {
    vectors: texts.map((one) => one.vector),
    labels: Uint16Array.from(texts, (one) => one.label),
    buckets: 2 ** SPEC.bits,
    classes: GUARD_LABELS.length,
    importance: Float32Array.from(
      texts,
      (one) => one.importance * Math.sqrt(mean / (counts[one.label] || 1)),
    ),
  };
  const { weights, bias } = await trainSoftmax(set, TRAINING);
  return compressModel({ kind: GUARD_KIND, labels: GUARD_LABELS, spec: SPEC, weights, bias }, BITS);
}

/**
 * Sets that count more or less than one: written for the borderline, or two views of the same few attacks. What strangers wrote is the
 * hardest of both kinds, and far from what customers and articles say: at full weight it makes the ordinary worse told.
 */
const SET_WEIGHT: Record<string, number> = {
  'strangers attacks': 0.2,
  'strangers benign': 0.1,
  'own benign': 2,
  'pasted passages': 2,
  'bipia alone': 0.5,
  'bipia planted': 0.5,
};

interface WeighedRow extends JudgedRow {
  /** All attacks together weigh 1, and so do all harmless texts. */
  importance: number;
}

/** Logistic regression over the figures, every set with its weight whatever its size, and the threshold. */
function fitVerdict(judged: readonly JudgedRow[], source: GuardSource): VerdictWeights {
  const rows = judged.filter((row) => row.source === source);
  const weighed = [...weigh(rows.filter((row) => row.attack)), ...weigh(rows.filter((row) => !row.attack))];
  const weights = descend(weighed);
  return { ...weights, threshold: thresholdFor(weights, weighed, FALSE_ALARMS[source]) };
}

function weigh(rows: readonly JudgedRow[]): WeighedRow[] {
  const sizes = new Map<string, number>();
  for (const row of rows) sizes.set(row.set, (sizes.get(row.set) ?? 0) + 1);
  const total = [...sizes.keys()].reduce((sum, set) => sum + (SET_WEIGHT[set] ?? 1), 0);
  return rows.map((row) => ({
    ...row,
    importance: (SET_WEIGHT[row.set] ?? 1) / (sizes.get(row.set) ?? 1) / total,
  }));
}

type Weights = Omit<VerdictWeights, 'threshold'>;

/**
 * Least and greatest weight of a figure. Suspicious words and rules never speak for innocence; the words keep a say in
 * retrieved text, because the rules know the few attacks of our data too well. Length never speaks for guilt: customers paste
 * long mails.
 */
const BOUNDS: Record<keyof Weights, [number, number]> = {
  whole: [0, 9],
  words: [0.5, 9],
  spread: [-9, 0],
  evidence: [0.2, 9],
  bias: [-99, 99],
};
const FIGURES = ['whole', 'words', 'spread', 'evidence', 'bias'] as const;
const FIRST: Weights = { whole: 0.1, words: 0.5, spread: 0, evidence: 0.5, bias: 0 };
const DESCENT = { rounds: 3_000, rate: 0.1 };

/** Gradient descent within the bounds. */
function descend(rows: readonly WeighedRow[]): Weights {
  const table = rows.map(({ figures, attack, importance }) => ({
    values: Float64Array.of(figures.whole, figures.words, figures.spread, figures.evidence, 1),
    target: attack ? 1 : 0,
    importance,
  }));
  const weights = Float64Array.from(FIGURES, (name) => FIRST[name]);
  const slope = new Float64Array(FIGURES.length);
  for (let round = 0; round < DESCENT.rounds; round += 1) {
    slope.fill(0);
    for (const { values, target, importance } of table) {
      const odds = values.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0);
      const error = (1 / (1 + Math.exp(-odds)) - target) * importance;
      for (let at = 0; at < slope.length; at += 1) slope[at] = (slope[at] ?? 0) + error * (values[at] ?? 0);
    }
    for (const [at, name] of FIGURES.entries()) {
      const [least, most] = BOUNDS[name];
      weights[at] = Math.min(most, Math.max(least, (weights[at] ?? 0) - DESCENT.rate * (slope[at] ?? 0)));
    }
  }
  const [whole = 0, words = 0, spread = 0, evidence = 0, bias = 0] = Array.from(weights, coarse);
  return { whole, words, spread, evidence, bias };
}

/** The lowest score at which the sets' mean share of false alarms is at most `most`. */
function thresholdFor(weights: Weights, rows: readonly WeighedRow[], most: number): number {
  const benign = rows
    .filter((row) => !row.attack)
    .map((row) => ({ score: verdictScore(row.figures, weights), share: row.importance }))
    .sort((one, other) => other.score - one.score);
  let flagged = 0;
  for (const { score, share } of benign) {
    flagged += share;
    if (flagged > most) return Math.min(0.999, Math.ceil(score * 10_000 + 1) / 10_000);
  }
  return 0.5;
}

/** Four digits: the last bits of a sum may differ between machines, the file must not. */
function coarse(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function notesOf(
  rows: readonly GuardRow[],
  model: LinearModel,
  verdict: Record<GuardSource, VerdictWeights>,
): string[] {
  const notes = Object.entries(verdict).map(([source, weights]) => `${source}: ${JSON.stringify(weights)}`);
  const held = rows.filter((row) => row.part === 'held-out');
  for (const set of [...new Set(held.map((row) => row.set))]) {
    const of = held.filter((row) => row.set === set);
    const flagged = of.filter((row) => {
      const weights = verdict[row.source];
      return verdictScore(guardFigures(row.text, model, row.source), weights) >= weights.threshold;
    });
    notes.push(`held out, ${set}: ${flagged.length} of ${of.length} flagged`);
  }
  return notes;
}
