import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Emotion, Sentiment } from '../../src/domain/understanding.ts';
import { EMOTIONS } from '../../src/understand/emotion/read-emotion.ts';
import { hashText } from '../../src/understand/linear/hash.ts';
import { ROOT } from '../local/paths.ts';

/** One message of `training/sentiment` or `training/affect`: their README says how it is labelled. */
export interface SupportRow {
  text: string;
  sentiment: Sentiment;
  emotion: Emotion;
  /** 0 calm, 1 annoyed, 2 strongly upset, 3 about to leave. */
  frustration: number;
  group: string;
  lang: string;
  /** Number of the file that it stands in; 0 where files have none. */
  part: number;
}

/** A text with all emotions that somebody saw in it. */
export interface EmotionRow {
  text: string;
  emotions: Emotion[];
}

/** Our messages of customers: what may be trained on, and what is only measured. `lastPart`: number of the last file that is read. */
export function supportRows(lastPart = Number.POSITIVE_INFINITY): {
  train: SupportRow[];
  test: SupportRow[];
} {
  const rows = readFolder(join(ROOT, 'training/sentiment'), (name) => partOf(name) <= lastPart);
  const isTest = (row: SupportRow) => (hashText(row.group) & 3) === 0;
  return { train: rows.filter((row) => !isTest(row)), test: rows.filter(isTest) };
}

/** Plain phrases with their feeling, for training only: they stand where other projects have a lexicon. */
export function affectPhrases(): SupportRow[] {
  return readFolder(join(ROOT, 'training/affect'));
}

function partOf(name: string): number {
  return Number(/\d{1,4}/.exec(name)?.[0] ?? 0);
}

function readFolder(folder: string, isRead: (name: string) => boolean = () => true): SupportRow[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl') && isRead(name))
    .sort()
    .flatMap((name) =>
      readLines<Omit<SupportRow, 'part'>>(join(folder, name)).map((row) => ({ ...row, part: partOf(name) })),
    );
}

/** Rows of GoEmotions in the paper's grouping after Ekman; empty where the file is absent. `part`: `train`, `validation`, ... */
export function goEmotions(data: string, part: string): EmotionRow[] {
  const path = join(data, 'emotion', `goemotions.${part}.jsonl`);
  if (!existsSync(path)) return [];
  const groups = new Map(
    readLines<{ label: string; ekman: Emotion }>(join(data, 'emotion/goemotions.groups.jsonl')).map(
      ({ label, ekman }) => [label, ekman],
    ),
  );
  return readLines<{ text: string; labels: string[] }>(path).map(({ text, labels }) => {
    const seen = new Set(labels.map((label) => groups.get(label) ?? label));
    return { text, emotions: EMOTIONS.filter((emotion) => seen.has(emotion)) };
  });
}

function readLines<Row>(path: string): Row[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
}
