import { analyzeTerms } from '../analyze.ts';
import { QUESTION_WORDS } from '../stop-words.ts';

/** What a question is about, as numbers: ascending feature ids, and weights whose squares add up to 1. Empty: about nothing. */
export interface SparseVector {
  ids: Int32Array;
  weights: Float32Array;
}

export interface QuestionVectors {
  /** Of terms and pieces of them. */
  vectors: SparseVector[];
  features: number;
  /** Of terms alone, whose ids come before those of pieces. */
  terms: SparseVector[];
  termFeatures: number;
}

/** Terms of a question that count: whoever writes more tells a story. */
const TERMS = 60;

/** Letters of the pieces of words that count beside the words: misspelt and inflected words share most of theirs. */
const PIECE = 4;
/** Of a word's weight. All values here were chosen on public question sets; `npm run evaluate -- gaps` measures them. */
const PIECE_WEIGHT = 0.4;
/** Of a word that questions are made of ("need", "help", "get"). */
const QUESTION_WORD_WEIGHT = 0.3;

/** What masking puts in the place of personal data: whose it was says nothing of what is asked. */
const MASKED = /\[[A-Z][A-Z_]{0,30}_?\d{0,6}\]/g;

/**
 * Questions as vectors of their analysed terms and pieces of them, weighted by rarity among these questions (tf-idf of
 * presence). Linear in the text. Pure.
 */
export function questionVectors(texts: readonly string[]): QuestionVectors {
  const terms = new Vocabulary();
  const pieces = new Vocabulary();
  const documents = texts.map((text) => {
    const found = { terms: new Map<number, number>(), pieces: new Map<number, number>() };
    for (const { term, plain } of questionTerms(text)) {
      terms.add(found.terms, term, plain ? QUESTION_WORD_WEIGHT : 1);
      if (plain) continue;
      const marked = `^${term}$`;
      for (let at = 0; at + PIECE <= marked.length; at += 1)
        pieces.add(found.pieces, marked.slice(at, at + PIECE), PIECE_WEIGHT);
    }
    return found;
  });
  const weighedTerms = documents.map((found) => terms.weigh(found.terms, texts.length, 0));
  const weighedPieces = documents.map((found) => pieces.weigh(found.pieces, texts.length, terms.size));
  return {
    vectors: weighedTerms.map((own, index) => unitVector([...own, ...(weighedPieces[index] ?? [])])),
    features: terms.size + pieces.size,
    terms: weighedTerms.map(unitVector),
    termFeatures: terms.size,
  };
}

/** The terms by which questions are compared, without what masking put in. Pure. */
export function questionTerms(text: string): { term: string; word: string; plain: boolean }[] {
  return analyzeTerms(text.replace(MASKED, ' '))
    .slice(0, TERMS)
    .map(({ term, word }) => ({ term, word, plain: QUESTION_WORDS.has(word) }));
}

type Entry = [id: number, weight: number];

/** Numbers features in the order in which they come, and counts the questions that have them. */
class Vocabulary {
  private readonly ids = new Map<string, number>();
  private readonly counts: number[] = [];

  get size(): number {
    return this.counts.length;
  }

  add(found: Map<number, number>, feature: string, weight: number): void {
    let id = this.ids.get(feature);
    if (id === undefined) {
      id = this.counts.length;
      this.ids.set(feature, id);
      this.counts.push(0);
    }
    const before = found.get(id);
    if (before === undefined) this.counts[id] = (this.counts[id] ?? 0) + 1;
    if (before === undefined || before < weight) found.set(id, weight);
  }

  /** By id; rarity is the logarithm of how many questions there are for each that has it. */
  weigh(found: ReadonlyMap<number, number>, questions: number, offset: number): Entry[] {
    return [...found]
      .map(([id, weight]): Entry => [id + offset, weight * Math.log(1 + questions / (this.counts[id] ?? 1))])
      .sort(([a], [b]) => a - b);
  }
}

function unitVector(entries: readonly Entry[]): SparseVector {
  let sum = 0;
  for (const [, weight] of entries) sum += weight * weight;
  const length = Math.sqrt(sum) || 1;
  const ids = new Int32Array(entries.length);
  const weights = new Float32Array(entries.length);
  for (let at = 0; at < entries.length; at += 1) {
    const [id, weight] = entries[at] ?? [0, 0];
    ids[at] = id;
    weights[at] = weight / length;
  }
  return { ids, weights };
}
