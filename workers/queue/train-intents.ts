import type { IntentReport, TrainIntentsBody } from '../../src/protocol/http/intents.ts';
import type { TrainIntentsMessage } from '../../src/protocol/queue.ts';
import type { IntentClaim } from '../../src/store/intent-trainings.ts';
import { type CrossValidation, crossValidate } from '../../src/understand/intent/cross-validate.ts';
import type { IntentExample } from '../../src/understand/intent/intent-examples.ts';
import { wordTexts } from '../../src/understand/intent/intent-words.ts';
import { type TrainIntentsOptions, trainIntents } from '../../src/understand/intent/train-intents.ts';
import { LEASE_MS, type TrainingDeps } from './training.ts';

/** Times that the two steps are begun before all is given up: what ends its isolate thrice will do so again. */
const ATTEMPTS_MAX = 4;
const GIVEN_UP = `It was begun ${ATTEMPTS_MAX} times and never ended. Train again; if that stays so, with fewer examples.`;
/** Milliseconds between two notes of progress in D1: as often as somebody looks. */
const PROGRESS_MS = 1_000;
/** Share of all work that the measuring is. */
const MEASURING = 0.6;
/** Bytes of a model, most often of one language; eight of them in an isolate are 3 MB. */
const MODEL_BYTES = 400_000;
/**
 * Training steps of an invocation, for messages of usual length: 140 s of CPU on a plain server core of 2024, of the 300 that
 * there are. Up to about 5,000 examples it cuts nothing.
 */
const STEPS = 1_200_000;
/** A step costs in proportion to the characters of a message and these, which stand for what is the same for all. */
const FIXED_CHARS = 40;
const USUAL_CHARS = 60;
/**
 * Numbers in the tables of a training, four bytes each: 32 MB of an isolate's 128. The largest set takes as much again for
 * its lessons, and half of it for its words.
 */
const NUMBERS = 8_000_000;
/** The same examples give the same model. */
const SEED = 1;
/** Above this many examples one part is measured instead of all: it is large enough to trust, and time is bounded. */
const FOLDS_EXAMPLES = 6_000;
const FOLDS = 3;
const HOLD_OUT_PARTS = 4;

/**
 * One step of training a version, in an invocation of its own, since each may use five minutes of CPU: first it is measured,
 * then trained and put to use. Whatever is delivered twice, late or to two runners at once is told apart by the claim. Throws
 * when a step broke for no fault of the examples, so that it comes again.
 */
export async function trainOneStep(message: TrainIntentsMessage, deps: TrainingDeps): Promise<void> {
  const { organizationId, version } = message;
  const outcome = await deps.trainings.claim(organizationId, version, LEASE_MS);
  if (outcome.kind !== 'claimed') return;
  const { claim } = outcome;
  try {
    const why = await advance(claim, deps);
    if (why !== null) await deps.trainings.fail(claim, why);
  } catch (error) {
    if (error instanceof ClaimLost) return;
    await deps.trainings.release(claim);
    throw error;
  }
  await goOn(message, deps);
}

/** Why the training cannot succeed, or null. */
async function advance(claim: IntentClaim, deps: TrainingDeps): Promise<string | null> {
  if (claim.attempt > ATTEMPTS_MAX) return GIVEN_UP;
  const bytes = await deps.models.examples(claim.organizationId, claim.version);
  if (bytes === null) return 'Its examples are not there; send them again.';
  const content: Omit<TrainIntentsBody, 'activate'> = JSON.parse(new TextDecoder().decode(bytes));
  const mute = content.intents.find(({ examples }) => examples.every((text) => wordTexts(text).length === 0));
  if (mute) return `No example of "${mute.name}" has a word in it.`;
  const examples = content.intents.flatMap(({ name, examples: texts }) =>
    texts.map((text): IntentExample => ({ text, intent: name })),
  );
  const options = {
    outOfScope: content.outOfScope ?? [],
    directions: await deps.directions(),
    seed: SEED,
    maxBytes: MODEL_BYTES,
    maxNumbers: NUMBERS,
  };
  if (claim.report === null) await measure(claim, examples, options, deps);
  else await train(claim, claim.report, examples, options, deps);
  return null;
}

async function measure(
  claim: IntentClaim,
  examples: readonly IntentExample[],
  options: TrainIntentsOptions,
  deps: TrainingDeps,
): Promise<void> {
  const folds = examples.length <= FOLDS_EXAMPLES;
  const tell = teller(claim, deps);
  const [parts, rounds] = folds ? [FOLDS, FOLDS] : [HOLD_OUT_PARTS, 1];
  const figures = await crossValidate(
    examples,
    parts,
    {
      ...options,
      maxSteps: stepsFor(examples) / rounds,
      onProgress: (fraction, note) => tell(fraction * MEASURING, `measuring, ${note}`),
    },
    rounds,
  );
  const report = reportOf(figures, folds ? 'folds' : 'hold-out');
  if (!(await deps.trainings.measured(claim, JSON.stringify(report), MEASURING))) throw new ClaimLost();
}

async function train(
  claim: IntentClaim,
  measured: string,
  examples: readonly IntentExample[],
  options: TrainIntentsOptions,
  deps: TrainingDeps,
): Promise<void> {
  const { organizationId, version } = claim;
  const tell = teller(claim, deps);
  const weights = await trainIntents(examples, {
    ...options,
    maxSteps: stepsFor(examples),
    onProgress: (fraction, note) => tell(MEASURING + fraction * (1 - MEASURING), `training, ${note}`),
  });
  const report: IntentReport = { ...JSON.parse(measured), bytes: weights.length };
  if (!(await deps.trainings.finish(claim, weights, JSON.stringify(report)))) throw new ClaimLost();
  const { accuracy } = report;
  deps.log('intents_trained', { organizationId, version, examples: examples.length, accuracy });
}

/** Steps that the time of an invocation is enough for: fewer where messages are long. */
function stepsFor(examples: readonly IntentExample[]): number {
  const chars = examples.reduce((sum, { text }) => sum + text.length, 0) / examples.length;
  return STEPS * Math.min(1, (FIXED_CHARS + USUAL_CHARS) / (FIXED_CHARS + chars));
}

/** Another runner has the training: this one stops, and changes nothing more. */
class ClaimLost extends Error {}

/** Pauses at every call, and says in D1 how far it is once a second, which also keeps the claim. */
function teller(claim: IntentClaim, deps: TrainingDeps) {
  let told = 0;
  return async (progress: number, note: string): Promise<void> => {
    await deps.pause();
    if (deps.clock() - told < PROGRESS_MS) return;
    told = deps.clock();
    if (!(await stillMine(claim, Math.min(1, round(progress)), note, deps))) throw new ClaimLost();
  };
}

/** A database that stumbles for a moment does not end minutes of work: the claim outlasts it. */
async function stillMine(
  claim: IntentClaim,
  progress: number,
  note: string,
  { trainings, log }: TrainingDeps,
): Promise<boolean> {
  try {
    return await trainings.progress(claim, progress, note);
  } catch (error) {
    const { organizationId, version } = claim;
    log('training_progress_lost', { organizationId, version, error: String(error) });
    return true;
  }
}

/** After a step: the next one of this version, or of the next version that waits. */
async function goOn({ organizationId, requestId }: TrainIntentsMessage, deps: TrainingDeps): Promise<void> {
  const version = await deps.trainings.nextQueued(organizationId);
  if (version === null) return;
  await deps.enqueue({
    kind: 'train-intents',
    eventId: deps.newId('evt'),
    requestId,
    organizationId,
    version,
  });
}

function reportOf(figures: CrossValidation, method: IntentReport['method']): IntentReport {
  return {
    method,
    measured: figures.intents.reduce((sum, { examples }) => sum + examples, 0),
    accuracy: round(figures.accuracy),
    rejected: round(figures.rejected),
    intents: figures.intents.map(({ name, examples, precision, recall }) => ({
      ...{ name, examples },
      ...{ precision: round(precision), recall: round(recall) },
    })),
    confusions: figures.confusions,
    bytes: null,
  };
}

/** Four decimals: more are noise. */
function round(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}
