import { splitBlocks } from '../../domain/blocks.ts';
import { type Span, splitSentences } from '../../domain/sentences.ts';
import { type Above, aboveOf, type ContradictionReason, contradict } from './contradict.ts';
import { readStatement, type Statement } from './read-statement.ts';

/** A stored chunk as it is compared. `start`: where its text begins in its article's, in UTF-16 units. */
export interface ComparedChunk {
  articleId: string;
  articleVersion: number;
  title: string;
  heading: string;
  locale: string | null;
  start: number;
  text: string;
}

/** Exactly the text of `start` to `end` of that version of that article. */
export interface Quoted extends Span {
  articleId: string;
  articleVersion: number;
  quote: string;
}

export interface Contradiction {
  reason: ContradictionReason;
  /** Share (0..1) of what the two are about that both name. */
  score: number;
  sides: [Quoted, Quoted];
}

/** Statements of a chunk that are compared; a table or list of more is data. */
const STATEMENTS = 60;
/** Different amounts for one wording, from which on they belong to as many things: a price list, not a mistake. */
const SERIES = 3;
/** Share of the shorter one's words from which on two statements have one wording. */
const SERIES_SHARE = 0.6;

interface Placed {
  statement: Statement;
  above: Above;
  span: Span;
  chunk: ComparedChunk;
}

/**
 * The contradictions between a chunk and chunks of other articles on the same subject, in the order of its sentences. Pure;
 * work grows with the number of sentences times that of the others, both bounded.
 */
export function findContradictions(own: ComparedChunk, others: readonly ComparedChunk[]): Contradiction[] {
  const found: Contradiction[] = [];
  const theirs = others
    .filter((one) => one.articleId !== own.articleId && sameLanguage(own, one))
    .flatMap(statements);
  for (const mine of statements(own)) {
    const against = theirs.flatMap((their) => {
      const verdict = contradict(mine, their);
      return verdict ? [{ ...verdict, their }] : [];
    });
    const series = against.some(({ reason }) => reason === 'amount') && isSeries(mine, theirs);
    for (const { reason, score, their } of against) {
      if (reason === 'amount' && series) continue;
      found.push({ reason, score, sides: [quoted(mine), quoted(their)] });
    }
  }
  return found;
}

function statements(chunk: ComparedChunk): Placed[] {
  const above = aboveOf(`${chunk.title} ${chunk.heading.replaceAll(' > ', ' ')}`);
  const spans = splitBlocks(chunk.text).flatMap((block) => {
    if (!['paragraph', 'list', 'quote'].includes(block.kind)) return [];
    return splitSentences(chunk.text, block.start, block.end);
  });
  const found: Placed[] = [];
  for (const span of spans.slice(0, STATEMENTS * 2)) {
    const bare = withoutMark(chunk.text, span);
    const statement = readStatement(chunk.text.slice(bare.start, bare.end).replace(/[*`]/g, ' '));
    if (statement && found.length < STATEMENTS) found.push({ statement, above, span: bare, chunk });
  }
  return found;
}

/** A sentence without the mark of its list item or quote. */
function withoutMark(text: string, { start, end }: Span): Span {
  const mark =
    /^(?:>\s*)?(?:(?:[-*+•]|\d{1,3}[.)])\s+)?/.exec(text.slice(start, Math.min(end, start + 20)))?.[0] ?? '';
  return { start: start + mark.length, end };
}

/** Whether statements of this wording give ever other amounts, whoever they are about. */
function isSeries(mine: Placed, theirs: readonly Placed[]): boolean {
  const { subject, quantities } = mine.statement;
  const units = new Set(quantities.map(({ unit }) => unit));
  const amounts = new Set([amountsOf(mine, units)]);
  for (const their of theirs) {
    const shared = [...subject].filter((stem) => their.statement.subject.has(stem)).length;
    const alike = shared / Math.min(subject.size, their.statement.subject.size) >= SERIES_SHARE;
    const amount = alike ? amountsOf(their, units) : '';
    if (amount !== '') amounts.add(amount);
  }
  return amounts.size >= SERIES;
}

function amountsOf({ statement }: Placed, units: ReadonlySet<string>): string {
  const same = statement.quantities.filter(({ unit }) => units.has(unit));
  return same.map(({ unit, value }) => `${value} ${unit}`).join(' ');
}

function quoted({ chunk, span }: Placed): Quoted {
  const { articleId, articleVersion, start, text } = chunk;
  const quote = text.slice(span.start, span.end);
  return { articleId, articleVersion, start: start + span.start, end: start + span.end, quote };
}

function sameLanguage(a: ComparedChunk, b: ComparedChunk): boolean {
  const [one, other] = [a.locale, b.locale].map((locale) => locale?.split('-')[0]?.toLowerCase());
  return one === undefined || other === undefined || one === other;
}
