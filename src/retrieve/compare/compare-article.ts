import { analyze } from '../analyze.ts';
import {
  type ComparedChunk,
  type Contradiction,
  findContradictions,
  type Quoted,
} from './find-contradictions.ts';
import { isDuplicate, likenessOf } from './fold-duplicates.ts';
import { similarity } from './sketch.ts';

/** What comparing needs of the index of articles. All of one organization. */
export interface ComparisonReader {
  /** Chunks of what is served of an article, by their places from `from` on; none where nothing is served. */
  chunksOf(organizationId: string, articleId: string, from: number, limit: number): Promise<ComparedChunk[]>;
  /** How many chunks hold each of the terms; those of none are absent. */
  frequencies(organizationId: string, terms: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** For each list of terms, the best chunks of other articles that hold any of them. */
  neighbours(
    request: { organizationId: string; articleId: string; limit: number },
    terms: readonly (readonly string[])[],
  ): Promise<ComparedChunk[][]>;
}

/** Two articles that say the same, with the passages that are most alike. */
export interface DuplicateArticles {
  /** Share (0..1) of the quoted passages' turns of phrase that are the same. */
  similarity: number;
  /** UTF-16 units of the first that the second has too, of those that were compared. */
  copied: number;
  sides: [Quoted, Quoted];
}

export interface Comparison {
  duplicates: DuplicateArticles[];
  contradictions: Contradiction[];
  /** Where to go on; null: the article is done. */
  next: number | null;
}

export const COMPARE = {
  /** Chunks compared in one step: as many searches, in one trip; about 0.2 s of CPU. */
  step: 25,
  /** Chunks of an article that are compared at all: beyond them it is a book. */
  perArticle: 200,
  /** Chunks of other articles that each is held against. */
  neighbours: 10,
  /** Terms that they are looked for by: the rarest of those that others have too. */
  terms: 10,
  /** Chunks that a term may be in: commoner ones tell no subject, and reading their postings takes long. */
  frequencyMax: 2_000,
  /** Findings kept of one step: what has more is a copy, and said by its first ones. */
  findings: 50,
  /** Terms below which a passage is too short to be a copy of another. */
  duplicateTerms: 12,
  /** UTF-16 units, or share of an article, from which on it has a copy; below it is a greeting or an address. */
  copiedChars: 600,
  copiedShare: 0.5,
} as const;

/**
 * Holds a part of an article against its nearest neighbours in the organization's knowledge. The same article and index give
 * the same result. Bounded for any size of knowledge base: each chunk costs one search for its rarest words.
 */
export async function compareArticle(
  request: { organizationId: string; articleId: string; from: number },
  deps: { reader: ComparisonReader },
): Promise<Comparison> {
  const { organizationId, articleId, from } = request;
  const { reader } = deps;
  const own = await reader.chunksOf(organizationId, articleId, from, COMPARE.step);
  const terms = own.map((chunk) => analyze(chunk.text));
  const wanted = own.map((chunk, at) => [
    ...new Set([...analyze(`${chunk.title} ${chunk.heading}`), ...(terms[at] ?? [])]),
  ]);
  const frequencies = await reader.frequencies(organizationId, [...new Set(wanted.flat())]);
  const searched = wanted.map((list) => telling(list, frequencies));
  const near = await reader.neighbours({ organizationId, articleId, limit: COMPARE.neighbours }, searched);
  const duplicates = own.flatMap((chunk, at) => duplicatesOf(chunk, terms[at] ?? [], near[at] ?? []));
  const contradictions = own.flatMap((chunk, at) => findContradictions(chunk, near[at] ?? []));
  const total = own.reduce((sum, { text }) => sum + text.length, 0);
  const reached = from + own.length;
  return {
    duplicates: byArticle(duplicates)
      .filter(({ copied }) => copied >= COMPARE.copiedChars || copied >= COMPARE.copiedShare * total)
      .slice(0, COMPARE.findings),
    contradictions: contradictions.slice(0, COMPARE.findings),
    next: own.length === COMPARE.step && reached < COMPARE.perArticle ? reached : null,
  };
}

/** The rarest terms that more than one chunk holds. */
function telling(terms: readonly string[], frequencies: ReadonlyMap<string, number>): string[] {
  const known = terms.flatMap((term) => {
    const chunks = frequencies.get(term) ?? 0;
    return chunks > 1 && chunks <= COMPARE.frequencyMax ? [{ term, chunks }] : [];
  });
  return known
    .sort((a, b) => a.chunks - b.chunks || (a.term < b.term ? -1 : 1))
    .slice(0, COMPARE.terms)
    .map(({ term }) => term);
}

function duplicatesOf(
  own: ComparedChunk,
  terms: readonly string[],
  near: readonly ComparedChunk[],
): DuplicateArticles[] {
  if (terms.length < COMPARE.duplicateTerms) return [];
  const like = likenessOf(terms);
  return near
    .flatMap((other) => {
      const theirs = likenessOf(analyze(other.text));
      if (!isDuplicate(like, theirs)) return [];
      return [
        {
          similarity: similarity(like.sketch, theirs.sketch),
          copied: own.text.length,
          sides: [whole(own), whole(other)] as const,
        },
      ];
    })
    .map((one) => ({ ...one, sides: [...one.sides] }));
}

/** One finding for each other article: its most alike passage, and how many there are. */
function byArticle(all: readonly DuplicateArticles[]): DuplicateArticles[] {
  const found = new Map<string, DuplicateArticles>();
  for (const one of all) {
    const { articleId } = one.sides[1];
    const before = found.get(articleId);
    const best = before && before.similarity >= one.similarity ? before : one;
    found.set(articleId, { ...best, copied: (before?.copied ?? 0) + one.copied });
  }
  return [...found.values()];
}

function whole(chunk: ComparedChunk): Quoted {
  const { articleId, articleVersion, start, text } = chunk;
  return { articleId, articleVersion, start, end: start + text.length, quote: text };
}
