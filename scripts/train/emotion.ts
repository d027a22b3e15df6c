import { affectFeatures } from '../../src/understand/emotion/affect-features.ts';
import { encodeAffectModel } from '../../src/understand/emotion/affect-model.ts';
import {
  EMOTION_KIND,
  EMOTIONS,
  type EmotionExtra,
  emotionInputs,
} from '../../src/understand/emotion/read-emotion.ts';
import { quantize } from '../../src/understand/linear/quantize.ts';
import { fitLogistic } from '../evaluate/logistic.ts';
import type { TrainedModel, TrainOptions } from '../train.ts';
import { affectPhrases, goEmotions, supportRows } from './affect-data.ts';
import { type Column, packRows, type SparseRows, scoreRow, trainAffectSvm } from './affect-svm.ts';
import { bestThreshold } from './best-threshold.ts';

/** Rows of the weight matrix, one byte a label each: 350 KB. */
const MODEL_ROWS = 50_000;
/** The greatest number stored: 127 had 0.3 points more on validation, within what rounding moves, and takes a fifth more gzip. */
const LEVELS = 63;
const FOLDS = 4;
/** Chosen by cross-validation on the training rows of GoEmotions: docs/models/emotion.md. */
const SETTINGS = { epochs: 6, cost: 0.1, balance: 0.5, ratio: 0.5 };
/** Weight of a message of ours beside a row of GoEmotions. */
const OWN_WEIGHT = 0.5;
/** Later parts of our messages were written for sentiment; learning from them too won nothing here. */
const OWN_PARTS = 36;
const MIXING_PENALTY = 1;
const SEED = 11;

interface Corpus {
  rows: SparseRows;
  /** The first `judged` rows are GoEmotions: they are what calibration and thresholds are fitted on. */
  judged: number;
  isLabel: Uint8Array[];
  importance: Float32Array;
}

/**
 * Seven one-against-the-rest SVMs over hashed n-grams, trained on GoEmotions and our own English messages. Four folds give
 * every row of GoEmotions margins of weights that never saw it; on those a small logistic mixing is fitted, which makes
 * probabilities of the margins, and the thresholds. The weights that ship are then trained on all rows.
 */
export async function train({ data, progress }: TrainOptions): Promise<TrainedModel> {
  const corpus = readCorpus(data);
  progress(`${corpus.importance.length} texts, ${corpus.rows.values.length} features`);
  const all = Uint32Array.from(corpus.importance, (_, row) => row);
  const margins = Array.from({ length: corpus.judged }, () => new Float32Array(EMOTIONS.length));
  const columns: Column[] = [];
  for (const [label, name] of EMOTIONS.entries()) {
    for (let fold = 0; fold < FOLDS; fold += 1) {
      const column = learn(
        corpus,
        all.filter((row) => row >= corpus.judged || row % FOLDS !== fold),
        label,
      );
      for (let row = fold; row < corpus.judged; row += FOLDS) {
        const unseen = margins[row];
        if (unseen) unseen[label] = scoreRow(corpus.rows, row, column);
      }
    }
    columns.push(learn(corpus, all, label));
    progress(`${name} done`);
  }
  const extra = calibrate(margins, corpus);
  const bytes = encodeAffectModel({
    kind: EMOTION_KIND,
    labels: EMOTIONS,
    rows: MODEL_ROWS,
    matrix: quantize(interleave(columns), EMOTIONS.length, 8, LEVELS),
    bias: Float32Array.from(columns, (column) => column[MODEL_ROWS] ?? 0),
    extra: { ...extra.model },
  });
  return { bytes, notes: [`macro-F1 in cross-validation on GoEmotions train: ${extra.macroF1.toFixed(4)}`] };
}

function readCorpus(data: string): Corpus {
  const judged = goEmotions(data, 'train');
  const own = [...supportRows(OWN_PARTS).train, ...affectPhrases()]
    .filter((row) => row.lang === 'en')
    .map((row) => ({ text: row.text, emotions: [row.emotion] }));
  const texts = [...judged, ...own];
  return {
    rows: packRows(
      texts.map(({ text }) => affectFeatures(text)),
      MODEL_ROWS,
    ),
    judged: judged.length,
    isLabel: EMOTIONS.map((label) =>
      Uint8Array.from(texts, ({ emotions }) => (emotions.includes(label) ? 1 : 0)),
    ),
    importance: Float32Array.from(texts, (_, row) => (row < judged.length ? 1 : OWN_WEIGHT)),
  };
}

function learn({ rows, isLabel, importance }: Corpus, chosen: Uint32Array, label: number): Column {
  const isPositive = isLabel[label] ?? new Uint8Array();
  return trainAffectSvm(rows, chosen, isPositive, importance, { ...SETTINGS, seed: SEED + label });
}

function calibrate(
  margins: readonly Float32Array[],
  { isLabel }: Corpus,
): { model: EmotionExtra; macroF1: number } {
  const mean = EMOTIONS.map((_, label) => average(margins.map((row) => row[label] ?? 0)));
  const spread = EMOTIONS.map((_, label) =>
    Math.sqrt(average(margins.map((row) => ((row[label] ?? 0) - (mean[label] ?? 0)) ** 2))),
  );
  const inputs = margins.map((row) => emotionInputs(row, { mean, spread }));
  const thresholds: number[] = [];
  let sum = 0;
  const mixing = isLabel.map((known) => {
    const truth = known.subarray(0, margins.length);
    const weights = fitLogistic(
      inputs.map((features, row) => ({ features, right: truth[row] === 1, weight: 1 })),
      MIXING_PENALTY,
    ).map((weight) => Number(weight.toFixed(5)));
    const scores = inputs.map((features) => sigmoid(weights, features));
    const { threshold, f1 } = bestThreshold(scores, truth);
    thresholds.push(Number(threshold.toFixed(5)));
    sum += f1;
    return weights;
  });
  return { model: { mean, spread, mixing, thresholds }, macroF1: sum / EMOTIONS.length };
}

function sigmoid(weights: readonly number[], features: readonly number[]): number {
  const sum = features.reduce((total, value, at) => total + value * (weights[at + 1] ?? 0), weights[0] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/** Columns side by side: one row a bucket. */
function interleave(columns: readonly Column[]): Float32Array {
  const matrix = new Float32Array(MODEL_ROWS * columns.length);
  for (const [label, column] of columns.entries())
    for (let row = 0; row < MODEL_ROWS; row += 1) matrix[row * columns.length + label] = column[row] ?? 0;
  return matrix;
}
