import { analyze } from '../../src/retrieve/analyze.ts';
import { encodeMeanings } from '../../src/retrieve/word-meanings.ts';
import type { TrainedModel, TrainOptions } from '../train.ts';
import { meaningTexts } from './meaning-texts.ts';
import { principalDirections } from './principal-directions.ts';
import { SENTENCE_DIMENSIONS, sentenceVectors } from './sentence-vectors.ts';

/** Numbers a word: twice as many gain nothing on the questions of the help centres. */
const DIMENSIONS = 64;
/** How strongly a word is held to what the teacher says of it alone: most words are in few sentences. */
const PENALTY = 4;
/** Steps of conjugate gradients; the residue is small long before. */
const STEPS = 25;
/** A sentence of n words is their sum divided by n to this power. */
const DAMPING = 0.6;
/** The largest number stored; beyond it are few, and fewer levels compress better. */
const LEVELS = 31;
/** Standard deviations that the largest number stands for. */
const REACH = 3;

/** A sentence as a bag: places of its words in the table, and what each counts. */
interface Bag {
  words: number[];
  share: number;
}

/**
 * Directions of words whose sum lies where a sentence encoder puts the sentence: least squares over short sentences, each word held
 * to where the encoder puts it alone, in the directions in which sentences differ most. Deterministic.
 */
export async function train({ data, progress }: TrainOptions): Promise<TrainedModel> {
  const { words, sentences } = meaningTexts(data);
  const alone = centred(
    await sentenceVectors(
      words.map((one) => one.word),
      progress,
    ),
  );
  const said = centred(await sentenceVectors(sentences, progress));
  const directions = principalDirections(said, DIMENSIONS);
  const start = project(alone, directions);
  const aim = project(said, directions);
  const places = new Map(words.map((one, at) => [one.stem, at]));
  const bags = sentences.map((text): Bag => {
    const known = [...new Set(analyze(text))].flatMap((term) => places.get(term) ?? []);
    return { words: known, share: 1 / Math.max(1, known.length) ** DAMPING };
  });
  progress(`${words.length} words, ${sentences.length} sentences`);
  const table = solve(bags, start, aim);
  const rows = stored(table);
  const bytes = encodeMeanings(
    words.map((one) => one.stem),
    rows,
  );
  return { bytes, notes: [`${words.length} words from ${sentences.length} sentences`] };
}

type Matrix = Float64Array[];

function centred(vectors: readonly Float32Array[]): Matrix {
  const mean = new Float64Array(SENTENCE_DIMENSIONS);
  for (const vector of vectors)
    for (let at = 0; at < mean.length; at += 1)
      mean[at] = (mean[at] ?? 0) + (vector[at] ?? 0) / vectors.length;
  return vectors.map((vector) => Float64Array.from(vector, (value, at) => value - (mean[at] ?? 0)));
}

function project(rows: Matrix, directions: Matrix): Matrix {
  return rows.map((row) => Float64Array.from(directions, (one) => dot(row, one)));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}

/** Conjugate gradients for `(A'A + penalty) X = A'aim + penalty start`, all columns at once, each with its own step. */
function solve(bags: readonly Bag[], start: Matrix, aim: Matrix): Matrix {
  const scale = scaleOf(bags, start, aim);
  const table = start.map((row) => row.map((value) => value * scale));
  const guess = sentencesOf(bags, table);
  const residue = wordsOf(
    bags,
    aim.map((row, at) => row.map((value, column) => value - (guess[at]?.[column] ?? 0))),
    table.length,
  );
  const way = residue.map((row) => row.slice());
  let square = columnDots(residue, residue);
  for (let step = 0; step < STEPS; step += 1) {
    const image = wordsOf(bags, sentencesOf(bags, way), table.length);
    addRows(image, way, () => PENALTY);
    const along = columnDots(way, image);
    const size = square.map((value, column) => value / Math.max(along[column] ?? 0, 1e-12));
    addRows(table, way, (column) => size[column] ?? 0);
    addRows(residue, image, (column) => -(size[column] ?? 0));
    const next = columnDots(residue, residue);
    const turn = next.map((value, column) => value / Math.max(square[column] ?? 0, 1e-12));
    way.forEach((row, at) => {
      for (let column = 0; column < row.length; column += 1)
        row[column] = (residue[at]?.[column] ?? 0) + (turn[column] ?? 0) * (row[column] ?? 0);
    });
    square = next;
  }
  return table;
}

/** What the words alone are to be multiplied by, so that their sums are as long as sentences. */
function scaleOf(bags: readonly Bag[], start: Matrix, aim: Matrix): number {
  const sums = sentencesOf(bags, start);
  const along = sums.reduce((total, row, at) => total + dot(row, aim[at] ?? row), 0);
  return along / sums.reduce((total, row) => total + dot(row, row), 0);
}

function sentencesOf(bags: readonly Bag[], table: Matrix): Matrix {
  return bags.map(({ words, share }) => {
    const sum = new Float64Array(DIMENSIONS);
    for (const word of words) addTo(sum, table[word], () => share);
    return sum;
  });
}

function wordsOf(bags: readonly Bag[], sentences: Matrix, words: number): Matrix {
  const sums = Array.from({ length: words }, () => new Float64Array(DIMENSIONS));
  bags.forEach(({ words: own, share }, at) => {
    for (const word of own) {
      const sum = sums[word];
      if (sum) addTo(sum, sentences[at], () => share);
    }
  });
  return sums;
}

function addTo(row: Float64Array, other: Float64Array | undefined, factor: (column: number) => number): void {
  for (let column = 0; column < row.length; column += 1)
    row[column] = (row[column] ?? 0) + factor(column) * (other?.[column] ?? 0);
}

function addRows(rows: Matrix, others: Matrix, factor: (column: number) => number): void {
  for (const [at, row] of rows.entries()) addTo(row, others[at], factor);
}

function columnDots(a: Matrix, b: Matrix): Float64Array {
  const sums = new Float64Array(DIMENSIONS);
  a.forEach((row, at) => {
    for (let column = 0; column < DIMENSIONS; column += 1)
      sums[column] = (sums[column] ?? 0) + (row[column] ?? 0) * (b[at]?.[column] ?? 0);
  });
  return sums;
}

function stored(table: Matrix): Int8Array {
  const count = table.length * DIMENSIONS;
  const square = table.reduce((total, row) => total + dot(row, row), 0);
  const unit = (REACH * Math.sqrt(square / count)) / LEVELS;
  const bounded = (value: number) => Math.max(-LEVELS, Math.min(LEVELS, Math.round(value / unit)));
  return Int8Array.from({ length: count }, (_, at) =>
    bounded(table[Math.floor(at / DIMENSIONS)]?.[at % DIMENSIONS] ?? 0),
  );
}
