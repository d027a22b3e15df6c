import { seededRandom, shuffled } from '../linear/seeded-random.ts';
import type { PreparedExamples } from './intent-examples.ts';
import { readMessage } from './known-features.ts';
import type { NetworkSpec } from './network-input.ts';
import type { Progress } from './progress.ts';
import { createTrainer, type NetworkTrainer, trainStep } from './train-network.ts';
import { varyWords } from './vary-words.ts';

/** Share of a target that is spread over all intents: keeps confidences honest. */
const SMOOTHING = 0.1;
/** A message is given with some words missing, and some features of what is left. */
const VARIATION = { drop: 0.1, slip: 0 };
const DROPS = { dropFeatures: 0.4, dropDirection: 0.15, dropHidden: 0.4 };
const LINEAR_DROPS = { dropFeatures: 0.3, dropDirection: 0.15, dropHidden: 0 };

/**
 * Trains a network on the messages that have an intent. Those that have none are left to the student: a teacher that must doubt
 * them doubts the others too.
 */
export async function trainTeacher(
  { messages: all, labels, knownToTeachers }: PreparedExamples,
  spec: NetworkSpec,
  epochs: number,
  seed: number,
  progress: Progress,
): Promise<NetworkTrainer> {
  const trainer = createTrainer(spec, labels.length, seed);
  const random = seededRandom(seed + 1_000);
  const target = new Float32Array(labels.length);
  const messages = all.filter(({ label }) => label >= 0);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    const pace = 1 - epoch / epochs;
    for (const at of shuffled(messages.length, random)) {
      const message = messages[at];
      if (message === undefined) continue;
      const { words, label } = message;
      target.fill(SMOOTHING / labels.length);
      target[label] = (target[label] ?? 0) + 1 - SMOOTHING;
      const features = readMessage(varyWords(words, VARIATION, random), knownToTeachers);
      trainStep(trainer, features, target, { ...(spec.rectified ? DROPS : LINEAR_DROPS), pace });
      if (progress.step(1)) await progress.report();
    }
  }
  return trainer;
}
