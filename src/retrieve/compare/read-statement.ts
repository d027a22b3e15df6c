import { analyze } from '../analyze.ts';
import { type Quantity, quantities } from './quantities.ts';
import {
  CAPITALIZED_NOUNS,
  CONDITIONS,
  GENERIC,
  NEGATIONS,
  OPPOSITES,
  PREPOSITIONS,
  STEP_WORDS,
} from './statement-words.ts';
import { type WordToken, wordTokens } from './word-tokens.ts';

export type WordKind =
  | 'subject'
  | 'name'
  | 'generic'
  | 'preposition'
  | 'quantity'
  | 'condition'
  | 'negation'
  | 'opposite';

export interface Word extends WordToken {
  kind: WordKind;
  stem: string;
}

/** What a sentence says, as far as it can be held against another. */
export interface Statement {
  words: Word[];
  quantities: Quantity[];
  /** How often it says not; a limit (`not more than`) says it not at all. */
  negations: number;
  /** Sides by group of opposites; a group of which it names both sides is left out. */
  opposites: Map<string, number>;
  conditions: string;
  /** True for a step of an instruction. */
  step: boolean;
  /** True for a question. */
  asks: boolean;
  /** True where it ends as a sentence does; an item of a list may be no more than a name. */
  whole: boolean;
  /** Stems of what it is about. */
  subject: ReadonlySet<string>;
}

/** Words of a sentence that is compared: longer ones say several things. */
export const STATEMENT_WORDS = 45;

/** Reads a sentence; null where it is too short or long to be one statement. Pure; linear. */
export function readStatement(written: string): Statement | null {
  // What stands in brackets is said beside; its place is kept, so that the words stay where they are.
  const sentence = written.replace(/\([^()]*\)/g, (part) => ' '.repeat(part.length));
  const tokens = wordTokens(sentence);
  if (tokens.length < 3 || tokens.length > STATEMENT_WORDS) return null;
  const amounts = quantities(sentence, tokens);
  const counted = new Set(amounts.flatMap(({ from, to }) => range(from, to)));
  const capitals = !CAPITALIZED_NOUNS.test(sentence);
  const words = tokens.map((token, at): Word => {
    const found = analyze(token.text.replace(/^non-/i, ''));
    const stem = found.at(-1) ?? '';
    return { ...token, stem, kind: kindOf(token, { at, stem, counted: counted.has(at), capitals }) };
  });
  const subject = new Set(
    words
      .filter(({ kind, stem }) => stem !== '' && (kind === 'subject' || kind === 'name'))
      .map(({ stem }) => stem),
  );
  // Words that many statements share still tie two of them together.
  for (const { kind, stem, lower } of words)
    if (kind === 'generic' && stem.length > 3 && !/^(?:the|your)$/.test(lower)) subject.add(stem);
  return {
    words,
    quantities: amounts,
    negations: negations(words, amounts),
    opposites: oppositesOf(words),
    conditions: words
      .filter(({ kind }) => kind === 'condition')
      .map(({ lower }) => lower)
      .sort()
      .join(' '),
    step: STEP_WORDS.has(tokens[0]?.lower ?? ''),
    asks: /[?？]["'”’)]?\s*$/.test(sentence),
    whole: /[.!。！]["'”’)]?\s*$/.test(sentence),
    subject,
  };
}

function kindOf(
  token: WordToken,
  about: { at: number; stem: string; counted: boolean; capitals: boolean },
): WordKind {
  const { lower, text } = token;
  if (about.counted) return 'quantity';
  if (NEGATIONS.has(lower) || /^non-\p{L}/u.test(lower)) return 'negation';
  if (CONDITIONS.has(lower)) return 'condition';
  if (OPPOSITES.has(lower)) return 'opposite';
  if (PREPOSITIONS.has(lower)) return 'preposition';
  if (/\d/.test(text)) return 'name';
  const capital = about.at > 0 && /^\p{Lu}/u.test(text) && about.capitals;
  if (capital && !GENERIC.has(lower)) return 'name';
  return GENERIC.has(lower) || about.stem === '' ? 'generic' : 'subject';
}

/** `ne ... pas` is one negation, and `not more than` none: it is a limit. */
function negations(words: readonly Word[], amounts: readonly Quantity[]): number {
  const found = words.flatMap(({ kind, lower }, at) => (kind === 'negation' ? [{ lower, at }] : []));
  const limits = amounts.filter(({ bound }) => bound === 'most').map(({ from }) => from);
  return found.filter(({ lower, at }) => {
    if (lower === 'pas' || lower === 'jamais')
      return !found.some((other) => other.lower === 'ne' && other.at < at);
    const limit = limits.some((from) => from > at && from - at <= 6);
    return !(
      limit && words.slice(at, at + 6).some((word) => word.lower === 'more' || word.lower === 'exceed')
    );
  }).length;
}

function oppositesOf(words: readonly Word[]): Map<string, number> {
  const found = new Map<string, number>();
  const both = new Set<string>();
  for (const { lower } of words) {
    const one = OPPOSITES.get(lower);
    if (!one) continue;
    if (found.has(one.group) && found.get(one.group) !== one.side) both.add(one.group);
    found.set(one.group, one.side);
  }
  for (const group of both) found.delete(group);
  return found;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
