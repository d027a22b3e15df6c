import { splitSentences } from '../domain/sentences.ts';

/** Questions of a message that are answered one by one: each is a search, and an answer of more is not read. */
const QUESTIONS = 3;
/** Words that a question of its own has at least: "right?" and "ok?" ask nothing. */
const WORDS = 3;

const ASKS = /[?？؟]["'”’)\]*_\s]*$/;
/** Where a second question begins within a sentence, in the languages of the interface. */
const SECOND =
  /,?\s+(?:and|und|et|y|e)\s+(?=(?:how|what|where|when|why|who|which|can|could|do|does|is|are|wie|was|wo|wann|warum|kann|comment|quand|où|combien|cómo|cuánto|cuándo|dónde|come|quanto|quando|dove|como|onde)\s)/iu;

/** The questions of a message that asks more than one; empty where it asks one or none. Pure. */
export function askedQuestions(message: string): string[] {
  const asking = splitSentences(message)
    .map(({ start, end }) => message.slice(start, end))
    .filter((sentence) => ASKS.test(sentence) && isLong(sentence));
  const questions = asking
    .flatMap(clauses)
    .slice(0, QUESTIONS)
    .map((question) => question.replace(JOINS, ''));
  return questions.length > 1 ? questions : [];
}

/** "How do I export a report and where are the logs?" is two; "how do I add and remove users?" is one. */
function clauses(sentence: string): string[] {
  const match = SECOND.exec(sentence);
  if (!match) return [sentence];
  const first = sentence.slice(0, match.index);
  const second = sentence.slice(match.index + match[0].length);
  return isLong(first) && isLong(second) ? [`${first}?`, second] : [sentence];
}

/** "And what does it cost?" goes on within one message: the word that joins says nothing about what is asked. */
const JOINS = /^\W{0,3}(?:and|also|und|et|y|e)\s+/iu;

function isLong(text: string): boolean {
  return (text.match(/[\p{L}\p{N}]+/gu) ?? []).length >= WORDS;
}
