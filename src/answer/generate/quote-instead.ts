import { GROUND, type Grounder } from '../ground.ts';
import { clausesOf } from '../ground-polarity.ts';
import type { Quote } from '../ground-statements.ts';
import { cleanOutput, type OutputSources } from './clean-output.ts';
import type { Dropped, Part } from './judge-sentence.ts';
import type { Refusal } from './output-rails.ts';

export interface QuoteSources {
  grounder: Grounder;
  /** How many passages may be quoted. */
  passages: number;
  output: OutputSources;
  refuse(sentence: string): Refusal | null;
  analyze(text: string): string[];
}

/** Support of what stands in another language than the answer. */
export const TRANSLATED_SUPPORT = 0.5;
/** Terms of a sentence that says enough to be looked up. */
const TERMS_LEAST = 2;
/** Share of a clause that must stand in a statement which is quoted for that clause alone. */
const CLAUSE = 0.6;
/** Statements that one sentence may become. */
const QUOTES_MOST = 3;

/**
 * What passages say in the place of a sentence that they do not prove: their own nearest sentences, of those passages that are cited, one
 * for each clause that is about something else. Empty where nothing is near. `doubt`: what was wrong with the sentence. Pure.
 */
export function quoteInstead(
  { said, raw, cited }: { said: string; raw: string; cited: readonly number[] },
  doubt: Dropped | null,
  sources: QuoteSources,
): Part[] {
  const valid = [...new Set(cited)].filter((n) => n >= 1 && n <= sources.passages);
  const whole = nearest(said, valid, GROUND.supported, sources);
  const parts = [...new Set(clausesOf(said).flatMap((one) => [one, ...one.split(APART)]))];
  const found = parts.length > 1 ? parts.flatMap((one) => nearest(one, valid, CLAUSE, sources) ?? []) : [];
  const quotes: Found[] = [];
  // The whole says it all, or its clauses are about several things.
  for (const one of whole === null || found.some((part) => !holds(whole, part))
    ? [...found, ...(whole ? [whole] : [])]
    : [whole]) {
    if (quotes.some((other) => holds(other, one)) || quotes.length >= QUOTES_MOST) continue;
    quotes.push(one);
  }
  return partsOf(quotes, raw, doubt, sources);
}

/** The same of a sentence in another language than the passages: their nearest statement, as it stands there. Pure. */
export function quoteTranslated(
  { said, raw, cited }: { said: string; raw: string; cited: readonly number[] },
  doubt: Dropped | null,
  sources: QuoteSources,
): Part[] {
  let best: Found | null = null;
  for (const n of new Set(cited)) {
    const quote = n >= 1 && n <= sources.passages ? sources.grounder.quoteTranslated(said, n) : null;
    if (quote && quote.support > (best?.quote.support ?? 0)) best = { n, quote };
  }
  const parts = best === null ? [] : partsOf([best], raw, doubt, sources);
  return parts.map((part) => ({ ...part, by: 'translated', support: TRANSLATED_SUPPORT }));
}

function partsOf(
  quotes: readonly Found[],
  raw: string,
  doubt: Dropped | null,
  sources: QuoteSources,
): Part[] {
  return quotes.flatMap(({ n, quote }, at): Part[] => {
    const clean = cleanOutput(quote.text, sources.output);
    if (clean.points || sources.refuse(clean.text) !== null) return [];
    const part = {
      text: clean.text,
      raw: at === 0 ? raw : '',
      cites: [n],
      by: 'passage',
      quotes: true,
    } as const;
    return [{ ...part, support: quote.support, ...(doubt === null ? {} : { doubt }) }];
  });
}

/** Where one sentence may go on about something else. */
const APART = /[,;:،、]\s?|\s(?:and|but|und|aber|et|mais|y|pero|e|ma|mas|و)\s/u;

interface Found {
  n: number;
  quote: Quote;
}

function nearest(
  text: string,
  cited: readonly number[],
  least: number,
  { grounder, analyze }: QuoteSources,
): Found | null {
  if (new Set(analyze(text)).size < TERMS_LEAST) return null;
  let best: Found | null = null;
  for (const n of cited) {
    const quote = grounder.quote(text, n);
    if (quote && quote.support >= least && quote.support > (best?.quote.support ?? 0)) best = { n, quote };
  }
  return best;
}

function holds(one: Found, other: Found): boolean {
  return one.n === other.n && one.quote.start <= other.quote.start && other.quote.end <= one.quote.end;
}
