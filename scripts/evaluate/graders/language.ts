import { type GradedAnswer, proseOf } from './graded-answer.ts';

/** UTF-16 units of prose from which a language can be told: a sentence. */
const PROSE_CHARS = 40;
/** Below this the detector guesses. */
const SURE = 0.8;

/**
 * Whether an answer is in the language asked for; null where its own words are too few, or too unclear, to tell. `quoted` texts count
 * as the article's, not as the answer's, where an answer only quotes. Pure.
 */
export function gradeLanguage(
  { text }: Pick<GradedAnswer, 'text'>,
  language: string,
  detect: (text: string) => { language: string; confidence: number },
): boolean | null {
  const prose = proseOf(text);
  if (prose.length < PROSE_CHARS && !/[^\u0000-\u024f]{10}/u.test(prose)) return null;
  const heard = detect(prose);
  return heard.confidence < SURE ? null : heard.language === language.slice(0, 2).toLowerCase();
}
