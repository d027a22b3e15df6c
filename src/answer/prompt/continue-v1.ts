import { definePrompt } from './define-prompt.ts';

/** What a second model is told that goes on with an answer the first one could not finish. */
export const continueV1 = definePrompt({
  name: 'continue',
  version: 1,
  variables: {},
  parts: {
    instruction: `# Going on
The last assistant message is the beginning of your answer. The customer has already read it and it cannot be taken back. Write only what comes after its last character, as if there had been no pause: repeat nothing of it, not in other words either, greet nobody, do not apologise and do not mention a break. Write no signal line. All rules hold for the rest; the numbers of passages mean the same. If the answer is already complete, write nothing but the line of replies, or nothing at all.`,
  },
});
