import { seededRandom, shuffled } from '../linear/seeded-random.ts';
import type { PreparedExamples } from './intent-examples.ts';
import type { IntentFeatures } from './intent-features.ts';
import { readMessage } from './known-features.ts';
import type { NetworkSpec } from './network-input.ts';
import type { Progress } from './progress.ts';
import {
  createTrainer,
  type FloatNetwork,
  type NetworkTrainer,
  predict,
  trainStep,
} from './train-network.ts';
import { spliceWords, varyWords } from './vary-words.ts';

/** Share of the target that is the example's own label; the rest is what the teachers say. */
const OWN_LABEL = 0.3;
/** Share of the target of a message without an intent that is spread over all. */
const UNDECIDED = 0.5;
/** Share of messages that are spliced of two: they show the student how the teachers doubt. */
const SPLICED = 0.2;
const VARIATION = { drop: 0.15, slip: 0.02 };
const DROPS = { dropDirection: 0.1, dropHidden: 0 };

/** Epochs in which the same variations are used again: asking the teachers costs more than learning. */
const EPOCHS_A_VARIATION = 3;

export interface StudentOptions {
  spec: NetworkSpec;
  epochs: number;
  seed: number;
  /** Share of a message's features that are left out at random whenever it is learnt. */
  dropFeatures: number;
}

interface Lesson {
  features: IntentFeatures;
  target: Float32Array;
}

/**
 * Trains a small network on what larger ones think of varied messages. Source: Hinton, Vinyals and Dean 2015, Distilling the
 * Knowledge in a Neural Network.
 */
export async function trainStudent(
  examples: PreparedExamples,
  teachers: readonly NetworkTrainer[],
  { spec, epochs, seed, dropFeatures }: StudentOptions,
  progress: Progress,
): Promise<FloatNetwork> {
  const student = createTrainer(spec, examples.labels.length, seed);
  const random = seededRandom(seed + 1_000);
  let lessons: Lesson[] = [];
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    if (epoch % EPOCHS_A_VARIATION === 0) {
      // Gone before the next ones are made: all lessons of a large set are a third of an isolate's memory.
      lessons = [];
      lessons = await prepareLessons(examples, teachers, random, progress);
    }
    const pace = 1 - epoch / epochs;
    for (const at of shuffled(lessons.length, random)) {
      const lesson = lessons[at];
      if (lesson) trainStep(student, lesson.features, lesson.target, { ...DROPS, dropFeatures, pace });
      if (progress.step(1)) await progress.report();
    }
  }
  return student.network;
}

/** One variation of each message, and what the teachers think of it. */
async function prepareLessons(
  { messages, labels, known, knownToTeachers }: PreparedExamples,
  teachers: readonly NetworkTrainer[],
  random: () => number,
  progress: Progress,
): Promise<Lesson[]> {
  const lessons: Lesson[] = [];
  for (const { words, label } of messages) {
    const spliced = random() < SPLICED;
    const other = messages[Math.floor(random() * messages.length)]?.words ?? words;
    const varied = varyWords(words, VARIATION, random);
    const message = spliced ? spliceWords(varied, other, random) : varied;
    const target = new Float32Array(labels.length);
    ask(teachers, readMessage(message, knownToTeachers), target);
    if (!spliced) mixOwnLabel(target, label);
    lessons.push({ features: readMessage(message, known), target });
    if (progress.step(LESSON_STEPS)) await progress.report();
  }
  return lessons;
}

/** Preparing a lesson is worth this many training steps. */
export const LESSON_STEPS = 3;

/** Steps of a student's training, for the progress. */
export function studentSteps(messages: number, epochs: number): number {
  return messages * (epochs + LESSON_STEPS * Math.ceil(epochs / EPOCHS_A_VARIATION));
}

/** The mean of the teachers' probabilities, into `target`. */
function ask(teachers: readonly NetworkTrainer[], features: IntentFeatures, target: Float32Array): void {
  for (const teacher of teachers) {
    const vote = predict(teacher, features);
    for (let label = 0; label < target.length; label += 1) {
      target[label] = (target[label] ?? 0) + (vote[label] ?? 0) / teachers.length;
    }
  }
}

function mixOwnLabel(target: Float32Array, label: number): void {
  const share = label < 0 ? UNDECIDED : OWN_LABEL;
  for (let at = 0; at < target.length; at += 1) {
    const own = label < 0 ? 1 / target.length : at === label ? 1 : 0;
    target[at] = (target[at] ?? 0) * (1 - share) + own * share;
  }
}
