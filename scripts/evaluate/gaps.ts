import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchRow } from '../../bench/harness/report.ts';
import { averageLinkage } from '../../src/retrieve/gaps/average-linkage.ts';
import { groupQuestions } from '../../src/retrieve/gaps/group-questions.ts';
import type { EvaluateOptions } from '../evaluate.ts';
import { type GroupingFigures, groupingFigures } from './grouping-figures.ts';

interface Labelled {
  text: string;
  label: string;
}

/** Questions of a sample and the intents that they are of; each is drawn with three seeds and the figures are means. */
const SIZES = [
  { questions: 60, intents: 12 },
  { questions: 600, intents: 40 },
];
const SEEDS = [1, 2, 3];

/** Public sets that say of each question what it asks for. Evaluation only. */
const SETS = {
  'BANKING77 (banking)': 'banking77.train.jsonl',
  'Bitext (shops)': 'bitext27.train.jsonl',
  'CLINC150 (everyday)': 'clinc150.train.jsonl',
  'HWU64 (home assistant)': 'hwu64.train.jsonl',
};

/** Of Jaccard's likeness of words; the best of 0.1, 0.15, ... 0.5 on BANKING77. */
const JACCARD = 0.2;

/** Questions that one call takes at most, and how long they may take. */
const GOAL_MS = 1_000;

/** Groups questions as the gap report does and compares the groups with the labels, beside what is easily had. */
export async function run({ data, progress }: EvaluateOptions): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const [name, file] of Object.entries(SETS)) {
    const path = join(data, 'intent', file);
    if (!existsSync(path)) {
      progress(`gaps: ${path} is not there`);
      continue;
    }
    const all = readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Labelled);
    for (const { questions, intents } of SIZES) {
      progress(`gaps: ${name}, ${questions} questions of ${intents} intents`);
      const samples = SEEDS.map((seed) => sampleOf(all, seed, questions, intents));
      const own = meanOf(samples, ours);
      const peer = meanOf(samples, jaccardGroups);
      const exact = meanOf(samples, exactGroups);
      const what = `gaps, ${name}, ${questions} of ${intents}:`;
      rows.push(
        row(`${what} pairwise F1`, own.f1, peer.f1),
        row(`${what} adjusted Rand index`, own.rand, peer.rand),
        row(`${what} purity`, own.purity, peer.purity, false),
        row(`${what} pairwise F1 of the same words`, exact.f1, peer.f1, false),
      );
    }
    if (file.startsWith('banking')) rows.push(timeRow(all));
  }
  return rows;
}

function row(what: string, value: number, yardstickValue: number, goal = true): BenchRow {
  const rounded = (one: number) => Math.round(one * 1_000) / 1_000;
  const ratio = rounded(value / Math.max(yardstickValue, 0.001));
  return {
    ...{ what, value: rounded(value), unit: '', yardstick: 'Jaccard, average linkage' },
    ...{ yardstickValue: rounded(yardstickValue), ratio },
    ...(goal ? { goal: '>= 1.2x the yardstick', holds: ratio >= 1.2 } : { goal: 'to be seen', holds: true }),
  };
}

/** CPU of all of one set at once, after one run that compiles. */
function timeRow(all: readonly Labelled[]): BenchRow {
  const questions = all.map(({ text }) => ({ text, language: 'en' }));
  groupQuestions(questions);
  const before = process.cpuUsage().user;
  groupQuestions(questions);
  const value = Math.round((process.cpuUsage().user - before) / 1_000);
  const what = `gaps: CPU of grouping ${questions.length} questions`;
  return { what, value, unit: 'ms', goal: `<= ${GOAL_MS} ms`, holds: value <= GOAL_MS };
}

function meanOf(samples: readonly Labelled[][], group: (texts: string[]) => number[]): GroupingFigures {
  const figures = samples.map((sample) =>
    groupingFigures(
      sample.map(({ label }) => label),
      group(sample.map(({ text }) => text)),
    ),
  );
  const mean = (name: keyof GroupingFigures) =>
    figures.reduce((sum, one) => sum + one[name], 0) / figures.length;
  return { f1: mean('f1'), rand: mean('rand'), purity: mean('purity') };
}

function ours(texts: string[]): number[] {
  const groups = texts.map((_, index) => -1 - index);
  for (const [group, { members }] of groupQuestions(
    texts.map((text) => ({ text, language: 'en' })),
  ).entries())
    for (const member of members) groups[member] = group;
  return groups;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function exactGroups(texts: string[]): number[] {
  const known = new Map<string, number>();
  return texts.map((text, index) => {
    const key = wordsOf(text).join(' ');
    const group = known.get(key) ?? index;
    known.set(key, group);
    return group;
  });
}

function jaccardGroups(texts: string[]): number[] {
  const words = texts.map((text) => new Set(wordsOf(text)));
  const size = texts.length;
  const alike = new Float32Array(size * size);
  for (const [row, one] of words.entries())
    for (const [column, two] of words.entries()) {
      if (row === column) continue;
      const shared = [...one].filter((word) => two.has(word)).length;
      alike[row * size + column] = shared / Math.max(1, one.size + two.size - shared);
    }
  return [...averageLinkage(alike, size, JACCARD)];
}

/** Intents with volumes as they come: the second half as often as the first, and so on (1 / (rank + 2)). */
function sampleOf(all: readonly Labelled[], seed: number, total: number, intents: number): Labelled[] {
  const random = randomOf(seed);
  const shuffled = <T>(list: readonly T[]) =>
    list
      .map((one) => ({ one, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ one }) => one);
  const byLabel = Map.groupBy(all, ({ label }) => label);
  const labels = shuffled([...byLabel.keys()]).slice(0, intents);
  const shares = labels.map((_, rank) => 1 / (rank + 2));
  const sum = shares.reduce((a, b) => a + b, 0);
  const picked = labels.flatMap((label, rank) =>
    shuffled(byLabel.get(label) ?? []).slice(0, Math.max(2, Math.round(((shares[rank] ?? 0) / sum) * total))),
  );
  return shuffled(picked);
}

/** Numbers from 0 to 1 that look random and are the same for a seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
