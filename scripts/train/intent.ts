import { type IntentModel, loadIntentModel } from '../../src/understand/intent/intent-model.ts';
import { type TrainIntentsOptions, trainIntents } from '../../src/understand/intent/train-intents.ts';
import type { TrainedModel, TrainOptions } from '../train.ts';
import { readPublic } from './intent-public.ts';
import { readFurtherMessages, readOutOfScope, readTaxonomy } from './intent-taxonomy.ts';
import { readDirections } from './word-directions.ts';

/** The default model's size at most, in bytes: eight languages need twice what one does, and all models together have 1.6 MiB of gzip. */
const MODEL_BYTES = 790_000;
const SEED = 20_261;
/** Messages are longer than most examples, and lose too much certainty by more. */
const DROP_FEATURES = 0.1;
/**
 * Certainty below which a message is out of scope, in nats; chosen on the dev part of the further messages (docs/models/intent.md). What
 * is held out of the examples allows too much: few of its messages are long.
 */
const THRESHOLD = -3.5;
/** Steps of the progress that are said. */
const STEPS_SAID = 20;

/** Trains the model of the default intents on our examples in `training/`, short and long, and on public sets. */
export async function train({ data, progress }: TrainOptions): Promise<TrainedModel> {
  const shared = readPublic(data);
  const further = readFurtherMessages();
  const examples = [
    ...readTaxonomy(),
    ...further.train.flatMap(({ text, intents }) => intents.map((intent) => ({ text, intent }))),
    ...shared.examples,
  ];
  const outOfScope = [
    ...readOutOfScope(),
    ...further.train.filter(({ intents }) => intents.length === 0).map(({ text }) => text),
    ...shared.outOfScope,
  ];
  const names = new Set(examples.map(({ intent }) => intent));
  const bytes = await trainIntents(examples, {
    seed: SEED,
    maxBytes: MODEL_BYTES,
    outOfScope,
    directions: readDirections(),
    dropFeatures: DROP_FEATURES,
    threshold: THRESHOLD,
    onProgress: sayProgress(progress),
  });
  const { calibration } = opened(bytes);
  return {
    bytes,
    notes: [
      `${examples.length} examples of ${names.size} intents, ${outOfScope.length} of none`,
      `temperature ${calibration.temperature.toFixed(3)}, out of scope below certainty ${calibration.threshold.toFixed(3)}`,
    ],
  };
}

/** A file that was just made. */
export function opened(bytes: Uint8Array): IntentModel {
  const model = loadIntentModel(bytes, readDirections());
  if (!model.ok) throw new Error(`the trained model cannot be read: ${model.error}`);
  return model.value;
}

/** Says every twentieth of the work. */
export function sayProgress(
  progress: (line: string) => void,
): NonNullable<TrainIntentsOptions['onProgress']> {
  let said = 0;
  return (fraction, note) => {
    const step = Math.floor(fraction * STEPS_SAID);
    if (step <= said) return;
    said = step;
    progress(`${Math.round(fraction * 100)} %, ${note}`);
  };
}
