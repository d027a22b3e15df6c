import { type IntentFeatures, intentFeatures, VIEWS, type View } from './intent-features.ts';
import { type IntentWord, intentWord, wordTexts } from './intent-words.ts';
import { collectKnown, type KnownFeatures } from './known-features.ts';
import type { WordDirections } from './word-directions.ts';

/** A message that was labelled. */
export interface IntentExample {
  text: string;
  intent: string;
}

/** Examples ready for training. */
export interface PreparedExamples {
  /** Names of the intents, sorted. */
  labels: readonly string[];
  messages: readonly PreparedMessage[];
  /** What the shipped network sees, and what its teachers see. */
  known: KnownFeatures;
  knownToTeachers: KnownFeatures;
}

export interface PreparedMessage {
  words: readonly IntentWord[];
  /** Index into the labels; -1: out of scope. */
  label: number;
}

/** UTF-16 units of an example that are used. */
export const EXAMPLE_UNITS = 2_000;

/** log2 of the bits of what the teachers know: 128 KiB that are not stored. */
const TEACHERS_KNOW_SIZE = 20;

/** Messages that are prepared between two pauses: about ten milliseconds of work. */
const MESSAGES_BETWEEN = 100;

/**
 * Cuts examples into words (each word hashed once), and collects the features that they hold. Empty ones are left out.
 * `pause` is awaited now and then, so that it may let others run.
 */
export async function prepareExamples(
  examples: readonly IntentExample[],
  outOfScope: readonly string[],
  {
    views,
    knownSize,
    directions = null,
  }: { views: readonly View[]; knownSize: number; directions?: WordDirections | null },
  pause: () => void | Promise<void>,
): Promise<PreparedExamples> {
  const labels = [...new Set(examples.map(({ intent }) => intent))].sort();
  const numbers = new Map(labels.map((label, index) => [label, index]));
  const words = new Map<string, IntentWord>();
  const prepare = (text: string, label: number): PreparedMessage => ({
    words: wordTexts(text.slice(0, EXAMPLE_UNITS)).map((word) => {
      const hashed = words.get(word) ?? intentWord(word, directions);
      words.set(word, hashed);
      return hashed;
    }),
    label,
  });
  const messages: PreparedMessage[] = [];
  const labelled = [...examples, ...outOfScope.map((text) => ({ text, intent: null }))];
  for (const [at, { text, intent }] of labelled.entries()) {
    if (at % MESSAGES_BETWEEN === 0) await pause();
    const message = prepare(text, intent === null ? -1 : (numbers.get(intent) ?? 0));
    if (message.words.length > 0) messages.push(message);
  }
  return {
    labels,
    messages,
    known: await collectKnown(featuresOf(messages, views, pause), views, knownSize),
    knownToTeachers: await collectKnown(featuresOf(messages, VIEWS, pause), VIEWS, TEACHERS_KNOW_SIZE),
  };
}

async function* featuresOf(
  messages: readonly PreparedMessage[],
  views: readonly View[],
  pause: () => void | Promise<void>,
): AsyncGenerator<IntentFeatures> {
  for (const [at, { words }] of messages.entries()) {
    if (at % MESSAGES_BETWEEN === 0) await pause();
    yield intentFeatures(words, views);
  }
}
