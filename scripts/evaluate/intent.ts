import { join } from 'node:path';
import { ensurePeers } from '../../bench/harness/peers.ts';
import { type BenchRow, benchRow } from '../../bench/harness/report.ts';
import type { IntentExample } from '../../src/understand/intent/intent-examples.ts';
import type { IntentModel } from '../../src/understand/intent/intent-model.ts';
import { trainIntents } from '../../src/understand/intent/train-intents.ts';
import type { EvaluateOptions } from '../evaluate.ts';
import { opened, sayProgress } from '../train/intent.ts';
import { readDirections } from '../train/word-directions.ts';
import { defaultRows } from './intent-default.ts';
import { bestAbove, judge, share, thresholdFor, timeOf } from './intent-figures.ts';
import {
  cutOff,
  type EvaluationSet,
  type IntentSet,
  readIntentSet,
  withOfficialTrain,
} from './intent-sets.ts';

type Classifier = (text: string) => Promise<string>;
type Trainer = (examples: readonly IntentExample[]) => Promise<Classifier>;

/** Least accuracy in percent of messages that have an intent; sets without a goal are measured for the record. */
const GOALS: Record<string, number> = {
  clinc150: 93.5,
  banking77: 92.5,
  'banking77, official train': 92.5,
  hwu64: 89.5,
};
const SETS = ['clinc150', 'banking77', 'hwu64', 'snips', 'bitext27'];
const BOTS = ['sofmattress', 'curekart', 'powerplay11'];

/** Out-of-scope recall is measured where this share of messages with an intent still gets the right one. */
const IN_SCOPE_KEPT = 0.914;
const OUT_OF_SCOPE_GOAL = 75;
const MODEL_BYTES = 400_000;
const MS_MAX = 0.6;
const SEED = 1;
/** One example in so many of a bot is kept apart, for its real test is not here. */
const BOT_PART = 5;

/**
 * Accuracy on public data sets beside other classifiers of the same run, and of the default model on messages that were kept
 * apart. Each set is trained on its training part alone; thresholds are chosen on its validation part. Takes minutes.
 */
export async function run({ data, progress }: EvaluateOptions): Promise<BenchRow[]> {
  const peers = await loadPeers(progress);
  const rows = await defaultRows(progress);
  for (const name of SETS) {
    const set = readIntentSet(data, name);
    if (set === null) progress(`no intent/${name}.train.jsonl in ${data}: not measured`);
    else for (const one of withOfficialTrain(set)) rows.push(...(await setRows(one, peers, progress)));
  }
  for (const bot of BOTS) {
    const set = readIntentSet(data, 'hint3', bot);
    if (set !== null) rows.push(...(await setRows(withPart(set), {}, progress)));
  }
  return rows;
}

function withPart(set: EvaluationSet): EvaluationSet {
  if (Object.keys(set.parts).length > 0) return set;
  const { train, rest } = cutOff(set.train, BOT_PART);
  return { ...set, train, parts: { 'a fifth of train': rest } };
}

async function setRows(
  set: EvaluationSet,
  peers: Record<string, Trainer>,
  progress: (line: string) => void,
): Promise<BenchRow[]> {
  progress(`${set.name}: training`);
  const started = process.cpuUsage();
  const bytes = await trainIntents(set.train.examples, {
    seed: SEED,
    maxBytes: MODEL_BYTES,
    outOfScope: set.train.outOfScope,
    directions: readDirections(),
    onProgress: sayProgress((line) => progress(`${set.name}: ${line}`)),
  });
  progress(`${set.name}: ${(process.cpuUsage(started).user / 1e6).toFixed(0)} s of processor time`);
  const model = opened(bytes);
  const others: Record<string, Classifier> = {};
  for (const [name, train] of Object.entries(peers)) {
    progress(`${set.name}: training ${name}`);
    others[name] = await train(set.train.examples);
  }
  const rows: BenchRow[] = [];
  for (const [part, messages] of Object.entries(set.parts)) {
    const what = `${set.name} ${part}`;
    rows.push(await accuracyRow(what, set.name, messages, model, others, progress));
    rows.push(...scopeRows(what, set, messages, model));
  }
  rows.push(
    benchRow({
      what: `${set.name}: model, raw`,
      value: bytes.length / 1000,
      unit: 'KB',
      goal: { is: 'at most', limit: MODEL_BYTES / 1000, of: 'value' },
    }),
  );
  if (set.name === 'clinc150') rows.push(timeRow(model, set.train));
  return rows;
}

async function accuracyRow(
  what: string,
  set: string,
  { examples }: IntentSet,
  model: IntentModel,
  others: Record<string, Classifier>,
  progress: (line: string) => void,
): Promise<BenchRow> {
  const accuracy = 100 * share(judge(examples, model), ({ right }) => right);
  let best = { what: '', value: 0 };
  for (const [name, classify] of Object.entries(others)) {
    let right = 0;
    for (const { text, intent } of examples) right += (await classify(text)) === intent ? 1 : 0;
    const value = (100 * right) / examples.length;
    progress(`${what}: ${name} ${value.toFixed(2)} %`);
    if (value > best.value) best = { what: name, value };
  }
  progress(`${what}: ours ${accuracy.toFixed(2)} %`);
  return benchRow({
    what: `${what}: right intent`,
    value: accuracy,
    unit: '%',
    goal: { is: 'at least', limit: GOALS[set] ?? 0, of: 'value' },
    ...(best.value > 0 ? { yardstick: best } : {}),
  });
}

/** Out-of-scope recall, at the threshold that the validation part gives, and with the model's own threshold. */
function scopeRows(what: string, set: EvaluationSet, part: IntentSet, model: IntentModel): BenchRow[] {
  if (part.outOfScope.length === 0) return [];
  const chosenOn = judge((set.parts.validation ?? part).examples, model);
  const inside = judge(part.examples, model);
  const outside = part.outOfScope.map((text) => bestAbove(text, model));
  const rows = (name: string, threshold: number) => {
    const kept = share(inside, ({ right, certainty }) => right && certainty >= threshold);
    const recall = share(outside, (certainty) => certainty < threshold);
    return [
      figure(`${what}: right and kept, ${name}`, 100 * kept, 100 * IN_SCOPE_KEPT),
      figure(`${what}: out of scope found, ${name}`, 100 * recall, OUT_OF_SCOPE_GOAL),
    ];
  };
  return [
    ...rows('threshold of validation', thresholdFor(chosenOn, IN_SCOPE_KEPT)),
    ...rows('own threshold', model.calibration.threshold),
  ];
}

function figure(what: string, value: number, limit: number): BenchRow {
  return benchRow({ what, value, unit: '%', goal: { is: 'at least', limit, of: 'value' } });
}

function timeRow(model: IntentModel, { examples }: IntentSet): BenchRow {
  return benchRow({
    what: 'clinc150: a message of 200 characters, median',
    value: timeOf(examples, model),
    unit: 'ms',
    goal: { is: 'at most', limit: MS_MAX, of: 'value' },
  });
}

async function loadPeers(progress: (line: string) => void): Promise<Record<string, Trainer>> {
  try {
    const folder = await ensurePeers(progress);
    const module: { INTENT_PEERS: Record<string, Trainer> } = await import(join(folder, 'nlp-intent.ts'));
    return module.INTENT_PEERS;
  } catch (error) {
    progress(`the peers are absent: ${error instanceof Error ? error.message : String(error)}`);
    return {};
  }
}
