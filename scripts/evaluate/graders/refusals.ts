import { phrases, SPOKEN } from '../../../src/answer/phrases.ts';
import type { GradedAnswer } from './graded-answer.ts';

/**
 * `answered` and `refused` as they should; `invented`: an answer to what has none; `withheld`: none to what has one; `left-alone`:
 * rightly refused, but without the way to a person.
 */
export type RefusalGrade = 'answered' | 'refused' | 'invented' | 'withheld' | 'left-alone';

/** Whether an answer says that it does not know exactly where it should, and then offers a person. Pure. */
export function gradeRefusal(answer: GradedAnswer, answerable: boolean): RefusalGrade {
  if (answer.supported) return answerable ? 'answered' : 'invented';
  if (answerable) return 'withheld';
  const offers = SPOKEN.some((language) => answer.quickReplies.includes(phrases(language).person));
  return offers ? 'refused' : 'left-alone';
}
