import type { Message } from '../domain/message.ts';

/** UTF-16 units of what was asked before that go along: a question is rarely longer, and a story would drown the new one. */
const EARLIER_CHARS = 400;
/** Words of a message that can lean on another; a longer one says by itself what it is about. */
const WORDS_MAX = 7;

/** How people go on with what was asked before, in the languages of the interface. */
const GOES_ON =
  /^\W{0,3}(?:and|but|or|also|what about|how about|what if|same for|und|aber|oder|was ist mit|wie ist es mit|et|mais|et si|y|pero|o|e|ma|mas|per)\b/iu;
/** Words that can only point back; what is an article too (das, den, one) or begins a sentence of its own (there, es) is none. */
const POINTS_BACK =
  /\b(?:it|that|this|those|these|them|davon|dafür|damit|dazu|ça|cela|celui|celle|eso|esto|ello|isso|isto|quello|questo)\b/iu;

/**
 * What a message that leans on the question before it asks in full: both, the earlier one first. Null where it stands by
 * itself or nothing was asked before. Pure.
 */
export function followUp(message: string, history: readonly Pick<Message, 'role' | 'text'>[]): string | null {
  const words = message.match(/[\p{L}\p{N}'’-]+/gu) ?? [];
  if (words.length === 0 || words.length > WORDS_MAX) return null;
  if (!GOES_ON.test(message) && !POINTS_BACK.test(message)) return null;
  const earlier = history.findLast(({ role, text }) => role === 'customer' && isQuestion(text));
  return earlier ? `${earlier.text.slice(0, EARLIER_CHARS)}\n${message}` : null;
}

/** Three words at least: "hello" and "ok thanks" are nothing to lean on. */
function isQuestion(text: string): boolean {
  return (text.match(/[\p{L}\p{N}]+/gu) ?? []).length > 2;
}
