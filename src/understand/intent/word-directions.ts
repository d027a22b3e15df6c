import type { IntentWord } from './intent-words.ts';

/** Where words point: words that stand for like things point alike. A table that a model learns from, and is read with. */
export interface WordDirections {
  /** Numbers in one direction. */
  readonly dimensions: number;
  /** Differs between tables: a model that learnt from one misreads another. */
  readonly fingerprint: string;
  /** Where a word points, `dimensions` whole numbers; the same array for the same word. Null: not known. */
  directionOf(word: string): Int8Array | null;
}

/** Where the words of a message point together, each counted once: a direction of length 1; null where none of them is known. Pure. */
export function commonDirection(words: readonly IntentWord[]): Float32Array | null {
  const rows = new Set<Int8Array>();
  for (const { direction } of words) if (direction !== null) rows.add(direction);
  const [first] = rows;
  if (first === undefined) return null;
  const sum = new Float32Array(first.length);
  for (const row of rows)
    for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] ?? 0) + (row[at] ?? 0);
  let squares = 0;
  for (let at = 0; at < sum.length; at += 1) squares += (sum[at] ?? 0) ** 2;
  if (squares === 0) return null;
  const length = Math.sqrt(squares);
  for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] ?? 0) / length;
  return sum;
}
