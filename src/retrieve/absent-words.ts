import { analyzeTerms } from './analyze.ts';

/** How often the organization's articles hold each of some terms; null: it has no articles. */
export type LookUp = (terms: readonly string[]) => Promise<{ frequency: ReadonlyMap<string, number> } | null>;

/**
 * Those words of names that no article holds in any form, each once, in order. A function word ("of") is in no index and counts as
 * held. One look-up.
 */
export async function absentWords(names: readonly string[], lookUp: LookUp): Promise<string[]> {
  const words = [...new Set(names.flatMap((name) => name.split(' ')))].map((word) => ({
    word,
    terms: analyzeTerms(word)
      .filter(({ of }) => of === undefined)
      .map(({ term }) => term),
  }));
  const known = await lookUp([...new Set(words.flatMap(({ terms }) => terms))]);
  const isHeld = (term: string) => (known?.frequency.get(term) ?? 0) > 0;
  return words.filter(({ terms }) => terms.length > 0 && !terms.some(isHeld)).map(({ word }) => word);
}
