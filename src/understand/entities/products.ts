import { allMatches } from './all-matches.ts';
import { type Candidate, RANK, textValue } from './candidate.ts';
import { foldText, widenText } from './fold-text.ts';
import type { Scan } from './scan-text.ts';

/** Names of a list that are looked for: beyond it an organization has a catalogue, which search answers better. */
export const PRODUCTS_MAX = 2_000;
/** A name of one letter would be found everywhere. */
const NAME_CHARS_MIN = 2;
const NAME_CHARS_MAX = 120;
const PLURALS = ['s', 'es', "'s", 'n', 'en', ''];

interface Product {
  name: string;
  folded: string;
}
/** Products by their first word, the longest first; those of scripts without spaces under ''. */
type ProductIndex = ReadonlyMap<string, readonly Product[]>;

const indexes = new WeakMap<readonly string[], ProductIndex>();
/** A run of anything but spaces and punctuation: faster than asking each unit whether it is a letter. */
const WORD = /[^\s!-/:-@[-`{-\x7f\u00a1\u00ab\u00bb\u00bf\u2010-\u206f\u3000-\u303f]{1,120}/g;
const LETTER = /[\p{L}\p{N}]/u;
const NO_SPACES = /[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]/;

/** Product names of the organization's list: any case, whole words, the longest first, simple plurals; the value is the name as listed. Pure. */
export function findProducts({ folded, context }: Scan): Candidate[] {
  if (context.products.length === 0) return [];
  const index = indexOf(context.products);
  const found: Candidate[] = [];
  let after = 0;
  for (const match of allMatches(folded, WORD)) {
    if (match.index < after) continue;
    for (const product of index.get(match[0]) ?? index.get(singular(match[0], index)) ?? []) {
      const end = endOf(folded, match.index, product.folded);
      if (end === null) continue;
      found.push(candidate(product, match.index, end));
      after = end;
      break;
    }
  }
  for (const product of index.get('') ?? []) {
    for (let at = folded.indexOf(product.folded); at !== -1; ) {
      found.push(candidate(product, at, at + product.folded.length));
      at = folded.indexOf(product.folded, at + product.folded.length);
    }
  }
  return found;
}

function candidate(product: Product, start: number, end: number): Candidate {
  return { start, end, type: 'product', value: textValue(product.name), rank: RANK.shaped };
}

/** Where a product that begins here ends, its plural included, or null. */
function endOf(folded: string, start: number, name: string): number | null {
  for (let at = 0; at < name.length; at++) {
    const [here, there] = [folded.charAt(start + at), name.charAt(at)];
    if (here !== there && !(isGap(here) && isGap(there))) return null;
  }
  for (const plural of PLURALS) {
    const end = start + name.length + plural.length;
    if (!folded.startsWith(plural, start + name.length)) continue;
    if (end === folded.length || !LETTER.test(folded.charAt(end)) || !LETTER.test(folded.charAt(end - 1)))
      return end;
  }
  return null;
}

function isGap(unit: string): boolean {
  return unit === ' ' || unit === '-' || unit === '_';
}

function singular(word: string, index: ProductIndex): string {
  const plural = PLURALS.find(
    (one) => one !== '' && word.endsWith(one) && index.has(word.slice(0, -one.length)),
  );
  return plural === undefined ? '-' : word.slice(0, -plural.length);
}

function indexOf(products: readonly string[]): ProductIndex {
  const kept = indexes.get(products);
  if (kept) return kept;
  const index = new Map<string, Product[]>();
  for (const name of products.slice(0, PRODUCTS_MAX)) {
    const trimmed = name.trim().replace(/\s+/g, ' ').slice(0, NAME_CHARS_MAX);
    const folded = foldText(widenText(trimmed));
    if (folded.length < NAME_CHARS_MIN) continue;
    const first = NO_SPACES.test(folded) ? '' : (folded.match(WORD)?.[0] ?? null);
    if (first === null || (first !== '' && !folded.startsWith(first))) continue;
    const same = index.get(first);
    if (same) same.push({ name, folded });
    else index.set(first, [{ name, folded }]);
  }
  for (const list of index.values()) list.sort((a, b) => b.folded.length - a.folded.length);
  indexes.set(products, index);
  return index;
}
