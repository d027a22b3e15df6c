import { splitSentences } from '../domain/sentences.ts';

const ASKS = /[?？؟]["'”’)\]*_\s]*$/;

/**
 * The sentences that ask, of a message that also says other things: "This is the third time! How do I reset my password?"
 * Null where nothing asks or nothing can be left out. Pure.
 */
export function askedPart(message: string): string | null {
  const sentences = splitSentences(message).map(({ start, end }) => message.slice(start, end));
  const asking = sentences.filter((sentence) => ASKS.test(sentence) && /\p{L}/u.test(sentence));
  if (asking.length === 0 || asking.length === sentences.length) return null;
  return asking.join(' ');
}
