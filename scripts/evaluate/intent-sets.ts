import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IntentExample } from '../../src/understand/intent/intent-examples.ts';
import { OUT_OF_SCOPE } from '../train/intent-taxonomy.ts';

/** Messages of a public data set, those that belong to no intent apart. */
export interface IntentSet {
  examples: IntentExample[];
  outOfScope: string[];
}

/** A set's training part, its validation part, and whatever parts were held back and put there. */
export interface EvaluationSet {
  name: string;
  train: IntentSet;
  /** By name of the part: `validation`, `test`, `heldout`. */
  parts: Record<string, IntentSet>;
}

/** Reads `intent/<name>.<part>.jsonl`; `bot` keeps the rows of one bot. Null where the set is absent. */
export function readIntentSet(data: string, name: string, bot?: string): EvaluationSet | null {
  const folder = join(data, 'intent');
  if (!existsSync(join(folder, `${name}.train.jsonl`))) return null;
  const read = (part: string) => readPart(join(folder, `${name}.${part}.jsonl`), bot);
  const parts = readdirSync(folder)
    .map((file) => new RegExp(`^${name}\\.(validation|test|heldout)\\.jsonl$`).exec(file)?.[1])
    .filter((part) => part !== undefined)
    .sort()
    .reverse();
  return {
    name: bot === undefined ? name : `${name} ${bot}`,
    train: read('train'),
    parts: Object.fromEntries(parts.map((part) => [part, read(part)])),
  };
}

function readPart(file: string, bot: string | undefined): IntentSet {
  const rows: { text: string; label: string; bot?: string }[] = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const mine = rows.filter((row) => bot === undefined || row.bot === bot);
  return {
    examples: mine
      .filter(({ label }) => !OUT_OF_SCOPE.has(label))
      .map(({ text, label }) => ({ text, intent: label })),
    outOfScope: mine.filter(({ label }) => OUT_OF_SCOPE.has(label)).map(({ text }) => text),
  };
}

/** Sets whose validation part was cut off the official training part: a model for their test part may learn from it. */
const CUT_OFF = new Set(['banking77']);

/**
 * The set as it has to be measured: where the validation part belongs to the official training part and there are other parts
 * to judge by, once without it, to be judged by it, and once with it, to be judged by the others.
 */
export function withOfficialTrain(set: EvaluationSet): EvaluationSet[] {
  const { validation, ...others } = set.parts;
  if (!(CUT_OFF.has(set.name) && validation && Object.keys(others).length > 0)) return [set];
  const whole: IntentSet = {
    examples: [...set.train.examples, ...validation.examples],
    outOfScope: [...set.train.outOfScope, ...validation.outOfScope],
  };
  return [
    { ...set, parts: { validation } },
    { name: `${set.name}, official train`, train: whole, parts: others },
  ];
}

/** Cuts a share of the examples off, every so-manieth of each intent, where a set has no other part to be judged on. */
export function cutOff(
  { examples, outOfScope }: IntentSet,
  every: number,
): { train: IntentSet; rest: IntentSet } {
  const seen = new Map<string, number>();
  const held = examples.map(({ intent }) => {
    const count = seen.get(intent) ?? 0;
    seen.set(intent, count + 1);
    return count % every === every - 1;
  });
  return {
    train: { examples: examples.filter((_, at) => !held[at]), outOfScope },
    rest: { examples: examples.filter((_, at) => held[at]), outOfScope: [] },
  };
}
