/** A piece of an article as search returns it. `text` is the stored text: a quote is a span of exactly this string. */
export interface Passage {
  chunkId: string;
  articleId: string;
  articleVersion: number;
  /** Place of the passage in its article, 0 first. */
  ordinal: number;
  title: string;
  /** Breadcrumb of headings above the passage, joined by ` > `; empty for an article's lead. */
  heading: string;
  url: string | null;
  /** UTF-16 offset of `text` in the article version's text. */
  start: number;
  text: string;
  /** Rank score; comparable only within one search. */
  score: number;
}

/** What search hands to the answer: passages best first, and the signals from which confidence is computed. */
export interface SearchResult {
  passages: Passage[];
  terms: QuestionTerm[];
  signals: SearchSignals;
  /** The version of the knowledge base in which all of it was found; absent where nothing was looked up, or not all in one version. */
  version?: number;
}

/** One thing that the question asks for. `forms`: the index terms that count as it (itself, or repairs of its spelling). */
export interface QuestionTerm {
  term: string;
  forms: { term: string; weight: number }[];
  /** Rarity in this knowledge base, natural logarithm, at least 0. */
  idf: number;
  known: boolean;
  /** True where the question writes it as a name (a capital inside a sentence): a missing name means another subject. */
  name: boolean;
  /** True for an identifier or error code that was kept whole. */
  code: boolean;
}

export interface SearchSignals {
  /** Share (0..1) of the question's information (sum of idf) that the best passage contains. */
  coverage: number;
  /** Share of the question's information that the vocabulary of the knowledge base knows at all. */
  known: number;
  /** Score of the best passage divided by a typical score for a question of this length; about 1 is good. */
  strength: number;
  /** How far the best passage is ahead of the fifth, 0..1. */
  margin: number;
}

/** The answer of a stage that needs no model, or of one that does; `supported` false means: say honestly that we do not know. */
export interface Answer {
  text: string;
  citations: import('./message.ts').Citation[];
  confidence: number;
  supported: boolean;
  quickReplies: string[];
  model: string;
}
