import { roleAt } from '../proof-words.ts';

/** A yes, a no or an assent before what a sentence says, in the interface languages. */
const ANSWER =
  /^[\s*_]{0,4}(?:(yes(?:,? (?:it|you|that|they|we) (?:is|are|can|may|do|does))?|you (?:can|may)|it is|that(?:['’]s| is) (?:right|correct|fine|true|possible)|sure thing|no (?:problem|worries|issue)|you bet|kein problem|das (?:geht|stimmt|ist (?:richtig|möglich|kein problem))|pas de (?:problème|souci)|c['’]est (?:possible|exact|vrai)|sin problema|sem problemas?|nessun problema|問題ありません|大丈夫です|ja|doch|oui|si|sí|sim|sì|はい|نعم|sure|certainly|absolutely|of course|definitely|exactly|correct|right|natürlich|selbstverständlich|klar|gerne?|genau|bien sûr|certainement|absolument|exactement|claro(?: que sí)?|por supuesto|desde luego|exacto|com certeza|certo|certamente|certainement|esatto|もちろん|بالتأكيد)|(no|nein|non|não|nao|いいえ|لا|unfortunately not|leider nicht|malheureusement non|lamentablemente no|infelizmente não|purtroppo no))[*_]{0,3}\s?[,.!:;—–、。،-]\s*/iu;

export interface AnswerWord {
  /** The sentence without it. */
  rest: string;
  /** As it stands there, with what follows it up to the sentence; empty where there is none. */
  word: string;
  says: 'yes' | 'no' | null;
}

/** The yes or no that a sentence begins with. Pure; linear. */
export function answerWord(sentence: string): AnswerWord {
  const found = ANSWER.exec(sentence);
  if (!found || found[0].length >= sentence.length) return { rest: sentence, word: '', says: null };
  return {
    rest: sentence.slice(found[0].length),
    word: found[0],
    says: found[1] === undefined ? 'no' : 'yes',
  };
}

/** Whether a text is no more than a yes, a no or an assent. Pure. */
export function isOnlyAnswer(text: string): boolean {
  const found = ANSWER.exec(`${text.trim().replace(/[.!。]*$/, '')}. `);
  return found !== null && found[0].trim().length >= text.trim().replace(/[.!。]*$/, '').length;
}

/**
 * Whether a sentence may begin with its yes or no: it speaks of all that was asked, and denies or narrows for a no, and does neither for a
 * yes. `asked`: the terms of the question. Pure.
 */
export function fitsAnswer(
  { says, rest }: AnswerWord,
  asked: ReadonlySet<string>,
  analyze: (text: string) => string[],
): boolean {
  if (says === null) return true;
  const said =
    rest
      .toLowerCase()
      .replace(/['’]/g, '')
      .match(/[\p{L}\p{M}]+/gu) ?? [];
  const roles = said.flatMap((_, at) => roleAt(said, at)?.role ?? []);
  const narrows = roles.some((role) => ['neg', 'without', 'only', 'must', 'unless'].includes(role));
  const terms = new Set(analyze(rest));
  const isAbout = [...asked].every((term) => terms.has(term) || roleAt([term], 0) !== null);
  return says === 'no' ? narrows : isAbout && !narrows;
}
