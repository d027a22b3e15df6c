import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import type { IntentExample } from '../../src/understand/intent/intent-examples.ts';
import { ROOT } from '../local/paths.ts';

/** A message that was written to judge the default model and never to train it. No intent: out of scope. */
export interface HeldOutMessage {
  text: string;
  /** All intents that it has. */
  intents: string[];
  language: string;
}

/** Names that a message without an intent may carry. */
export const OUT_OF_SCOPE = new Set(['oos', 'none', 'out-of-scope', 'out_of_scope', 'NO_NODES_DETECTED']);

const FOLDER = join(ROOT, 'training');

/** The examples of the default intents, in all languages. */
export function readTaxonomy(): IntentExample[] {
  const intents: { name: string; examples: Record<string, string[]> }[] = parse(
    readFileSync(join(FOLDER, 'intents.yaml'), 'utf8'),
  );
  return intents.flatMap(({ name, examples }) =>
    Object.values(examples).flatMap((texts) => texts.map((text) => ({ text: String(text), intent: name }))),
  );
}

/** Messages that belong to no default intent, in all languages. */
export function readOutOfScope(): string[] {
  const texts: Record<string, string[]> = parse(readFileSync(join(FOLDER, 'out-of-scope.yaml'), 'utf8'));
  return Object.values(texts).flat().map(String);
}

/** Messages beside the taxonomy's own examples; those of none have an empty list of intents. */
export interface FurtherMessages {
  train: HeldOutMessage[];
  /** Every fifth of each intent and language, and every third of none: to compare models by. */
  dev: HeldOutMessage[];
}

const DEV_PART = 5;
const DEV_PART_OF_NONE = 3;

/** Long English messages of the default intents and of none, and long and short ones in the other languages. */
export function readFurtherMessages(): FurtherMessages {
  const english: Record<string, { en: string[] }> = parse(
    readFileSync(join(FOLDER, 'intents-long.yaml'), 'utf8'),
  );
  const lists = Object.entries(english).map(([name, { en }]) => ({ name, language: 'en', texts: en }));
  for (const file of readdirSync(join(FOLDER, 'intents-more')).sort()) {
    const byIntent: Record<string, string[]> = parse(
      readFileSync(join(FOLDER, 'intents-more', file), 'utf8'),
    );
    const language = basename(file, '.yaml');
    for (const [name, texts] of Object.entries(byIntent)) lists.push({ name, language, texts });
  }
  const train: HeldOutMessage[] = [];
  const dev: HeldOutMessage[] = [];
  for (const { name, language, texts } of lists) {
    const none = OUT_OF_SCOPE.has(name);
    for (const [at, text] of texts.entries()) {
      const part = at % (none ? DEV_PART_OF_NONE : DEV_PART) === 0 ? dev : train;
      part.push({ text: String(text), intents: none ? [] : [name], language });
    }
  }
  return { train, dev };
}

/** The messages that were kept apart to judge the default model. */
export function readHeldOut(): HeldOutMessage[] {
  const folder = join(FOLDER, 'intents-heldout');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean))
    .map((line) => {
      const row: { text: string; intent: string; intents?: string[]; lang: string } = JSON.parse(line);
      const intents = (row.intents ?? [row.intent]).filter((name) => !OUT_OF_SCOPE.has(name));
      return { text: row.text, intents, language: row.lang };
    });
}
