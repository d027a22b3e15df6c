import { fitTemperature } from '../linear/calibrate.ts';
import { seededRandom, shuffled } from '../linear/seeded-random.ts';
import type { PreparedExamples, PreparedMessage } from './intent-examples.ts';
import type { IntentCalibration, IntentModel } from './intent-model.ts';
import { readMessage } from './known-features.ts';
import { calibrated, voteOf } from './score-intents.ts';

/** Nothing is out of scope, and the networks' own probabilities hold. */
export const NO_CALIBRATION: IntentCalibration = { temperature: 1, threshold: Number.MIN_SAFE_INTEGER };

/** Messages that are kept out of training to calibrate: a share of the intents' and of the others, up to a number. */
const HELD_SHARE = 0.12;
const HELD_MAX = 300;
const HELD_OUT_OF_SCOPE_SHARE = 0.3;

/** Share of messages with an intent that may be turned away as out of scope. */
const REJECTED = { min: 0.01, usual: 0.03, max: 0.05 };
/** With fewer out-of-scope messages held out, the usual share decides. */
const OUT_OF_SCOPE_MIN = 40;

/** Takes messages out of a training set by chance. What features are known stays as it is: it says nothing about labels. */
export function splitForCalibration(
  all: PreparedExamples,
  seed: number,
): { train: PreparedExamples; held: readonly PreparedMessage[] } {
  const scoped = all.messages.filter(({ label }) => label >= 0).length;
  const others = all.messages.length - scoped;
  let heldScoped = Math.min(HELD_MAX, Math.round(scoped * HELD_SHARE));
  let heldOthers = Math.min(HELD_MAX, Math.round(others * HELD_OUT_OF_SCOPE_SHARE));
  const train: PreparedMessage[] = [];
  const held: PreparedMessage[] = [];
  for (const at of shuffled(all.messages.length, seededRandom(seed))) {
    const message = all.messages[at];
    if (!message) continue;
    const left = message.label < 0 ? heldOthers : heldScoped;
    (left > 0 ? held : train).push(message);
    if (message.label < 0) heldOthers -= 1;
    else heldScoped -= 1;
  }
  return { train: { ...all, messages: train }, held };
}

/** Messages that are scored between two pauses: about ten milliseconds of work. */
const MESSAGES_BETWEEN = 50;

/**
 * Temperature and threshold from messages that the model has not seen. With n of them all right the next is wrong once in n + 2
 * (Laplace), which the temperature allows for (Platt 1999, Probabilistic outputs for support vector machines).
 * `pause` is awaited now and then.
 */
export async function calibrateIntents(
  model: IntentModel,
  held: readonly PreparedMessage[],
  pause: () => void | Promise<void>,
): Promise<IntentCalibration> {
  const scored: { vote: Float32Array; label: number; certainty: number }[] = [];
  for (const [at, { words, label }] of held.entries()) {
    if (at % MESSAGES_BETWEEN === 0) await pause();
    const vote = voteOf(readMessage(words, model.known), model);
    scored.push({ vote, label, certainty: calibrated(vote, 1).certainty });
  }
  const scoped = scored.filter(({ label }) => label >= 0);
  if (scoped.length === 0) return NO_CALIBRATION;
  const temperature = fitTemperature(
    scoped.map(({ vote }) => vote.map((share) => Math.log(share + 1e-9))),
    scoped.map(({ label }) => label),
    1 / (scoped.length + 2),
  );
  const threshold = bestThreshold(
    scoped.map(({ certainty }) => certainty),
    scored.filter(({ label }) => label < 0).map(({ certainty }) => certainty),
  );
  return { temperature, threshold };
}

/** What separates best, within the share of messages that may be turned away. */
function bestThreshold(scoped: readonly number[], others: readonly number[]): number {
  const sorted = [...scoped].sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  if (others.length < OUT_OF_SCOPE_MIN) return at(REJECTED.usual);
  let best = at(REJECTED.usual);
  let most = Number.NEGATIVE_INFINITY;
  for (let percent = REJECTED.min; percent <= REJECTED.max; percent += 0.005) {
    const threshold = at(percent);
    const gain = others.filter((certainty) => certainty < threshold).length / others.length - percent;
    if (gain > most) {
      most = gain;
      best = threshold;
    }
  }
  return best;
}
