import { splitSentences } from '../domain/sentences.ts';
import { isLong, questionClauses } from './question-clauses.ts';

/** Questions of a message that are answered one by one: each is a search, and an answer of more is not read. */
const QUESTIONS = 3;

const ASKS = /[?？؟]["'”’)\]*_\s]*$/;

/** The questions of a message that asks more than one; empty where it asks one or none. Pure. */
export function askedQuestions(message: string): string[] {
  const asking = splitSentences(message)
    .map(({ start, end }) => message.slice(start, end))
    .filter((sentence) => ASKS.test(sentence) && isLong(sentence));
  const questions = asking
    .flatMap(questionClauses)
    .slice(0, QUESTIONS)
    .map((question) => question.replace(JOINS, ''));
  return questions.length > 1 ? questions : [];
}

/** "And what does it cost?" goes on within one message: the word that joins says nothing about what is asked. */
const JOINS = /^\W{0,3}(?:and|also|und|et|y|e)\s+/iu;
