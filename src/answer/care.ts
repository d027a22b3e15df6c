import { LIMITS } from '../domain/limits.ts';
import type { Answer } from '../domain/passage.ts';
import { phrases, SPOKEN } from './phrases.ts';

/**
 * From this frustration (0 to 1) on, a person is offered without being asked for. Calm messages stay below 0.15; an offer too
 * many costs a glance, one too few a customer.
 */
const CLOSE_TO_LEAVING = 0.4;

/** Below this probability the language of a message is a guess: the page's is better. */
const SURE_LANGUAGE = 0.8;

/**
 * Adds the way to a person, first of all quick replies, for somebody who is close to giving up, and to an answer that is less sure
 * than the organization asks for (`threshold`, 0 to 1). Pure.
 */
export function care(
  answer: Answer,
  frustration: number,
  { language, threshold }: { language: string | null; threshold: number },
): Answer {
  const { person } = phrases(language);
  const unsure = answer.supported && answer.confidence < threshold;
  if ((frustration < CLOSE_TO_LEAVING && !unsure) || answer.quickReplies.includes(person)) return answer;
  return { ...answer, quickReplies: [person, ...answer.quickReplies].slice(0, LIMITS.quickReplies) };
}

/** The language to answer in: the message's, where it is sure and the assistant speaks it; else the page's. Pure. */
export function spokenLanguage(
  heard: { language: string; confidence: number },
  locale: string | null,
): string | null {
  const sure = heard.confidence >= SURE_LANGUAGE && SPOKEN.includes(heard.language);
  if (!sure) return locale;
  return locale?.toLowerCase().startsWith(heard.language) ? locale : heard.language;
}
