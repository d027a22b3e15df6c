/** Terms that make one shingle: three in a row are a turn of phrase, two are grammar. */
const SHINGLE = 3;
/** Hashes kept of a text: all of nearly every chunk's, so that similarities are exact; bounds the work on long ones. */
const KEPT = 256;

/** The smallest hashes of a text's shingles, ascending and each once: what its similarity with another is estimated from. */
export type Sketch = Uint32Array;

/**
 * The bottom-k sketch (Broder 1997: min-wise hashing with one function) of a text's analysed terms. Pure; linear but for the
 * sort of its hashes.
 */
export function sketchOf(terms: readonly string[]): Sketch {
  const width = Math.min(SHINGLE, terms.length);
  const hashes = new Set<number>();
  for (let at = 0; width > 0 && at + width <= terms.length; at += 1) {
    let value = 0x811c9dc5;
    for (let next = at; next < at + width; next += 1) value = hash(terms[next] ?? '', value);
    hashes.add(scramble(value));
  }
  return Uint32Array.from(hashes).sort().slice(0, KEPT);
}

/** The estimated share (0..1) of shingles that two texts have in common (Jaccard); 0 where either has none. */
export function similarity(a: Sketch, b: Sketch): number {
  if (a.length === 0 || b.length === 0) return 0;
  let [left, right, both, seen] = [0, 0, 0, 0];
  while (seen < KEPT && left < a.length && right < b.length) {
    const difference = (a[left] ?? 0) - (b[right] ?? 0);
    if (difference === 0) both += 1;
    if (difference <= 0) left += 1;
    if (difference >= 0) right += 1;
    seen += 1;
  }
  const rest = a.length - left + b.length - right;
  return both / Math.min(KEPT, seen + rest);
}

/** FNV-1a over the term and a separator. */
function hash(term: string, from: number): number {
  let value = from;
  for (let at = 0; at < term.length; at += 1) value = Math.imul(value ^ term.charCodeAt(at), 0x01000193);
  return Math.imul(value ^ 0x20, 0x01000193);
}

/** The finish of MurmurHash3: without it the smallest hashes of short terms are not a fair sample. */
function scramble(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
