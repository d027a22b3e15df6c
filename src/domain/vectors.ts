/** The vector of one chunk, as it is handed to an index. */
export interface VectorEntry {
  chunkId: string;
  articleId: string;
  version: number;
  /** BCP 47, or null where it is not known. */
  locale: string | null;
  tags: readonly string[];
  vector: Float32Array;
}

export interface VectorHit {
  chunkId: string;
  articleId: string;
  /** Cosine similarity, -1..1. */
  score: number;
}

/** Required of a hit; what is absent is not required. */
export interface VectorFilters {
  /** The article's language: `en` finds `en-GB` too. */
  locale?: string | undefined;
  /** The article must have one of them. */
  tags?: readonly string[] | undefined;
}

/** Why an index did not answer; a search then goes on without vectors. */
export type VectorFailure =
  /** Storage or service did not answer; trying again later is right. */
  | { reason: 'unavailable' }
  /** This isolate has not read the whole index yet; each further search reads on. */
  | { reason: 'warming' }
  /** The organization's vectors do not fit the memory of an isolate: it needs Vectorize, or fewer dimensions. */
  | { reason: 'too_large' }
  /** The caller's mistake, in words. */
  | { reason: 'invalid'; detail: string };

/** Whether a text is searched with or searched for: some models read them differently. */
export type EmbedKind = 'query' | 'passage';

/** Why texts were not embedded. */
export type EmbedFailure =
  /** Too many requests. `retryAfterMs`: what the provider asks to wait, null when it does not say. */
  | { reason: 'rate_limited'; retryAfterMs: number | null }
  /** Credit or spending limit used up: only a person can change that. */
  | { reason: 'quota_exhausted' }
  /** The key is wrong, or may not use this model. */
  | { reason: 'unauthorized' }
  /** The provider refuses this input or these settings. */
  | { reason: 'refused'; detail: string }
  /** No answer in time, a server error, no connection, or too many of these just before. */
  | { reason: 'unavailable' }
  /** The answer is not what was asked for: damaged, or of other dimensions. */
  | { reason: 'bad_response'; detail: string }
  | { reason: 'aborted' };

/** The language subtag of a locale, in lower case. Pure. */
export function languageOf(locale: string | null): string | null {
  return locale === null ? null : (locale.split(/[-_]/, 1)[0] ?? '').toLowerCase();
}
