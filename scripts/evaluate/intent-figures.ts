import { classifyIntents } from '../../src/understand/intent/classify-intents.ts';
import type { IntentExample } from '../../src/understand/intent/intent-examples.ts';
import type { IntentModel } from '../../src/understand/intent/intent-model.ts';
import { bestIntent, scoreIntents } from '../../src/understand/intent/score-intents.ts';

/** A message with an intent, and what the model says of it before it decides whether it is in scope. */
export interface Judged {
  right: boolean;
  certainty: number;
  confidence: number;
}

const WITHOUT_WORDS = Number.NEGATIVE_INFINITY;
const TIMED_UNITS = 200;
const TIMED_ROUNDS = 1_000;

/** The model's best intent of each message against the right one. */
export function judge(examples: readonly IntentExample[], model: IntentModel): Judged[] {
  return examples.map(({ text, intent }) => {
    const scores = scoreIntents(text, model);
    if (scores === null) return { right: false, certainty: WITHOUT_WORDS, confidence: 0 };
    const { name, confidence } = bestIntent(scores, model);
    return { right: name === intent, certainty: scores.certainty, confidence };
  });
}

/** How certain the model is of a message. */
export function bestAbove(text: string, model: IntentModel): number {
  return scoreIntents(text, model)?.certainty ?? WITHOUT_WORDS;
}

/** The highest threshold at which this share of messages still gets the right intent and is kept. */
export function thresholdFor(judged: readonly Judged[], kept: number): number {
  const right = judged
    .filter((one) => one.right)
    .map(({ certainty }) => certainty)
    .sort((one, other) => other - one);
  return right[Math.min(right.length, Math.ceil(kept * judged.length)) - 1] ?? WITHOUT_WORDS;
}

export function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.filter(holds).length / Math.max(1, items.length);
}

/** Median milliseconds that `classifyIntents` takes for messages of 200 characters, put together of examples. */
export function timeOf(examples: readonly IntentExample[], model: IntentModel): number {
  const messages = Array.from({ length: TIMED_ROUNDS }, (_, round) => {
    let text = '';
    for (let more = 0; text.length < TIMED_UNITS; more += 1) {
      text += `${examples[(round * 31 + more * 977) % examples.length]?.text ?? ''}. `;
    }
    return text.slice(0, TIMED_UNITS);
  });
  for (const text of messages) classifyIntents(text, model);
  const times = messages.map((text) => {
    const started = performance.now();
    classifyIntents(text, model);
    return performance.now() - started;
  });
  times.sort((one, other) => one - other);
  return times[times.length >> 1] ?? 0;
}
