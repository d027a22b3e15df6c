import type { LexiconView } from './knowledge-index.ts';
import type { LexiconRead } from './read-lexicon.ts';

/** Words remembered over all organizations: about 100 bytes each, so 6 MB of the 128 MB of an isolate. */
const MAX_WORDS = 60_000;
/** Codes remembered: never change, 60 bytes each. */
const MAX_CODES = 10_000;

interface Entry {
  version: number;
  chunks: number;
  averageTerms: number;
  frequency: Map<string, number>;
  similar: Map<string, { term: string; chunks: number }[]>;
}

/**
 * Term frequencies per organization, valid for one version of its knowledge base; a search that meets a newer version
 * forgets them. Only speed depends on it, never a result.
 */
export class KnowledgeCache {
  private readonly entries = new Map<string, Entry>();
  private readonly codes = new Map<string, number>();
  private words = 0;

  /** All that is known of an organization's words. */
  view(organizationId: string): LexiconView | null {
    return this.entries.get(organizationId) ?? null;
  }

  /** Those of `terms` that were not asked before, and those to be `repaired` of which it is not known what is spelled like them. */
  missing(
    organizationId: string,
    terms: readonly string[],
    repaired: readonly string[],
  ): { terms: string[]; repaired: string[] } {
    const entry = this.entries.get(organizationId);
    const held = (term: string) => entry?.frequency.get(term);
    return {
      terms: terms.filter((term) => held(term) === undefined),
      repaired: repaired.filter((term) => !held(term) && !entry?.similar.has(term)),
    };
  }

  remember(
    organizationId: string,
    code: number,
    read: LexiconRead,
    terms: readonly string[],
    repaired: readonly string[],
  ): void {
    this.setCode(organizationId, code);
    let entry = this.entries.get(organizationId);
    if (!entry || entry.version !== read.version || this.words > MAX_WORDS) {
      if (this.words > MAX_WORDS) this.clear();
      else this.forget(organizationId);
      const { version, chunks, averageTerms } = read;
      entry = { version, chunks, averageTerms, frequency: new Map(), similar: new Map() };
      this.entries.set(organizationId, entry);
    }
    const learn = (term: string, chunks: number) => {
      if (!entry.frequency.has(term)) this.words += 1;
      entry.frequency.set(term, chunks);
    };
    for (const term of terms) learn(term, read.frequency.get(term) ?? 0);
    for (const term of repaired) {
      const similar = read.similar.get(term) ?? [];
      entry.similar.set(term, similar);
      for (const one of similar) learn(one.term, one.chunks);
    }
  }

  forget(organizationId: string): void {
    this.words -= this.entries.get(organizationId)?.frequency.size ?? 0;
    this.entries.delete(organizationId);
  }

  code(organizationId: string): number | null {
    return this.codes.get(organizationId) ?? null;
  }

  setCode(organizationId: string, code: number): void {
    if (this.codes.size >= MAX_CODES) this.codes.clear();
    this.codes.set(organizationId, code);
  }

  private clear(): void {
    this.entries.clear();
    this.words = 0;
  }
}
