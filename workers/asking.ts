import { askedPart } from '../src/answer/asked-part.ts';
import { askedQuestions } from '../src/answer/asked-questions.ts';
import { followUp } from '../src/answer/follow-up.ts';
import { joinAnswers } from '../src/answer/join-answers.ts';
import { mergeResults } from '../src/retrieve/merge-results.ts';
import type { AskingDeps } from '../src/turn.ts';

/** How a message is asked of the knowledge, by a turn and by a preview of its answer. */
export const ASKING: AskingDeps = {
  askedPart,
  askedQuestions,
  followUp,
  joinAnswers,
  mergeFound: mergeResults,
};
