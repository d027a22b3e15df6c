import { type Amount, amountsIn, sameAmount } from '../../../src/answer/ground-amounts.ts';
import { proseOf } from './graded-answer.ts';

/** One thing that an answer must say: any of these ways will do. What holds a number is compared as a quantity, else as words. */
export type Fact = readonly string[];

export interface FactsGrade {
  /** Share (0..1) of the facts that the answer says; 1 where none is expected. */
  said: number;
  missing: Fact[];
}

/** Which of the expected facts an answer says. Case, spaces and the form of a number ("60 minutes", "one hour") do not count. Pure. */
export function gradeFacts(text: string, facts: readonly Fact[]): FactsGrade {
  const plain = fold(text);
  const amounts = amountsIn(text);
  const missing = facts.filter((fact) => !fact.some((way) => says(way, plain, amounts)));
  return { said: facts.length === 0 ? 1 : 1 - missing.length / facts.length, missing };
}

/** Numbers of an answer that none of its sources gives: each is an invention. Pure. */
export function inventedNumbers(text: string, sources: readonly string[]): string[] {
  const prose = proseOf(text).replace(/^\s*\d+[.)](?:\s|$)/gm, '');
  const given = sources.flatMap((source) => amountsIn(source));
  return amountsIn(prose)
    .filter((one) => !given.some((other) => sameAmount(one, other) || one.plain === other.plain))
    .map(({ start, end }) => prose.slice(start, end));
}

function says(way: string, plain: string, amounts: readonly Amount[]): boolean {
  const wanted = amountsIn(way);
  const words = fold(way);
  if (wanted.length === 0) return whole(words, plain);
  const all = wanted.every((one) => amounts.some((other) => sameAmount(one, other)));
  return all || whole(words, plain);
}

/** "flow" is not said by "workflow". */
function whole(words: string, plain: string): boolean {
  for (let at = plain.indexOf(words); at >= 0; at = plain.indexOf(words, at + 1)) {
    const before = plain[at - 1] ?? ' ';
    const after = plain[at + words.length] ?? ' ';
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) return true;
  }
  return false;
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[*_`"“”]/g, '')
    .replace(/’/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}
