import type { GroupableQuestion } from './group-questions.ts';
import type { SparseVector } from './question-vectors.ts';

/** How much each kind of likeness counts; they add up to 1 with and without embeddings. */
const SHARES = { words: 0.5, company: 0.5 };
const SHARES_EMBEDDED = { words: 0.25, company: 0.25, embedding: 0.5 };

/** What is left of the likeness of two questions in different languages: a name or a code is the same in all of them. */
const OTHER_LANGUAGE = 0.5;

/** Questions and how alike any two are. */
export class QuestionSpace {
  readonly vectors: readonly SparseVector[];
  readonly latent: { rows: Float32Array; dimensions: number };
  readonly embedded: boolean;
  private readonly questions: readonly GroupableQuestion[];

  constructor(
    questions: readonly GroupableQuestion[],
    vectors: readonly SparseVector[],
    latent: { rows: Float32Array; dimensions: number },
  ) {
    this.questions = questions;
    this.vectors = vectors;
    this.latent = latent;
    this.embedded = questions.length > 0 && questions.every(({ embedding }) => embedding !== undefined);
  }

  get size(): number {
    return this.questions.length;
  }

  language(index: number): string {
    return this.questions[index]?.language ?? 'und';
  }

  embedding(index: number): Float32Array | undefined {
    return this.questions[index]?.embedding;
  }

  /** 0 (nothing in common) to 1 (the same). */
  alike(one: number, two: number): number {
    return this.alikeBy(dotSparse(this.vectors[one], this.vectors[two]), one, two);
  }

  /** How alike each of these is to each other one: a square, one row after another, zero on the diagonal. */
  alikeAmong(sample: readonly number[]): Float32Array {
    const size = sample.length;
    const alike = wordsAmong(sample.map((index) => this.vectors[index]));
    for (let row = 1; row < size; row += 1) {
      const one = sample[row] ?? 0;
      for (let column = 0; column < row; column += 1) {
        const two = sample[column] ?? 0;
        const value = this.alikeBy(alike[row * size + column] ?? 0, one, two);
        alike[row * size + column] = value;
        alike[column * size + row] = value;
      }
    }
    return alike;
  }

  private alikeBy(words: number, one: number, two: number): number {
    const { rows, dimensions: size } = this.latent;
    let company = 0;
    for (let k = 0; k < size; k += 1) company += (rows[one * size + k] ?? 0) * (rows[two * size + k] ?? 0);
    const embedding = this.embedded ? dotDense(this.embedding(one), this.embedding(two)) : 0;
    return this.join(words, company, embedding) * languageFactor(this.language(one), this.language(two));
  }

  /** Cosines of the three kinds as one likeness. */
  join(words: number, company: number, embedding: number): number {
    const near = Math.max(0, company);
    if (!this.embedded) return SHARES.words * words + SHARES.company * near;
    const { words: w, company: c, embedding: e } = SHARES_EMBEDDED;
    return w * words + c * near + e * Math.max(0, embedding);
  }
}

/** 1 where the languages are the same or one is not known. */
export function languageFactor(one: string, two: string): number {
  return one === two || one === 'und' || two === 'und' ? 1 : OTHER_LANGUAGE;
}

/** Products of each with those before it, below the diagonal; by feature, for most pairs have none in common. */
function wordsAmong(vectors: readonly (SparseVector | undefined)[]): Float32Array {
  const size = vectors.length;
  const sums = new Float32Array(size * size);
  const postings = new Map<number, { columns: number[]; weights: number[] }>();
  for (const [row, vector] of vectors.entries()) {
    for (let at = 0; vector !== undefined && at < vector.ids.length; at += 1) {
      const id = vector.ids[at] ?? 0;
      const weight = vector.weights[at] ?? 0;
      const posting = postings.get(id) ?? { columns: [], weights: [] };
      for (let place = 0; place < posting.columns.length; place += 1) {
        const cell = row * size + (posting.columns[place] ?? 0);
        sums[cell] = (sums[cell] ?? 0) + weight * (posting.weights[place] ?? 0);
      }
      posting.columns.push(row);
      posting.weights.push(weight);
      postings.set(id, posting);
    }
  }
  return sums;
}

/** Both are sorted by id. */
function dotSparse(one: SparseVector | undefined, two: SparseVector | undefined): number {
  if (!one || !two) return 0;
  let sum = 0;
  let b = 0;
  for (let a = 0; a < one.ids.length; a += 1) {
    const id = one.ids[a] ?? 0;
    while (b < two.ids.length && (two.ids[b] ?? 0) < id) b += 1;
    if (two.ids[b] === id) sum += (one.weights[a] ?? 0) * (two.weights[b] ?? 0);
  }
  return sum;
}

export function dotDense(one: Float32Array | undefined, two: Float32Array | undefined): number {
  if (!one || !two || one.length !== two.length) return 0;
  let sum = 0;
  for (let k = 0; k < one.length; k += 1) sum += (one[k] ?? 0) * (two[k] ?? 0);
  return sum;
}
