import { headingText, splitBlocks } from '../domain/blocks.ts';
import type { Citation } from '../domain/message.ts';
import type { Answer } from '../domain/passage.ts';
import { type Span, splitSentences } from '../domain/sentences.ts';
import { unknownAnswer } from './extract.ts';
import { splitUnits } from './units.ts';

/** A sentence of an answer (or a line of its lists, tables and code) and the number of the citation that quotes it. */
export interface TracedSentence extends Span {
  citation: number | null;
}

type Cited = Pick<Answer, 'text' | 'citations'>;

/** A part of an answer up to the marker that says where it is from; `marker` null after the last one. */
interface Part extends Span {
  marker: { start: number; end: number; n: number } | null;
  /** Where its own words begin: after the heading of the quoted section, which is no quote. */
  words: number;
  sentences: TracedSentence[];
}

/** An article's own `[2]` may look like a marker: so many are looked past for one that the words before it belong to. */
const MARKERS_PASSED = 8;

/**
 * Every sentence of an extractive answer with the citation whose quote holds it word for word, white space aside; null where
 * the one that it is marked with does not. Pure; linear in the answer's length for what this product composes.
 */
export function traceSentences(answer: Cited): TracedSentence[] {
  return parts(answer).flatMap((part) => part.sentences);
}

/** An answer without the sentences that no quote holds, and how many those were. Without any left, it is not known. Pure. */
export function keepTraceable(answer: Answer, language: string | null): { answer: Answer; dropped: number } {
  if (!answer.supported) return { answer, dropped: 0 };
  const all = parts(answer);
  const dropped = all.flatMap((part) => part.sentences).filter((one) => one.citation === null).length;
  if (dropped === 0) return { answer, dropped };
  const text = all
    .map((part) => kept(part, answer.text))
    .filter((one) => one !== '')
    .join('\n\n');
  if (text === '') return { answer: unknownAnswer(0, language), dropped };
  const citations = answer.citations.filter(({ n }) => text.includes(`[${n}]`));
  return { answer: { ...answer, text, citations }, dropped };
}

function kept({ start, end, marker, words, sentences }: Part, text: string): string {
  const good = sentences.filter((one) => one.citation !== null);
  if (good.length === sentences.length) return text.slice(start, marker?.end ?? end).trim();
  if (good.length === 0) return '';
  const heading = text.slice(start, words).trim();
  const said = good.map((one) => text.slice(one.start, one.end)).join('\n');
  return `${heading === '' ? '' : `${heading}\n\n`}${said}${marker ? ` [${marker.n}]` : ''}`;
}

function parts({ text, citations }: Cited): Part[] {
  const markers = [...text.matchAll(/\[(\d{1,3})\]/g)].flatMap((match) => {
    const cited = citations.find((one) => one.n === Number(match[1]));
    return cited ? [{ start: match.index, end: match.index + match[0].length, n: cited.n, cited }] : [];
  });
  const found: Part[] = [];
  let from = 0;
  for (let at = 0; at < markers.length; ) {
    const start = from;
    const reach = markers.slice(at, at + MARKERS_PASSED);
    const quoted = reach.findIndex(({ start: end, cited }) =>
      isQuoted(text.slice(wordsFrom(text, start, end, cited), end), cited.quote),
    );
    const marker = reach[Math.max(quoted, 0)];
    if (!marker) break;
    found.push(partOf(text, start, marker, quoted >= 0));
    from = marker.end;
    at += Math.max(quoted, 0) + 1;
  }
  if (text.slice(from).trim() !== '') {
    const rest = splitSentences(text, from).map((span) => ({ ...span, citation: null }));
    found.push({ start: from, end: text.length, marker: null, words: from, sentences: rest });
  }
  return found;
}

function partOf(
  text: string,
  start: number,
  { cited, ...marker }: NonNullable<Part['marker']> & { cited: Citation },
  whole: boolean,
): Part {
  const words = wordsFrom(text, start, marker.start, cited);
  const quote = plain(cited.quote);
  const sentences = splitSentences(text, words, marker.start).map((span) => {
    const holds = whole || quote.includes(plain(text.slice(span.start, span.end)));
    return { ...span, citation: holds ? marker.n : null };
  });
  return { start, end: marker.start, marker, words, sentences };
}

/** Past a bold line of its own that is the heading of the quoted section, or one within the quote. */
function wordsFrom(text: string, start: number, end: number, cited: Citation): number {
  const bold = /^\s*\*\*([^*\n]{1,200})\*\*\n/.exec(text.slice(start, end));
  if (!bold) return start;
  const heading = cited.heading?.split(' > ').at(-1)?.trim();
  return bold[1] === heading || headingsIn(cited.quote).includes(bold[1] ?? '')
    ? start + bold[0].length
    : start;
}

function headingsIn(quote: string): string[] {
  return splitBlocks(quote)
    .filter(({ kind }) => kind === 'heading')
    .map(({ start, end }) => headingText(quote.slice(start, end)).trim());
}

/** True where `said` is nothing but whole units of the quote, in their order, or one piece of it. */
function isQuoted(said: string, quote: string): boolean {
  const words = plain(said);
  if (plain(quote).includes(words)) return true;
  let at = 0;
  for (const { start, end } of splitUnits(quote)) {
    const unit = plain(quote.slice(start, end));
    if (words.startsWith(unit, at)) at += unit.length + 1;
  }
  return at > words.length;
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
