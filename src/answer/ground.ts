import type { Span } from '../domain/sentences.ts';
import { isTurned, turnsRound } from './ground-affixes.ts';
import { type Amount, amountsIn, datesIn, sameAmount } from './ground-amounts.ts';
import { type Evidence, evidenceOf, type GroundPassage, type Piece, together } from './ground-evidence.ts';
import { namesIn, opensWithNothing } from './ground-names.ts';
import { clausesOf, contradicts, polarityOf, withoutAnswer } from './ground-polarity.ts';
import { answerSentences } from './ground-sentences.ts';
import { proverOf, type Quote } from './ground-statements.ts';
import { fitsRow } from './ground-tables.ts';
import { type Matcher, matcherOf } from './ground-terms.ts';

/** What is wrong with a sentence. `no_citation`: supported, but it does not say by what. */
export type GroundProblem =
  | 'unsupported'
  | 'number'
  | 'negation'
  | 'entity'
  | 'no_citation'
  | 'wrong_citation';

/** A sentence of the answer; offsets are UTF-16 units. `citation`: the passage (1 first) that supports it best, or null. */
export interface GroundedSentence extends Span {
  text: string;
  /** 0..1: how much of what the sentence says stands in one place of its passage. 1 for what claims nothing. */
  support: number;
  citation: number | null;
  problem: GroundProblem | null;
}

export interface Grounding {
  sentences: GroundedSentence[];
  /** Share (0..1) of the sentences that claim something which have no problem; 1 where none does. */
  score: number;
}

export interface GroundOptions {
  /** The terms of a text, as search analyses them. */
  analyze(text: string): string[];
  /** BCP 47 or ISO 639-1 of the answer; in German every noun has a capital. */
  language?: string | null;
  /** Names that need no source, such as the company's own. */
  names?: readonly string[];
  /** False: a sentence need not say where it is from. */
  citations?: boolean;
}

export const GROUND = {
  /** Support from which a sentence counts as said by its passage; chosen on training/groundedness/dev.yaml. */
  supported: 0.45,
  /** A clause is compared with a statement that shares this much of it: below, they are about different things. */
  aligned: 0.5,
  /** Statements nearly as close as the closest are heard too: one that agrees is enough. */
  alike: 0.12,
  /** A statement of several clauses is heard as one only where it shares so much more than each of them. */
  whole: 0.15,
  /** Share of the words around a number that must stand where the number stands. */
  numberContext: 0.2,
  /** Where a statement that gives another number of the same kind fits the sentence better by so much, the number is wrong. */
  numberLead: 0.05,
  /** Worth of words that stand in another clause than the number does. */
  spread: 0.8,
  /** A passage that is not cited must support a sentence by so much more to excuse what the cited one objects to. */
  excuse: 0.1,
} as const;

/**
 * Whether every sentence of an answer, extractive or generated, is said by the passage it cites. No model: words by their
 * rarity and form, numbers with their units, denials and opposites, names and codes. Small talk and questions claim nothing.
 * Passages are numbered from 1 in their order, as the answer's markers `[n]` are. Pure and deterministic.
 */
export function ground(
  answer: string,
  passages: readonly GroundPassage[],
  options: GroundOptions,
): Grounding {
  const { judge } = grounder(passages, options);
  const sentences = answerSentences(answer).map(({ start, end, text, cited }): GroundedSentence => {
    if (claimsNothing(text, options)) return { start, end, text, support: 1, citation: null, problem: null };
    return { start, end, text, ...judge(text, cited) };
  });
  const claims = sentences.filter((one) => one.citation !== null || one.problem !== null);
  const good = claims.filter((one) => one.problem === null).length;
  return { sentences, score: claims.length === 0 ? 1 : good / claims.length };
}

export type Judgement = Pick<GroundedSentence, 'support' | 'citation' | 'problem'>;

/** Passages taken apart once, to judge sentence by sentence what a model writes. Sentences are given without their markers. */
export interface Grounder {
  /** As `ground` judges a sentence that claims something and cites the passages `cited` (1 first). */
  judge(text: string, cited: readonly number[]): Judgement;
  /** Against several passages read as one. */
  judgeTogether(text: string, numbers: readonly number[]): Pick<Judgement, 'support' | 'problem'>;
  /** Where passage `number` says most of a text: one statement or two neighbours; null where it says nothing of it. */
  place(text: string, number: number): Span | null;
  /** Whether one statement of passage `number` proves a text, word by word: far more than `judge` asks. */
  proves(text: string, number: number): boolean;
  /** The same of a text in another language than the passage, by a small lexicon. */
  provesTranslated(text: string, number: number): boolean;
  /** What passage `number` says nearest to a text in another language, in its own words; null where nothing is near. */
  quoteTranslated(text: string, number: number): Quote | null;
  /** The same of a row of a table; `heads`: the labels above its cells, or null. */
  provesRow(cells: readonly string[], heads: readonly string[] | null, number: number): boolean;
  /** Whether results of tools, and what is cited beside them, prove a text: every word of it but those of any order. */
  provesResult(text: string, numbers: readonly number[]): boolean;
  /** What passage `number` says nearest to a text, in its own words; null where it says nothing of it. */
  quote(text: string, number: number): Quote | null;
  /** Whether a term, or another form of it, stands in any passage, its title or headings. */
  knows(term: string): boolean;
  /** With more passages, numbered after those that are there. */
  with(more: readonly GroundPassage[]): Grounder;
}

/** The judge behind `ground`. Pure but for what it remembers of words compared. */
export function grounder(passages: readonly GroundPassage[], options: GroundOptions): Grounder {
  return grounderOf(
    passages.map((one) => evidenceOf(one, options.analyze)),
    options,
  );
}

function grounderOf(evidence: readonly Evidence[], options: GroundOptions): Grounder {
  const matcher = matcherOf(evidence);
  const free = new Set(
    (options.names ?? []).flatMap((one) => one.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []),
  );
  const prover = proverOf(matcher, { analyze: options.analyze, free });
  const named = (numbers: readonly number[]) => numbers.flatMap((n) => evidence[n - 1] ?? []);
  return {
    judge: (text, cited) => judgeCited(text, cited, evidence, matcher, options),
    judgeTogether: (text, numbers) => judge(claimOf(text, options), together(named(numbers)), matcher),
    place: (text, number) => {
      const [one] = named([number]);
      return one ? matcher.place(options.analyze(text), one) : null;
    },
    proves: (text, number) => named([number]).some((one) => prover.proves(text, one)),
    provesTranslated: (text, number) => named([number]).some((one) => prover.provesTranslated(text, one)),
    quoteTranslated: (text, number) => {
      const [one] = named([number]);
      return one ? prover.quoteTranslated(text, one) : null;
    },
    provesResult: (text, numbers) => prover.provesResult(text, named(numbers)),
    provesRow: (cells, heads, number) => named([number]).some((one) => prover.provesRow(cells, heads, one)),
    quote: (text, number) => {
      const [one] = named([number]);
      return one ? prover.quote(text, one) : null;
    },
    knows: (term) => matcher.knows(term),
    with: (more) =>
      grounderOf([...evidence, ...more.map((one) => evidenceOf(one, options.analyze))], options),
  };
}

function judgeCited(
  text: string,
  cited: readonly number[],
  evidence: readonly Evidence[],
  matcher: Matcher,
  options: GroundOptions,
): Judgement {
  const claim = claimOf(text, options);
  const named = [...new Set(cited)].flatMap((n) => evidence[n - 1] ?? []);
  const alone = () => bestAlone(claim, evidence, matcher);
  if (named.length === 0) {
    const best = alone() ?? { support: 0, citation: null, problem: 'unsupported' as const };
    if (best.problem !== null || cited.length > 0)
      return {
        ...best,
        citation: best.problem === null ? best.citation : null,
        problem: best.problem ?? 'wrong_citation',
      };
    return { ...best, problem: options.citations === false ? null : 'no_citation' };
  }
  const own = judge(claim, together(named), matcher);
  const citation = cited.find((n) => evidence[n - 1]) ?? null;
  if (own.problem === null) return { ...own, citation };
  const other = alone();
  const needed = own.problem === 'unsupported' ? 0 : own.support + GROUND.excuse;
  if (other && other.problem === null && other.support >= needed)
    return { ...other, problem: 'wrong_citation' };
  return { ...own, citation: null };
}

/** The passage that says a claim best; where none says it, the closest one and what is wrong with it. */
function bestAlone(
  claim: Claim,
  evidence: readonly Evidence[],
  matcher: Matcher,
): (Omit<Judgement, 'citation'> & { citation: number }) | undefined {
  const ranked = evidence
    .map((one, at) => ({ one, citation: at + 1, support: matcher.support(claim.terms, one) }))
    .sort((a, b) => b.support - a.support);
  let closest: (Omit<Judgement, 'citation'> & { citation: number }) | undefined;
  for (const { one, citation, support } of ranked) {
    if (closest && support < GROUND.supported) break;
    const judged = { ...judge(claim, one, matcher), citation };
    if (judged.problem === null) return judged;
    closest ??= judged;
  }
  return closest;
}

interface Claim {
  text: string;
  analyze(text: string): string[];
  terms: readonly string[];
  amounts: readonly (Amount & { around: readonly string[] })[];
  clauses: readonly { text: string; terms: readonly string[]; polarity: ReturnType<typeof polarityOf> }[];
  names: readonly { name: string; terms: readonly string[] }[];
}

/** UTF-16 units on either side of a number that say what it counts. */
const AROUND_CHARS = 26;

function claimOf(text: string, { analyze, language, names = [] }: GroundOptions): Claim {
  const dates = datesIn(text);
  const isInDate = (one: Span) => dates.some(({ start, end }) => start <= one.start && one.end <= end);
  const undated = dates.reduce(
    (rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end),
    text,
  );
  const free = new Set(names.map((one) => one.toLowerCase()));
  return {
    text,
    analyze,
    terms: [...new Set(analyze(undated))],
    amounts: amountsIn(text).map((one) => ({
      ...one,
      around: isInDate(one) ? [] : analyze(around(text, one)),
    })),
    clauses: clausesOf(withoutAnswer(text)).map((clause) => ({
      text: clause,
      terms: [...new Set(analyze(clause))],
      polarity: polarityOf(clause),
    })),
    names: namesIn(text, language ?? null)
      .filter((name) => !free.has(name.toLowerCase()))
      .map((name) => ({ name, terms: analyze(name) })),
  };
}

/** The whole words on either side of a number. */
function around(text: string, { start, end }: Span): string {
  const before = text.slice(0, start).slice(-AROUND_CHARS);
  const after = text.slice(end, end + AROUND_CHARS);
  const isCutBefore = start > AROUND_CHARS;
  const isCutAfter = end + AROUND_CHARS < text.length;
  return `${isCutBefore ? before.replace(/^\S*/, '') : before} ${isCutAfter ? after.replace(/\S*$/, '') : after}`;
}

/** One sentence against one body of evidence. */
function judge(claim: Claim, evidence: Evidence, matcher: Matcher): Omit<Judgement, 'citation'> {
  const support = matcher.support(claim.terms, evidence);
  const problem = hasWrongNumber(claim, evidence, matcher)
    ? 'number'
    : hasUnknownName(claim, evidence)
      ? 'entity'
      : isContradicted(claim, evidence, matcher) ||
          claim.clauses.some((clause) => turnsRound(clause, evidence, claim.analyze))
        ? 'negation'
        : support < GROUND.supported
          ? 'unsupported'
          : null;
  return { support, problem };
}

/** A number that the evidence does not give, or gives for something else. "Once" may go without saying. */
function hasWrongNumber(
  { text, amounts, terms }: Claim,
  { pieces, context }: Evidence,
  matcher: Matcher,
): boolean {
  if (amounts.length === 0) return false;
  const rows = pieces.flatMap(({ row }) => row ?? []);
  const words = terms.filter((term) => !/\d/.test(term));
  return amounts.some((amount) => {
    if (amount.dimension === 'times' && amount.value === 1) return false;
    const says = ({ amounts: given }: Pick<Piece, 'amounts'>) => given.some((one) => sameAmount(one, amount));
    const given = pieces.filter(
      (piece) =>
        matcher.share(amount.around, piece.own, context) >= GROUND.numberContext &&
        says(piece) &&
        (piece.row === null || fitsRow(text, amount, piece.row, rows)),
    );
    if (given.length === 0) return true;
    const right = Math.max(
      ...given.flatMap((piece) => [
        GROUND.spread * matcher.share(words, piece.own, context),
        ...piece.measures.filter(says).map(({ terms: own }) => matcher.share(words, own, context)),
      ]),
    );
    const isBetter = (own: ReadonlySet<string>) =>
      matcher.share(words, own, context) > right + GROUND.numberLead;
    // No clause holds more than its whole statement: numbers are read of few.
    return pieces.some(
      (piece) =>
        isBetter(piece.own) &&
        piece.measures.some(
          (measure) =>
            !says(measure) &&
            measure.amounts.some((one) => one.dimension === amount.dimension) &&
            isBetter(measure.terms),
        ),
    );
  });
}

function hasUnknownName({ names }: Claim, evidence: Evidence): boolean {
  return names.some(({ name, terms }) => {
    const letters = name.toLowerCase();
    if ([letters, letters.replaceAll('-', '')].some((one) => evidence.letters.includes(one))) return false;
    const known = (term: string) =>
      evidence.context.has(term) || evidence.pieces.some((piece) => piece.terms.has(term));
    return terms.length === 0 || !terms.every(known);
  });
}

/** Whether the closest statements of the evidence deny what a clause affirms, or the other way round. */
function isContradicted({ clauses }: Claim, evidence: Evidence, matcher: Matcher): boolean {
  return clauses.some((clause) => {
    if (clause.terms.length < 2) return false;
    // No clause holds more than its whole statement: most statements need not be taken apart.
    const apart = evidence.pieces.filter(
      ({ terms }) => matcher.share(clause.terms, terms, evidence.context) >= GROUND.aligned - GROUND.alike,
    );
    const near = apart.flatMap((piece) =>
      piece.clauses.map((one) => ({
        one,
        share: matcher.share(clause.terms, one.terms, evidence.context) - (one.whole ? GROUND.whole : 0),
      })),
    );
    const best = Math.max(0, ...near.map((one) => one.share));
    if (best < GROUND.aligned) return false;
    const heard = near.filter((one) => one.share >= best - GROUND.alike);
    return heard.every(
      ({ one }) => contradicts(clause.polarity, one.polarity) !== isTurned(clause.text, one.text),
    );
  });
}

/** Words of a short sentence that may go without support, where it is polite, asks, or only introduces. */
const COURTESY_TERMS = 8;

function claimsNothing(text: string, { analyze }: GroundOptions): boolean {
  if (/[?？؟]["'”’)\]*_\s]*$/.test(text)) return true;
  const terms = analyze(text);
  if (terms.length === 0) return true;
  if (amountsIn(text).length > 0 || terms.length > COURTESY_TERMS) return false;
  const rest = withoutAnswer(text);
  return opensWithNothing(analyze(rest).length === 0 ? text : rest);
}
