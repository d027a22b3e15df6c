import { splitSentences } from '../../domain/sentences.ts';

/** Parts of a message that may each hold a wish: its sentences, and the parts of sentences that are joined by a word or sign. */
export interface WishParts {
  sentences: string[];
  /** Parts of a sentence, where there are at least two. */
  clauses: string[];
}

/** More parts are not looked at one by one: the whole message is, in any case. */
const SENTENCES_MAX = 12;
const CLAUSES_MAX = 16;

/** A part with fewer words is not a wish but a rest: "and blue". */
const CLAUSE_WORDS_MIN = 3;

/** Words and signs that join two wishes, in the languages of the default intents. */
const JOINT =
  /[,;:–—]\s{1,8}|\s(?:and|but|also|plus|then|or|because|und|aber|oder|dann|außerdem|y|pero|también|et|mais|puis|aussi|e|mas|também|ma|poi|anche)\s/giu;

/** The parts of a message, in order. Linear in its length. Pure. */
export function splitWishes(text: string): WishParts {
  const sentences = splitSentences(text)
    .slice(0, SENTENCES_MAX)
    .map(({ start, end }) => text.slice(start, end));
  const clauses = sentences.flatMap((sentence) => {
    const parts = sentence.split(JOINT).filter((part) => wordCount(part) >= CLAUSE_WORDS_MIN);
    return parts.length > 1 ? parts : [];
  });
  return { sentences: sentences.length > 1 ? sentences : [], clauses: clauses.slice(0, CLAUSES_MAX) };
}

function wordCount(text: string): number {
  return text.match(/[\p{L}\p{N}]{1,256}/gu)?.length ?? 0;
}
