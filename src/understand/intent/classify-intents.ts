import type { Intent } from '../../domain/understanding.ts';
import type { IntentModel } from './intent-model.ts';
import { TEXT_UNITS } from './intent-words.ts';
import { bestIntent, hashedWords, type IntentScores, scoreIntents } from './score-intents.ts';
import { splitWishes } from './split-wishes.ts';

/** A part of a message has to be this probable to count beside or instead of the whole. */
const PART_CONFIDENCE = 0.5;
/** Parts are many and short, so each must be surer than a whole message: by this share of the whole's doubt. */
const PART_DOUBT = 0.75;
/** Below this probability the whole message loses to parts that say otherwise; above, a story's sentences mislead more often than it. */
const WHOLE_CONFIDENCE = 0.25;

/** From this probability on the whole message is one wish, and its parts are not looked at: two share the probability. */
const ONE_WISH = 0.99;

/** At most this many wishes are read out of one message. */
const INTENTS_MAX = 4;

/** Intents of courtesy: in company of a wish they say nothing. */
const COURTESIES = new Set(['greeting', 'thanks', 'goodbye']);

/**
 * What a message wants, most likely first; empty: nothing that the model knows. The message is scored as a whole, and so are
 * its sentences and the clauses that "and" or a comma joins: two wishes in one message give two intents. Linear in the
 * length of the message. Pure.
 */
export function classifyIntents(text: string, model: IntentModel): Intent[] {
  const message = text.slice(0, TEXT_UNITS);
  const hashed = hashedWords(model);
  const whole = decide(scoreIntents(message, model, hashed), model, 1);
  if (whole !== null && whole.confidence >= ONE_WISH) return [whole];
  const { sentences, clauses } = splitWishes(message);
  const parts = new Map<string, number>();
  for (const part of [...sentences, ...clauses]) {
    const found = decide(scoreIntents(part, model, hashed), model, PART_DOUBT);
    if (found === null || found.confidence < PART_CONFIDENCE) continue;
    parts.set(found.name, Math.max(found.confidence, parts.get(found.name) ?? 0));
  }
  return merge(whole, parts);
}

/** The best intent of some scores, or null where the networks doubt too much. */
function decide(scores: IntentScores | null, model: IntentModel, doubt: number): Intent | null {
  if (scores === null || scores.certainty < model.calibration.threshold * doubt) return null;
  return bestIntent(scores, model);
}

function merge(whole: Intent | null, parts: Map<string, number>): Intent[] {
  const overruled =
    whole === null || (whole.confidence < WHOLE_CONFIDENCE && parts.size > 0 && !parts.has(whole.name));
  const others = [...parts]
    .filter(([name]) => name !== whole?.name)
    .map(([name, confidence]) => ({ name, confidence }))
    .sort((one, other) => other.confidence - one.confidence);
  const found = overruled ? others : [whole, ...others];
  const wishes = found.filter(({ name }) => !COURTESIES.has(name));
  // The whole message is right more often than its surest part, so it comes first and bounds what is said of the parts.
  let most = 1;
  return (wishes.length > 0 ? wishes : found).slice(0, INTENTS_MAX).map(({ name, confidence }) => {
    most = Math.min(most, confidence);
    return { name, confidence: most };
  });
}
