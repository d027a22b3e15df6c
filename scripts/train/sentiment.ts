import type { Emotion } from '../../src/domain/understanding.ts';
import { affectFeatures } from '../../src/understand/emotion/affect-features.ts';
import { encodeAffectModel } from '../../src/understand/emotion/affect-model.ts';
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
import { affectPhrases, goEmotions, type SupportRow, supportRows } from './affect-data.ts';
import { type Column, packRows, type SparseRows, scoreRow, trainAffectSvm } from './affect-svm.ts';

/** Rows of the weight matrix, one byte a column each: 98 KB. */
const MODEL_ROWS = 14_000;
const FOLDS = 5;
/** Chosen by cross-validation on the training part: docs/models/sentiment.md. */
const CUSTOMER = { epochs: 10, cost: 0.5, balance: 0.5, ratio: 0.5, seed: 3 };
const FORUM = { ...CUSTOMER, cost: 0.1, epochs: 5 };
const MIXING_PENALTY = 1;
const UNPLEASANT: readonly Emotion[] = ['anger', 'disgust', 'fear', 'sadness'];

interface Corpus {
  /** Messages of customers, then phrases: what the customer columns learn from. */
  own: SupportRow[];
  /** Polarity of the forum texts that follow them: a place in SENTIMENTS. */
  forum: number[];
  rows: SparseRows;
  tone: ToneSignals[];
  /** Fold of each message; messages of one author share one. */
  folds: number[];
  messages: number;
}

/**
 * Three SVMs on our messages and phrases, three on the polarity of GoEmotions, one for strong frustration; then logistic
 * models over their margins and the tone signals. The margins those learn from come from folds (by author) whose weights
 * never saw the message.
 */
export async function train({ data, progress }: TrainOptions): Promise<TrainedModel> {
  const corpus = readCorpus(data);
  progress(
    `${corpus.messages} messages, ${corpus.own.length - corpus.messages} phrases, ${corpus.forum.length} forum texts`,
  );
  const forum = forumColumns(corpus);
  progress('forum columns done');
  const inputs: number[][] = Array.from({ length: corpus.messages }, () => []);
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const columns = arrange(
      customerColumns(corpus, (row) => corpus.folds[row] !== fold),
      forum,
    );
    for (let row = 0; row < corpus.messages; row += 1) {
      if (corpus.folds[row] === fold) inputs[row] = inputsOf(corpus, row, columns);
    }
  }
  progress('folds done');
  const extra: SentimentExtra = {
    mixing: mixing(corpus, inputs),
    strain: [1, 2, 3].map((level) =>
      learn(
        corpus,
        inputs,
        (row) => (corpus.own[row]?.frustration ?? 0) >= level,
        () => 1,
      ),
    ),
  };
  const columns = arrange(
    customerColumns(corpus, () => true),
    forum,
  );
  const bytes = encodeAffectModel({
    kind: SENTIMENT_KIND,
    labels: SENTIMENT_COLUMNS,
    rows: MODEL_ROWS,
    matrix: quantize(interleave(columns), columns.length, 8),
    bias: Float32Array.from(columns, (column) => column[MODEL_ROWS] ?? 0),
    extra: { ...extra },
  });
  const recall = macroRecall(corpus, inputs, extra.mixing);
  return { bytes, notes: [`macro-recall over folds, the mixing seen: ${recall.toFixed(4)}`] };
}

function readCorpus(data: string): Corpus {
  const messages = supportRows().train;
  const own = [...messages, ...affectPhrases()];
  const forum = goEmotions(data, 'train').flatMap(({ text, emotions }) => {
    const good = emotions.includes('joy');
    const bad = emotions.some((emotion) => UNPLEASANT.includes(emotion));
    if (good && bad) return [];
    if (good || bad) return [{ text, polarity: good ? 2 : 0 }];
    return emotions.includes('neutral') ? [{ text, polarity: 1 }] : [];
  });
  const texts = [...own.map(({ text }) => text), ...forum.map(({ text }) => text)];
  return {
    own,
    forum: forum.map(({ polarity }) => polarity),
    rows: packRows(texts.map(affectFeatures), MODEL_ROWS),
    tone: own.map(({ text }) => toneSignals(text)),
    folds: own.map(({ group, text }, row) => mixHash(hashText(row < messages.length ? group : text)) % FOLDS),
    messages: messages.length,
  };
}

function forumColumns({ own, forum, rows }: Corpus): Column[] {
  const chosen = Uint32Array.from(forum, (_, at) => own.length + at);
  return SENTIMENTS.map((_, label) => {
    const isLabel = new Uint8Array(own.length + forum.length);
    for (const [at, polarity] of forum.entries()) isLabel[own.length + at] = polarity === label ? 1 : 0;
    return trainAffectSvm(rows, chosen, isLabel, null, FORUM);
  });
}

/** The sentiments, and strong frustration last. */
function customerColumns({ own, rows }: Corpus, isChosen: (row: number) => boolean): Column[] {
  const chosen = Uint32Array.from(own, (_, row) => row).filter(isChosen);
  const one = (test: (row: SupportRow) => boolean) =>
    trainAffectSvm(
      rows,
      chosen,
      Uint8Array.from(own, (row) => (test(row) ? 1 : 0)),
      null,
      CUSTOMER,
    );
  return [
    ...SENTIMENTS.map((label) => one(({ sentiment }) => sentiment === label)),
    one(({ frustration }) => frustration >= 2),
  ];
}

/** In the order of SENTIMENT_COLUMNS. */
function arrange(customer: readonly Column[], forum: readonly Column[]): Column[] {
  const count = SENTIMENTS.length;
  return [...customer.slice(0, count), ...forum, ...customer.slice(count)];
}

function inputsOf({ rows, tone }: Corpus, row: number, columns: readonly Column[]): number[] {
  const margins = columns.map((column) => scoreRow(rows, row, column));
  const signals = tone[row];
  return signals ? sentimentInputs(margins, signals) : margins;
}

/** One logistic model a sentiment; a rare sentiment weighs as much as a frequent one. */
function mixing(corpus: Corpus, inputs: readonly number[][]): number[][] {
  return SENTIMENTS.map((label) => {
    const isLabel = (row: number) => corpus.own[row]?.sentiment === label;
    return learn(corpus, inputs, isLabel, (row) => {
      const own = corpus.own[row]?.sentiment;
      const same = corpus.own.slice(0, corpus.messages).filter(({ sentiment }) => sentiment === own).length;
      return corpus.messages / SENTIMENTS.length / same;
    });
  });
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
