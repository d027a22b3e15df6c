import { calibrateIntents, NO_CALIBRATION, splitForCalibration } from './calibrate-intents.ts';
import { type IntentExample, type PreparedExamples, prepareExamples } from './intent-examples.ts';
import { compactNetwork, encodeIntentModel, type IntentModel, type IntentModelFile } from './intent-model.ts';
import { type IntentPlan, planNetworks } from './plan-networks.ts';
import { Progress } from './progress.ts';
import type { NetworkTrainer } from './train-network.ts';
import { studentSteps, trainStudent } from './train-student.ts';
import { trainTeacher } from './train-teacher.ts';
import type { WordDirections } from './word-directions.ts';

export interface TrainIntentsOptions {
  /** Messages that belong to no intent: they teach the model to be unsure. */
  outOfScope?: readonly string[];
  /** What words mean; without it they mean only what the examples say. The model is then read with the same table. */
  directions?: WordDirections | null;
  /** The same examples, options and seed give the same bytes. */
  seed: number;
  /** Size of the file at most, in bytes. */
  maxBytes: number;
  /**
   * Steps at most, where time is bounded: large sets get fewer rounds. A step is one message learnt once by one network, about
   * 0.1 ms for a short message. Without it as many as are worth their time.
   */
  maxSteps?: number;
  /** Numbers that the tables of all teachers may hold together, where memory is bounded; four bytes each. */
  maxNumbers?: number;
  /**
   * Share of features that are left out at random while the model learns: the more, the less it leans on single words. 0.3 is best
   * for messages like the examples, less where they are mostly longer.
   */
  dropFeatures?: number;
  /** The certainty below which a message is out of scope (see score-intents.ts), where it is known better than by what is held out. */
  threshold?: number;
  /** How much is done, 0 to 1, and what is being done. Training waits for it, so it may let others run. */
  onProgress?(fraction: number, note: string): void | Promise<void>;
}

/** Up to this many examples the shipped networks are trained on all of them, and others, for calibration, before. */
const TRAIN_TWICE_EXAMPLES = 14_800;

/** Bits of a weight in the student's table. */
const TABLE_BITS = 4;

/**
 * Trains a model of intents: several large networks (teachers) learn the labels, then a small one (the student) learns what
 * the teachers think of varied messages, and is rounded to few bits. Pure and deterministic; needs no I/O, only time.
 */
export async function trainIntents(
  examples: readonly IntentExample[],
  options: TrainIntentsOptions,
): Promise<IntentModelFile> {
  const classes = new Set(examples.map(({ intent }) => intent)).size;
  const { directions = null } = options;
  const wanted = planNetworks(examples.length, classes, {
    ...options,
    dimensions: directions?.dimensions ?? 0,
  });
  const all = await prepareExamples(
    examples,
    options.outOfScope ?? [],
    { views: wanted.student.views, knownSize: wanted.knownSize, directions },
    () => options.onProgress?.(0, 'reading'),
  );
  const { train, held } = splitForCalibration(all, options.seed);
  const maxSteps = options.maxSteps ?? Number.POSITIVE_INFINITY;
  const plan = withinSteps(wanted, train.messages.length, maxSteps);
  const once = stepsOf(plan, train.messages.length);
  const again = stepsOf(plan, all.messages.length);
  const twice = examples.length <= TRAIN_TWICE_EXAMPLES && once + again <= maxSteps;
  const progress = new Progress(once + (twice ? again : 0), options.onProgress);
  const model = { ...(await trainNetworks(train, plan, options.seed, progress)), directions };
  const calibration = await calibrateIntents(model, held, () => progress.report());
  const shipped = twice ? await trainNetworks(all, plan, options.seed, progress) : model;
  await progress.finish();
  const { threshold = calibration.threshold } = options;
  return encodeIntentModel({ ...shipped, directions, calibration: { ...calibration, threshold } });
}

function stepsOf({ teachers, teacherEpochs, studentEpochs }: IntentPlan, messages: number): number {
  return messages * teachers.length * teacherEpochs + studentSteps(messages, studentEpochs);
}

/** The same with fewer rounds, where all of them would be too many steps. */
function withinSteps(plan: IntentPlan, messages: number, maxSteps: number): IntentPlan {
  const share = Math.min(1, maxSteps / Math.max(1, stepsOf(plan, messages)));
  const rounds = (epochs: number) => Math.max(1, Math.floor(epochs * share));
  return { ...plan, teacherEpochs: rounds(plan.teacherEpochs), studentEpochs: rounds(plan.studentEpochs) };
}

/** The model without calibration and table. */
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
  const { student: spec, studentEpochs: epochs } = plan;
  const options = { spec, epochs, seed: seed + 100, dropFeatures: plan.dropFeatures };
  const student = await trainStudent(examples, teachers, options, progress);
  return {
    labels: examples.labels,
    known: examples.known,
    directions: null,
    networks: [compactNetwork(student, TABLE_BITS)],
    calibration: NO_CALIBRATION,
  };
}
