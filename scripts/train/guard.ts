import { GUARD_LABELS, type GuardFigures, guardFigures } from '../../src/understand/guard/guard-figures.ts';
import { GUARD_KIND, type VerdictWeights, verdictScore } from '../../src/understand/guard/inspect.ts';
import { plainView, wordView } from '../../src/understand/guard/plain-view.ts';
import type { GuardSource } from '../../src/understand/guard/rule.ts';
import { hashText, mixHash } from '../../src/understand/linear/hash.ts';
import { compressModel, encodeModel, type LinearModel } from '../../src/understand/linear/linear-model.ts';
import { type FeatureSpec, features, type SparseVector } from '../../src/understand/linear/ngram-features.ts';
import { trainSoftmax } from '../../src/understand/linear/train-linear.ts';
import type { TrainedModel, TrainOptions } from '../train.ts';
import { type GuardRow, guardRows, trainingTexts } from './guard-data.ts';

/** 2^14 buckets of four bytes are the 64 KiB that the guard may weigh. */
const SPEC: FeatureSpec = { bits: 14, words: 2, skips: false, chars: { min: 3, max: 4 } };
const BITS = 4;
const TRAINING = { seed: 7, epochs: 12, rate: 0.15, penalty: 1e-6, smoothing: 0.02 };
/** Parts of the fit side: each is judged by a model that has not seen it. */
const FOLDS = 4;
/** Share of harmless texts that may be flagged, as the mean over the benign sets of the fit side. */
const FALSE_ALARMS = 0.01;

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

interface PreparedText {
  vector: SparseVector;
  label: number;
  group: string;
}

interface JudgedRow extends GuardRow {
  figures: GuardFigures;
}

function prepare(rows: readonly GuardRow[]): PreparedText[] {
  return trainingTexts(rows).map(({ text, label, group }) => ({
    vector: features(wordView(plainView(text)), SPEC),
    label,
    group,
  }));
}

function foldOf(group: string): number {
  return mixHash(hashText(group, 0, group.length, 99)) % FOLDS;
}

/** Each class weighs as the square root of its size says, so that the rare ones are heard. */
async function fitLinear(texts: readonly PreparedText[]): Promise<LinearModel> {
  const counts = GUARD_LABELS.map((_, label) => texts.filter((one) => one.label === label).length);
  const mean = texts.length / GUARD_LABELS.length;
  const set = {
    vectors: texts.map((one) => one.vector),
    labels: Uint16Array.from(texts, (one) => one.label),
    buckets: 2 ** SPEC.bits,
    classes: GUARD_LABELS.length,
    importance: Float32Array.from(texts, (one) => Math.sqrt(mean / (counts[one.label] || 1))),
  };
  const { weights, bias } = await trainSoftmax(set, TRAINING);
  return compressModel({ kind: GUARD_KIND, labels: GUARD_LABELS, spec: SPEC, weights, bias }, BITS);
}

/** Logistic regression over the figures, every set with the same weight, and the threshold for `FALSE_ALARMS`. */
function fitVerdict(judged: readonly JudgedRow[], source: GuardSource): VerdictWeights {
  const rows = judged.filter((row) => row.source === source);
  const sizes = new Map<string, number>();
  for (const row of rows) sizes.set(row.set, (sizes.get(row.set) ?? 0) + 1);
  const sides = { attack: 0, benign: 0 };
  for (const set of sizes.keys())
    sides[rows.some((row) => row.set === set && row.attack) ? 'attack' : 'benign'] += 1;
  const weighed = rows.map((row) => ({
    ...row,
    importance: 1 / (sizes.get(row.set) ?? 1) / (row.attack ? sides.attack : sides.benign),
  }));
  const weights = descend(weighed);
  return { ...weights, threshold: thresholdFor(weights, weighed) };
}

/** Gradient descent on three weights and a bias; a weight never falls below zero: no figure speaks for innocence. */
function descend(rows: readonly (JudgedRow & { importance: number })[]): Omit<VerdictWeights, 'threshold'> {
  const weights = { whole: 0.5, window: 0.5, evidence: 0.5, bias: 0 };
  for (let round = 0; round < 1_500; round += 1) {
    const slope = { whole: 0, window: 0, evidence: 0, bias: 0 };
    for (const { figures, attack, importance } of rows) {
      const error = (verdictScore(figures, weights) - (attack ? 1 : 0)) * importance;
      slope.whole += error * figures.whole;
      slope.window += error * figures.window;
      slope.evidence += error * figures.evidence;
      slope.bias += error;
    }
    const rate = 0.1;
    weights.whole = Math.max(0, weights.whole - rate * slope.whole);
    weights.window = Math.max(0, weights.window - rate * slope.window);
    weights.evidence = Math.max(0, weights.evidence - rate * slope.evidence);
    weights.bias -= rate * slope.bias;
  }
  return {
    whole: coarse(weights.whole),
    window: coarse(weights.window),
    evidence: coarse(weights.evidence),
    bias: coarse(weights.bias),
  };
}

/** The lowest score at which the sets' mean share of false alarms is at most `FALSE_ALARMS`. */
function thresholdFor(
  weights: Omit<VerdictWeights, 'threshold'>,
  rows: readonly (JudgedRow & { importance: number })[],
): number {
  const benign = rows
    .filter((row) => !row.attack)
    .map((row) => ({ score: verdictScore(row.figures, weights), share: row.importance }))
    .sort((one, other) => other.score - one.score);
  let flagged = 0;
  for (const { score, share } of benign) {
    flagged += share;
    if (flagged > FALSE_ALARMS) return Math.min(0.999, Math.ceil(score * 10_000 + 1) / 10_000);
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
