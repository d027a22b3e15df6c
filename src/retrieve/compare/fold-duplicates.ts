import { type Sketch, similarity, sketchOf } from './sketch.ts';

/** From this share of common shingles on, two passages say the same in almost the same words: one in twenty is another. */
export const NEAR_DUPLICATE = 0.7;

/** A passage and those further down that say the same. */
export interface Folded<P> {
  kept: P;
  duplicates: P[];
}

/** What two texts are compared by. */
export interface Likeness {
  sketch: Sketch;
  /** The terms with digits, sorted: prices, limits and codes, by which texts of one mould differ. */
  numbers: string;
}

/** Of lists of terms that are kept, which are those of chunks found lately. */
const likenesses = new WeakMap<readonly string[], Likeness>();

export function likenessOf(terms: readonly string[]): Likeness {
  const known = likenesses.get(terms);
  if (known) return known;
  const numbers = [...new Set(terms.filter((term) => /\d/.test(term)))].sort().join(' ');
  const like = { sketch: sketchOf(terms), numbers };
  likenesses.set(terms, like);
  return like;
}

/** Whether two texts say the same: nearly the same words, and exactly the same numbers. */
export function isDuplicate(a: Likeness, b: Likeness): boolean {
  return a.numbers === b.numbers && similarity(a.sketch, b.sketch) >= NEAR_DUPLICATE;
}

/**
 * Folds near-duplicate passages: the first of each group (the best, where they come best first) is kept and the others are
 * listed with it, in order. `termsOf`: a passage's analysed body. Passages of one article are never folded: what it says
 * twice belongs to its own places. Pure; at most `passages.length`² comparisons of a few hundred steps, so give it tens.
 */
export function foldDuplicates<P extends { articleId: string }>(
  passages: readonly P[],
  termsOf: (passage: P) => readonly string[],
): Folded<P>[] {
  const folded: (Folded<P> & { like: Likeness })[] = [];
  for (const passage of passages) {
    const like = likenessOf(termsOf(passage));
    const same = folded.find(
      (one) => one.kept.articleId !== passage.articleId && isDuplicate(one.like, like),
    );
    if (same) same.duplicates.push(passage);
    else folded.push({ kept: passage, duplicates: [], like });
  }
  return folded.map(({ kept, duplicates }) => ({ kept, duplicates }));
}
