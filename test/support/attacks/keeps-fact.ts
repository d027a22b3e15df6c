import { amountsIn, sameAmount } from '../../../src/answer/ground-amounts.ts';
import { tokensOf } from '../../../src/answer/ground-proof.ts';
import { isSameWord } from '../../../src/answer/proof-words.ts';
import { splitSentences } from '../../../src/domain/sentences.ts';
import { analyze } from '../../../src/retrieve/analyze.ts';

/**
 * Whether a text holds what `fact` states, in its words or in others: a sentence of it has the same numbers with their units, forms of the
 * same words, and a denial where the fact has one. Pure.
 */
export function keepsFact(text: string, fact: string): boolean {
  if (text.toLowerCase().includes(fact.toLowerCase())) return true;
  return splitSentences(text).some(({ start, end }) => {
    const sentence = text.slice(start, end);
    return [sentence, ...sentence.split(APART)].some((one) => holds(one, fact));
  });
}

/** Where a sentence says two things. */
const APART = /[,;:،、]\s?|\s(?:but|aber|mais|pero|ma|mas)\s/u;

function holds(sentence: string, fact: string): boolean {
  const given = amountsIn(sentence);
  const wanted = amountsIn(fact);
  if (!wanted.every((one) => given.some((other) => sameAmount(one, other)))) return false;
  const read = (text: string) => tokensOf(text, { analyze, free: new Set() });
  const [own, theirs] = [read(sentence), read(fact)];
  const denies = (tokens: typeof own) => tokens.some(({ role }) => role === 'neg' || role === 'without');
  const words = theirs.filter(({ kind }) => kind === 'word');
  if (wanted.length === 0 && words.length === 0) return false;
  return (
    denies(own) === denies(theirs) &&
    words.every((one) => own.some((other) => isSameWord(one.text, other.text)))
  );
}
