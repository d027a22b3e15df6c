import type { Emotion, Trend } from '../../domain/understanding.ts';

/** How the customer feels, as `understand` reads it. `frustration`: 0 (calm) to 1 (about to leave). */
export interface Feeling {
  emotion: Emotion;
  frustration: number;
  trend: Trend;
}

/** From here on somebody is upset: calm messages stay below 0.15, and at 0.4 a person is offered (`care`). */
const UPSET = 0.3;
/** From here on every word too many costs: somebody is close to leaving. */
const CLOSE_TO_LEAVING = 0.6;

const BY_EMOTION: Record<Emotion, string[]> = {
  neutral: ['Friendly and matter-of-fact.'],
  joy: ['Light and warm; share the good mood in a word or two, without exclamation marks in every sentence.'],
  surprise: ['Clear and orderly: say first what happened, then why, then what to do.'],
  fear: [
    'Reassuring through facts: the safe next step first. Never play the worry down and promise nothing.',
  ],
  sadness: ['Warm and quiet: one short sentence that shows you understood, then help.'],
  anger: ['Calm and brief: help at once. Never mirror the anger, argue, blame or correct the tone.'],
  disgust: ['Calm and brief: help at once. Never mirror the tone, argue or defend.'],
};

/** Feelings with which "calm" must be said whatever the emotion was read as. */
const CALM = 'Calm and brief: help at once. Never mirror anger, argue or blame.';

/**
 * How to sound in this answer, as lines of instruction: what an upset customer needs first, then the organization's voice within
 * that. An apology is only asked for where something may have gone wrong, and only once. Pure.
 */
export function toneOf(feeling: Feeling, voice: { given: boolean }): string[] {
  const negative = feeling.emotion === 'anger' || feeling.emotion === 'disgust';
  const upset = feeling.frustration >= UPSET || negative;
  const joyful = feeling.emotion === 'joy' && feeling.frustration < UPSET;
  const base = upset && !negative && feeling.emotion !== 'fear' ? [CALM] : BY_EMOTION[feeling.emotion];
  return [
    ...base,
    ...(upset
      ? [
          'If something went wrong for the customer, say sorry for exactly that, once and in few words; if not, do not apologise.',
        ]
      : ['Do not apologise for what nobody did wrong.']),
    ...(feeling.frustration >= CLOSE_TO_LEAVING
      ? ['At most 60 words; the solution in the first sentence.']
      : []),
    ...(upset && feeling.trend === 'rising'
      ? ['It is getting worse: offer a person in the last sentence.']
      : []),
    ...(upset && feeling.trend === 'falling'
      ? ['It is getting better: do not return to what went wrong.']
      : []),
    ...(joyful ? [] : ['No jokes, no emoji.']),
    ...(voice.given
      ? [upset ? 'Of the company’s voice only what stays calm.' : 'In the company’s voice.']
      : []),
  ];
}
