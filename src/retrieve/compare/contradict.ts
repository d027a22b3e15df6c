import { analyze } from '../analyze.ts';
import type { Quantity } from './quantities.ts';
import type { Statement, Word } from './read-statement.ts';
import { GENERIC, OPPOSITES, PREPOSITIONS } from './statement-words.ts';
import { wordTokens } from './word-tokens.ts';

export type ContradictionReason = 'amount' | 'negation' | 'opposite';

/** A statement with the words that stand above it: its article's title and headings. */
export interface StatementInContext {
  statement: Statement;
  above: Above;
}

/** What a title and headings name. */
export interface Above {
  stems: ReadonlySet<string>;
  /** The same in order. */
  order: readonly string[];
  /** Those with a capital. */
  proper: ReadonlySet<string>;
  opposites: ReadonlySet<string>;
}

export interface Contradicted {
  reason: ContradictionReason;
  /** Share (0..1) of what the two are about that both name. */
  score: number;
}

export const CONTRADICTION = {
  /** Words that both statements must be about. */
  shared: 2,
  /** Share of their words in common: amounts are found by what is counted, a turned statement only by its words. */
  amountShare: 0.5,
  turnedShare: 0.75,
  /** Amounts closer than this are the same: three months are 90 days. */
  tolerance: 0.03,
} as const;

export function aboveOf(text: string): Above {
  const tokens = wordTokens(text);
  const named = tokens.filter(({ lower }) => !GENERIC.has(lower) && !PREPOSITIONS.has(lower));
  // Of a word with a hyphen the last part: the others would stand before it as if they were words of their own.
  const stemOf = (word: string) => analyze(word).slice(-1);
  const order = named.flatMap(({ text: word }) => stemOf(word));
  return {
    stems: new Set(order),
    order,
    proper: new Set(
      named.filter(({ text: word }) => /^\p{Lu}/u.test(word)).flatMap(({ text: word }) => stemOf(word)),
    ),
    opposites: new Set(tokens.flatMap(({ lower }) => sideOf(lower))),
  };
}

function sideOf(lower: string): string[] {
  const one = OPPOSITES.get(lower) ?? OPPOSITES.get(`${lower}d`);
  return one && one.group !== 'time' ? [`${one.group} ${one.side}`] : [];
}

/**
 * Whether two statements cannot both be true of the same thing: they are about the same, nothing limits either to a case of
 * its own, and they differ in an amount of the same kind, in a negation, or in a word and its opposite. Precision before
 * recall: whatever may name another product, plan, place or case makes them different. Pure.
 */
export function contradict(a: StatementInContext, b: StatementInContext): Contradicted | null {
  const [one, other] = [a.statement, b.statement];
  if (one.asks || other.asks || one.conditions !== other.conditions) return null;
  if (differentSubjects(a, b)) return null;
  const shared = [...one.subject].filter((stem) => other.subject.has(stem));
  const titled = shared.some((stem) => a.above.stems.has(stem) || b.above.stems.has(stem));
  if (shared.length < (titled ? 1 : CONTRADICTION.shared)) return null;
  const extra = loose(a, b).length + loose(b, a).length;
  const score = shared.length / (shared.length + extra);
  const amounts = compareAmounts(one, other);
  const turned = turns(one, other);
  if (amounts === 'differ' && turned.all === 0 && one.negations === other.negations)
    return score >= CONTRADICTION.amountShare ? { reason: 'amount', score } : null;
  if (amounts !== 'same' || score < CONTRADICTION.turnedShare || !turnable(one, other)) return null;
  const negated = one.negations === other.negations ? 0 : 1;
  if (turned.missing > 0 || (turned.opposite + negated) % 2 === 0) return null;
  return { reason: turned.opposite > 0 ? 'opposite' : 'negation', score };
}

/** Whether both are whole sentences that state something once: no steps, no double negations, no `non-x` of what the other lacks. */
function turnable(a: Statement, b: Statement): boolean {
  return [a, b].every((one) => {
    const other = one === a ? b : a;
    const strange = one.words.some(({ lower, stem }) => lower.startsWith('non-') && !other.subject.has(stem));
    const nothing = one.quantities.some(({ value }) => value === 0);
    const partly = /\b(?:some|certain)\b/.test(one.conditions);
    return one.whole && !one.step && one.negations <= 1 && !strange && !nothing && !partly;
  });
}

/** Groups of opposites of which the two name different sides, or (but for times, which come with amounts) only one names one. */
function turns(a: Statement, b: Statement): { opposite: number; missing: number; all: number } {
  let [opposite, missing] = [0, 0];
  for (const group of new Set([...a.opposites.keys(), ...b.opposites.keys()])) {
    const [side, other] = [a.opposites.get(group), b.opposites.get(group)];
    if (side !== undefined && other !== undefined) opposite += side === other ? 0 : 1;
    else if (group !== 'time') missing += 1;
  }
  return { opposite, missing, all: opposite + missing };
}

/** Words that a statement is about, that the other and what stands above it do not name. */
function loose(a: StatementInContext, b: StatementInContext): Word[] {
  return a.statement.words.filter(
    ({ kind, stem }) =>
      (kind === 'subject' || kind === 'name') && !b.statement.subject.has(stem) && !b.above.stems.has(stem),
  );
}

function differentSubjects(a: StatementInContext, b: StatementInContext): boolean {
  const [left, right] = [loose(a, b), loose(b, a)];
  if ([...left, ...right].some(({ kind }) => kind === 'name')) return true;
  if (leads(left, a.statement, b.statement) && leads(right, b.statement, a.statement)) return true;
  if (left.some((word) => limits(word, a.statement, b.statement))) return true;
  if (right.some((word) => limits(word, b.statement, a.statement))) return true;
  return seriesOf(a, b);
}

/** Whether a statement begins with what the other is not about: `parcels are kept`, `letters are kept`. */
function leads(own: readonly Word[], a: Statement, b: Statement): boolean {
  const first = a.words.find((word) => own.includes(word) || b.subject.has(word.stem));
  return first !== undefined && own.includes(first);
}

/** A word behind a preposition, or in front of what both are about, says which one is meant: `for students`, `gold card`. */
function limits(word: Word, own: Statement, other: Statement): boolean {
  const at = own.words.indexOf(word);
  let before = at - 1;
  while (own.words[before]?.kind === 'generic') before -= 1;
  if (own.words[before]?.kind === 'preposition') return true;
  const next = own.words[at + 1];
  return next?.kind === 'subject' && other.subject.has(next.stem);
}

/** Titles of one mould with another word in it (`Sky Blue Account`, `True Blue Account`) name different things. */
function seriesOf(a: StatementInContext, b: StatementInContext): boolean {
  for (const one of a.above.opposites) {
    const [group] = one.split(' ');
    for (const other of b.above.opposites) if (other !== one && other.startsWith(`${group} `)) return true;
  }
  const own = (x: StatementInContext, y: StatementInContext) =>
    x.above.order.filter((stem) => !y.above.stems.has(stem) && !y.statement.subject.has(stem));
  const [left, right] = [own(a, b), own(b, a)];
  const both = a.above.order.some((stem) => b.above.stems.has(stem));
  if (both) return (left.length > 0 && right.length > 0) || narrows(left, a, b) || narrows(right, b, a);
  if (left.length === 0 || right.length === 0) return false;
  // Sentences that do not name what their titles do are about what the titles name.
  const [here, there] = [names(a), names(b)];
  return (!here && !there) || (!here && left.length > 1) || (!there && right.length > 1);
}

/** Whether a name of only one title stands in front of a name of both: `Light Blue Account` is not the `Blue Account`. */
function narrows(own: readonly string[], a: StatementInContext, b: StatementInContext): boolean {
  const { order, proper } = a.above;
  return order.some((stem, at) => {
    const next = order[at + 1] ?? '';
    return own.includes(stem) && proper.has(stem) && proper.has(next) && b.above.stems.has(next);
  });
}

function names({ above, statement }: StatementInContext): boolean {
  return above.order.some((stem) => statement.subject.has(stem));
}

/** `differ`: one kind of amount, each once or as a range, in no value the same; `other`: what cannot be compared. */
function compareAmounts(a: Statement, b: Statement): 'same' | 'differ' | 'other' {
  const [left, right] = [byUnit(a.quantities), byUnit(b.quantities)];
  if (left.size !== right.size || [...left.keys()].some((unit) => !right.has(unit))) return 'other';
  let differing = 0;
  for (const [unit, values] of left) {
    if (unit === '') return 'other';
    const others = right.get(unit) ?? [];
    if (values.every((value) => others.some((other) => equal(value, other)))) continue;
    const disjoint = !values.some((value) => others.some((other) => equal(value, other)));
    const bounds = new Set(
      [...values, ...others].map(({ bound }) => bound).filter((bound) => bound !== null),
    );
    if (!disjoint || bounds.size > 1 || values.length !== others.length) return 'other';
    differing += 1;
  }
  return differing === 0 ? 'same' : differing === 1 ? 'differ' : 'other';
}

function byUnit(all: readonly Quantity[]): Map<string, Quantity[]> {
  const found = new Map<string, Quantity[]>();
  for (const one of all) found.set(one.unit, [...(found.get(one.unit) ?? []), one]);
  return found;
}

function equal(a: Quantity, b: Quantity): boolean {
  return (
    Math.abs(a.value - b.value) <= CONTRADICTION.tolerance * Math.max(Math.abs(a.value), Math.abs(b.value))
  );
}
