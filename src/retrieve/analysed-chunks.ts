import { analyze } from './analyze.ts';
import { titleAndTags } from './article.ts';
import type { Candidate } from './chunk-features.ts';

/** Terms kept in an isolate: at about 16 bytes each (most strings are shared) some 5 MB of its 128. */
const TERMS_KEPT = 300_000;

type Terms = Candidate['terms'];

/** What is analysed of a chunk. Together with its article's version, `chunkId` says what all of it is. */
export interface AnalysedText {
  chunkId: string;
  articleId: string;
  articleVersion: number;
  ordinal: number;
  title: string;
  tags: readonly string[];
  heading: string;
  lead: readonly string[];
  text: string;
}

/**
 * The terms of chunks, analysed as they were when they were indexed. The ones found lately are kept, since the same articles answer
 * most questions; the least recently found are forgotten first. Analysing again is cheaper than to store and send every term twice.
 */
export class AnalysedChunks {
  private readonly kept = new Map<string, { terms: Terms; size: number }>();
  private size = 0;

  of(chunk: AnalysedText): Terms {
    const key = `${chunk.articleId} ${chunk.chunkId} ${chunk.articleVersion}`;
    const known = this.kept.get(key);
    if (known) {
      this.kept.delete(key);
      this.kept.set(key, known);
      return known.terms;
    }
    const terms = analysedTerms(chunk);
    const size = terms.title.length + terms.heading.length + terms.context.length + terms.body.length;
    this.kept.set(key, { terms, size });
    this.size += size;
    for (const [oldest, { size: freed }] of this.kept) {
      if (this.size <= TERMS_KEPT) break;
      this.kept.delete(oldest);
      this.size -= freed;
    }
    return terms;
  }
}

/** The terms of a chunk. Pure. */
export function analysedTerms({ title, tags, heading, ordinal, lead, text }: AnalysedText): Terms {
  return {
    title: analyze(titleAndTags(title, tags)),
    heading: analyze(heading),
    context: ordinal === 0 ? [] : lead,
    body: analyze(text),
  };
}
