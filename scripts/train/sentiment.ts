import { affectFeatures } from '../../src/understand/emotion/affect-features.ts';
import {
  type AffectModel,
  affectMargins,
  encodeAffectModel,
} from '../../src/understand/emotion/affect-model.ts';
import {
  SENTIMENT_COLUMNS,
  SENTIMENT_KIND,
  SENTIMENTS,
  type SentimentExtra,
  sentimentInputs,
} from '../../src/understand/emotion/read-sentiment.ts';
import { type ToneSignals, toneSignals } from '../../src/understand/emotion/tone-signals.ts';
import { hashText, mixHash } from '../../src/understand/linear/hash.ts';
import { quantize } from '../../src/understand/linear/quantize.ts';
import { fitLogistic } from '../evaluate/logistic.ts';
import type { TrainedModel, TrainOptions } from '../train.ts';
import { affectPhrases, type SupportRow, supportRows } from './affect-data.ts';
import { type Column, packRows, type SparseRows, trainAffectSvm } from './affect-svm.ts';

/** Rows of the weight matrix, half a byte a column each: 400 KB. Four bits lose nothing here, fewer rows do. */
const MODEL_ROWS = 200_000;
const FOLDS = 5;
/** Chosen by cross-validation on the training part: docs/models/sentiment.md. */
const SETTINGS = { epochs: 10, cost: 0.5, balance: 0.5, ratio: 1, seed: 3 };
const MIXING_PENALTY = 1;
/** From this part on messages were written to be hard to tell: customers write fewer of them, so the mixing hears them less. */
const HARD_PART = 42;
const HARD_WEIGHT = 0.3;
/** What is added to the mixing's log-odds of negative: less is lost by asking a satisfied customer than by passing over another. */
const NEGATIVE_BIAS = 0.2;

interface Corpus {
  /** Messages of customers, then phrases: what the columns learn from. */
  own: SupportRow[];
  rows: SparseRows;
  tone: ToneSignals[];
  /** Fold of each message; messages of one author share one. */
  folds: number[];
  messages: number;
}

/**
 * Three SVMs on our messages and phrases and one for strong frustration; then logistic models over their margins and the
 * tone signals. The margins those learn from come from folds (by author) whose weights never saw the message, rounded as
 * the weights that ship.
 */
export async function train({ progress }: TrainOptions): Promise<TrainedModel> {
  const corpus = readCorpus();
  progress(`${corpus.messages} messages, ${corpus.own.length - corpus.messages} phrases`);
  const inputs: number[][] = Array.from({ length: corpus.messages }, () => []);
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const model = learnWeights(corpus, (row) => corpus.folds[row] !== fold);
    for (let row = 0; row < corpus.messages; row += 1) {
      if (corpus.folds[row] === fold) inputs[row] = inputsOf(corpus, row, model);
    }
    progress(`fold ${fold + 1} of ${FOLDS} done`);
  }
  const extra: SentimentExtra = {
    mixing: mixing(corpus, inputs),
    strain: [1, 2, 3].map((level) =>
      learn(
        corpus,
        inputs,
        (row) => (corpus.own[row]?.frustration ?? 0) >= level,
        (row) => weightOf(corpus.own[row]),
      ),
    ),
  };
  const bytes = encodeAffectModel({ ...learnWeights(corpus, () => true), extra: { ...extra } });
  const recall = macroRecall(corpus, inputs, extra.mixing);
  return { bytes, notes: [`macro-recall over folds, the mixing seen: ${recall.toFixed(4)}`] };
}

function readCorpus(): Corpus {
  const messages = supportRows().train;
  const own = [...messages, ...affectPhrases()];
  return {
    own,
    rows: packRows(
      own.map(({ text }) => affectFeatures(text)),
      MODEL_ROWS,
    ),
    tone: own.map(({ text }) => toneSignals(text)),
    folds: own.map(({ group, text }, row) => mixHash(hashText(row < messages.length ? group : text)) % FOLDS),
    messages: messages.length,
  };
}

/** The weights without what weighs their margins, from the rows that are chosen. */
function learnWeights({ own, rows }: Corpus, isChosen: (row: number) => boolean): AffectModel {
  const chosen = Uint32Array.from(own, (_, row) => row).filter(isChosen);
  const one = (test: (row: SupportRow) => boolean) =>
    trainAffectSvm(
      rows,
      chosen,
      Uint8Array.from(own, (row) => (test(row) ? 1 : 0)),
      null,
      SETTINGS,
    );
  const columns = [
    ...SENTIMENTS.map((label) => one(({ sentiment }) => sentiment === label)),
    one(({ frustration }) => frustration >= 2),
  ];
  return {
    kind: SENTIMENT_KIND,
    labels: SENTIMENT_COLUMNS,
    rows: MODEL_ROWS,
    matrix: quantize(interleave(columns), columns.length, 4),
    bias: Float32Array.from(columns, (column) => column[MODEL_ROWS] ?? 0),
    extra: {},
  };
}

function inputsOf({ own, tone }: Corpus, row: number, model: AffectModel): number[] {
  const margins = affectMargins(model, affectFeatures(own[row]?.text ?? ''));
  const signals = tone[row];
  return signals ? sentimentInputs(margins, signals) : Array.from(margins);
}

/** One logistic model a sentiment; a rare sentiment weighs as much as a frequent one. */
function mixing(corpus: Corpus, inputs: readonly number[][]): number[][] {
  const messages = corpus.own.slice(0, corpus.messages);
  const total = (rows: readonly SupportRow[]) => rows.reduce((sum, row) => sum + weightOf(row), 0);
  const shares = new Map(
    SENTIMENTS.map((label) => [label, total(messages.filter(({ sentiment }) => sentiment === label))]),
  );
  const even = total(messages) / SENTIMENTS.length;
  return SENTIMENTS.map((label) => {
    const isLabel = (row: number) => corpus.own[row]?.sentiment === label;
    const [bias = 0, ...weights] = learn(corpus, inputs, isLabel, (row) => {
      const own = corpus.own[row];
      return own ? (weightOf(own) * even) / (shares.get(own.sentiment) ?? even) : 0;
    });
    return [label === 'negative' ? bias + NEGATIVE_BIAS : bias, ...weights];
  });
}

function weightOf(row: SupportRow | undefined): number {
  return row === undefined || row.part >= HARD_PART ? HARD_WEIGHT : 1;
}

function learn(
  { messages }: Corpus,
  inputs: readonly number[][],
  isRight: (row: number) => boolean,
  weight: (row: number) => number,
): number[] {
  const examples = inputs
    .slice(0, messages)
    .map((features, row) => ({ features, right: isRight(row), weight: weight(row) }));
  return fitLogistic(examples, MIXING_PENALTY).map((value) => Number(value.toFixed(5)));
}

/** Mean recall of the sentiments on the training messages, by margins of weights that never saw them. */
function macroRecall(corpus: Corpus, inputs: readonly number[][], mixing: readonly number[][]): number {
  const recalls = SENTIMENTS.map((label, wanted) => {
    const own = inputs.filter((_, row) => corpus.own[row]?.sentiment === label);
    const right = own.filter((features) => {
      const scores = mixing.map((weights) =>
        features.reduce((sum, value, at) => sum + value * (weights[at + 1] ?? 0), weights[0] ?? 0),
      );
      return scores.indexOf(Math.max(...scores)) === wanted;
    });
    return right.length / Math.max(1, own.length);
  });
  return recalls.reduce((sum, one) => sum + one, 0) / recalls.length;
}

/** Columns side by side: one row a bucket. */
function interleave(columns: readonly Column[]): Float32Array {
  const matrix = new Float32Array(MODEL_ROWS * columns.length);
  for (const [label, column] of columns.entries())
    for (let row = 0; row < MODEL_ROWS; row += 1) matrix[row * columns.length + label] = column[row] ?? 0;
  return matrix;
}
