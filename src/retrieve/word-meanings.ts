import { err, ok, type Result } from '../domain/result.ts';
import { analyze } from './analyze.ts';

/** What words mean, as directions: words that stand for like things point alike. English. */
export interface WordMeanings {
  /** The direction of words together, of length 1; null where none of them is known. Of a long text its beginning is read. */
  together(terms: readonly string[]): Float32Array | null;
  /** Numbers in one direction. */
  readonly dimensions: number;
  /** Differs between tables. */
  readonly fingerprint: string;
  /** Where a word as it is written points: signed bytes, the same array for the same stem. Null: not known, or a function word. */
  directionOf(word: string): Int8Array | null;
}

const KIND = 'meanings';
/** Words of a text that are read: what it is about is said by then. */
const WORDS_READ = 150;
const LINE_END = 10;

/** A table as a file: a line of JSON that names the words, then `dimensions` signed bytes a word. */
export function encodeMeanings(words: readonly string[], rows: Int8Array): Uint8Array<ArrayBuffer> {
  const dimensions = rows.length / words.length;
  const fingerprint = fingerprintOf(words, rows);
  const head = { kind: KIND, dimensions, fingerprint, words: words.join(' ') };
  const line = new TextEncoder().encode(`${JSON.stringify(head)}\n`);
  const bytes = new Uint8Array(line.length + rows.length);
  bytes.set(line);
  bytes.set(new Uint8Array(rows.buffer, rows.byteOffset, rows.length), line.length);
  return bytes;
}

/** FNV-1a of all words and numbers: two tables hardly ever have the same. */
function fingerprintOf(words: readonly string[], rows: Int8Array): string {
  let hash = 0x811c9dc5;
  for (const byte of [new TextEncoder().encode(words.join(' ')), new Uint8Array(rows)].flatMap((all) => [
    ...all,
  ]))
    hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** Opens a file of `encodeMeanings`; the numbers stay where they are. `damaged`: it is none, or is cut short. */
export function decodeMeanings(file: ArrayBuffer | Uint8Array): Result<WordMeanings, 'damaged'> {
  const bytes = file instanceof Uint8Array ? file : new Uint8Array(file);
  const end = bytes.indexOf(LINE_END);
  const head = end < 0 ? null : readHead(new TextDecoder().decode(bytes.subarray(0, end)));
  const size = head === null ? 0 : head.words.length * head.dimensions;
  if (head === null || bytes.length !== end + 1 + size) return err('damaged');
  const rows = new Int8Array(bytes.buffer, bytes.byteOffset + end + 1, size);
  const places = new Map(head.words.map((word, at) => [word, at * head.dimensions]));
  // The terms of a chunk that is found again are the same list: see AnalysedChunks.
  const opened = new Map<number, Int8Array>();
  const known = new WeakMap<readonly string[], Float32Array | null>();
  return ok({
    dimensions: head.dimensions,
    fingerprint: head.fingerprint,
    directionOf(word) {
      const [term = '', ...more] = analyze(word);
      const place = more.length > 0 ? undefined : places.get(term);
      if (place === undefined) return null;
      const row = opened.get(place) ?? rows.subarray(place, place + head.dimensions);
      opened.set(place, row);
      return row;
    },
    together(terms) {
      const seen = known.get(terms);
      if (seen !== undefined) return seen;
      const found = together(terms.slice(0, WORDS_READ), places, rows, head.dimensions);
      known.set(terms, found);
      return found;
    },
  });
}

function readHead(line: string): { dimensions: number; fingerprint: string; words: string[] } | null {
  try {
    const head = JSON.parse(line) as Record<string, unknown>;
    const { kind, dimensions, fingerprint, words } = head;
    if (kind !== KIND || typeof words !== 'string' || typeof fingerprint !== 'string') return null;
    if (typeof dimensions !== 'number' || !Number.isInteger(dimensions) || dimensions < 1) return null;
    return { dimensions, fingerprint, words: words.split(' ') };
  } catch {
    return null;
  }
}

function together(
  terms: readonly string[],
  places: ReadonlyMap<string, number>,
  rows: Int8Array,
  dimensions: number,
): Float32Array | null {
  const sum = new Int32Array(dimensions);
  let known = 0;
  for (const term of new Set(terms)) {
    const place = places.get(term);
    if (place === undefined) continue;
    known += 1;
    for (let at = 0; at < dimensions; at += 1) sum[at] = (sum[at] ?? 0) + (rows[place + at] ?? 0);
  }
  let square = 0;
  for (let at = 0; at < dimensions; at += 1) square += (sum[at] ?? 0) ** 2;
  if (known === 0 || square === 0) return null;
  const length = Math.sqrt(square);
  const direction = new Float32Array(dimensions);
  for (let at = 0; at < dimensions; at += 1) direction[at] = (sum[at] ?? 0) / length;
  return direction;
}

/** Cosine of two directions, -1..1. */
export function likeness(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}
