import { seededRandom, shuffled } from '../linear/seeded-random.ts';
import { calibrateIntents, NO_CALIBRATION, splitForCalibration } from './calibrate-intents.ts';
import { type IntentExample, type PreparedExamples, prepareExamples } from './intent-examples.ts';
import { type IntentFeatures, intentFeatures } from './intent-features.ts';
import { compactNetwork, encodeIntentModel, type IntentModel, type IntentModelFile } from './intent-model.ts';
import type { IntentWord } from './intent-words.ts';
import { onlyKnown } from './known-features.ts';
import type { NetworkSpec } from './network-input.ts';
import { type IntentPlan, planNetworks } from './plan-networks.ts';
import { Progress } from './progress.ts';
import { createTrainer, type NetworkTrainer, predict, trainStep } from './train-network.ts';
import { spliceWords, type Variation, varyWords } from './vary-words.ts';

export interface TrainIntentsOptions {
  /** Messages that belong to no intent: they teach the model to be unsure. */
  outOfScope?: readonly string[];
  /** The same examples, options and seed give the same bytes. */
  seed: number;
  /** Size of the file at most, in bytes. */
  maxBytes: number;
  /** How much is done, 0 to 1, and what is being done. Training waits for it, so it may let others run. */
  onProgress?(fraction: number, note: string): void | Promise<void>;
}

/** Up to this many examples the shipped networks are trained on all of them, and others, for calibration, before. */
const TRAIN_TWICE_EXAMPLES = 5_000;

/** Share of a target that is spread over all intents: keeps confidences honest. */
const SMOOTHING = 0.1;
/** Share of the student's target that is the example's own label; the rest is what the teachers say. */
const OWN_LABEL = 0.3;
/** Share of the student's messages that are spliced of two: they show it how the teachers doubt. */
const SPLICED = 0.2;
const TEACHER_VARIATION: Variation = { drop: 0.1, slip: 0 };
const STUDENT_VARIATION: Variation = { drop: 0.2, slip: 0.02 };
const TEACHER_DROPS = { dropFeatures: 0.4, dropHidden: 0.4 };
const STUDENT_DROPS = { dropFeatures: 0.2, dropHidden: 0.1 };

/**
 * Trains a model of intents: several large networks (teachers) learn the labels, then a small one (the student) learns what
 * the teachers think of varied messages, and is rounded to few bits. Pure and deterministic; needs no I/O, only time.
 */
export async function trainIntents(
  examples: readonly IntentExample[],
  options: TrainIntentsOptions,
): Promise<IntentModelFile> {
  const classes = new Set(examples.map(({ intent }) => intent)).size;
  const plan = planNetworks(examples.length, classes, options.maxBytes);
  const all = prepareExamples(examples, options.outOfScope ?? [], plan.knownSize);
  const { train, held } = splitForCalibration(all, options.seed);
  const twice = examples.length <= TRAIN_TWICE_EXAMPLES;
  const progress = new Progress(stepsOf(plan, train) + (twice ? stepsOf(plan, all) : 0), options.onProgress);
  const model = await trainNetworks(train, plan, options.seed, progress);
  const calibration = calibrateIntents(model, held);
  const shipped = twice ? await trainNetworks(all, plan, options.seed, progress) : model;
  await progress.finish();
  return encodeIntentModel({ ...shipped, calibration });
}

function stepsOf(
  { teachers, teacherEpochs, studentEpochs }: IntentPlan,
  { messages }: PreparedExamples,
): number {
  return messages.length * (teachers.length * teacherEpochs + studentEpochs * STUDENT_COST);
}

/** A student's step asks all teachers: worth about this many steps of a teacher. */
const STUDENT_COST = 2.5;

/** The model without calibration. */
async function trainNetworks(
  examples: PreparedExamples,
  plan: IntentPlan,
  seed: number,
  progress: Progress,
): Promise<IntentModel> {
  const teachers: NetworkTrainer[] = [];
  for (const [index, spec] of plan.teachers.entries()) {
    progress.note = `teacher ${index + 1} of ${plan.teachers.length}`;
    teachers.push(await trainTeacher(examples, spec, plan.teacherEpochs, seed + index + 1, progress));
  }
  progress.note = 'student';
  const students = plan.students.map((spec, index) =>
    createTrainer(spec, examples.labels.length, seed + 100 + index),
  );
  await trainStudents(examples, teachers, students, plan.studentEpochs, seed + 50, progress);
  return {
    labels: examples.labels,
    known: examples.known,
    networks: students.map(({ network }) => compactNetwork(network, plan.tableBits)),
    calibration: NO_CALIBRATION,
  };
}

async function trainTeacher(
  examples: PreparedExamples,
  spec: NetworkSpec,
  epochs: number,
  seed: number,
  progress: Progress,
): Promise<NetworkTrainer> {
  const { messages, labels, known } = examples;
  const trainer = createTrainer(spec, labels.length, seed);
  const random = seededRandom(seed + 1_000);
  const linear = spec.size === 0;
  const drops = linear ? { dropFeatures: 0, dropHidden: 0 } : TEACHER_DROPS;
  const target = new Float32Array(labels.length);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    const pace = 1 - epoch / epochs;
    for (const at of shuffled(messages.length, random)) {
      const { words, label } = messages[at] ?? NOTHING;
      const varied = linear ? words : varyWords(words, TEACHER_VARIATION, random);
      target.fill((label < 0 ? 1 : SMOOTHING) / labels.length);
      if (label >= 0) target[label] = (target[label] ?? 0) + 1 - SMOOTHING;
      trainStep(trainer, read(varied, known), target, { ...drops, pace });
      if (progress.step(1)) await progress.report();
    }
  }
  return trainer;
}

const NOTHING = { words: [] as readonly IntentWord[], label: -1 };

async function trainStudents(
  { messages, known, labels }: PreparedExamples,
  teachers: readonly NetworkTrainer[],
  students: readonly NetworkTrainer[],
  epochs: number,
  seed: number,
  progress: Progress,
): Promise<void> {
  const random = seededRandom(seed);
  const target = new Float32Array(labels.length);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    const pace = 1 - epoch / epochs;
    for (const at of shuffled(messages.length, random)) {
      const { words, label } = messages[at] ?? NOTHING;
      const spliced = random() < SPLICED;
      const other = messages[Math.floor(random() * messages.length)] ?? NOTHING;
      const varied = varyWords(words, STUDENT_VARIATION, random);
      const features = read(spliced ? spliceWords(varied, other.words, random) : varied, known);
      ask(teachers, features, target);
      if (!spliced) mixOwnLabel(target, label);
      for (const student of students) trainStep(student, features, target, { ...STUDENT_DROPS, pace });
      if (progress.step(STUDENT_COST)) await progress.report();
    }
  }
}

function read(words: readonly IntentWord[], known: PreparedExamples['known']): IntentFeatures {
  return onlyKnown(intentFeatures(words), known);
}

/** The mean of the teachers' probabilities, into `target`. */
function ask(teachers: readonly NetworkTrainer[], features: IntentFeatures, target: Float32Array): void {
  target.fill(0);
  for (const teacher of teachers) {
    const vote = predict(teacher, features);
    for (let label = 0; label < target.length; label += 1) {
      target[label] = (target[label] ?? 0) + (vote[label] ?? 0) / teachers.length;
    }
  }
}

function mixOwnLabel(target: Float32Array, label: number): void {
  for (let at = 0; at < target.length; at += 1) {
    const own = label < 0 ? 1 / target.length : at === label ? 1 : 0;
    target[at] = (target[at] ?? 0) * (1 - OWN_LABEL) + own * OWN_LABEL;
  }
}
