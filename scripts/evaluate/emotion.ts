import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BenchRow, benchRow } from '../../bench/harness/report.ts';
import type { Emotion } from '../../src/domain/understanding.ts';
import { type AffectModel, decodeAffectModel } from '../../src/understand/emotion/affect-model.ts';
import { EMOTION_KIND, EMOTIONS, readEmotion } from '../../src/understand/emotion/read-emotion.ts';
import { readSentiment, SENTIMENT_KIND, SENTIMENTS } from '../../src/understand/emotion/read-sentiment.ts';
import type { EvaluateOptions } from '../evaluate.ts';
import { ROOT } from '../local/paths.ts';
import { type EmotionRow, goEmotions, type SupportRow, supportRows } from '../train/affect-data.ts';
import { auroc } from './measures.ts';
import { spearman } from './spearman.ts';

/** Goals, in percent: macro-F1 on GoEmotions, macro-recall of support sentiment. */
const EMOTION_GOAL = 61;
const SENTIMENT_GOAL = 88;
/** Milliseconds that both readings of a message of `TIMED_UNITS` may take at the median. */
const TIME_GOAL = 0.5;
const TIMED_UNITS = 200;
const TIMED_ROUNDS = 3_000;

interface Models {
  emotion: AffectModel<Emotion>;
  sentiment: AffectModel;
}

/** Emotions on GoEmotions; sentiment and frustration on the test part of our messages, whose authors trained nothing; the time. */
export async function run({ data, progress }: EvaluateOptions): Promise<BenchRow[]> {
  const models = {
    emotion: open<Emotion>('emotion', EMOTION_KIND),
    sentiment: open<string>('sentiment', SENTIMENT_KIND),
  };
  const { test } = supportRows();
  progress(`emotion: ${test.length} messages of customers`);
  const english = test.filter(({ lang }) => lang === 'en');
  const others = test.filter(({ lang }) => lang !== 'en');
  return [
    ...emotionParts(data).flatMap(([part, rows]) => emotionRows(`GoEmotions ${part}`, rows, models)),
    ...emotionRows(
      'messages of customers, English',
      english.map(({ text, emotion }) => ({ text, emotions: [emotion] })),
      models,
    ),
    sentimentRow('all languages', test, models, SENTIMENT_GOAL),
    sentimentRow('English', english, models, SENTIMENT_GOAL),
    sentimentRow('seven other languages', others, models, 0),
    ...frustrationRows(test, models),
    timeRow(test, models),
  ];
}

function open<Label extends string>(name: string, kind: string): AffectModel<Label> {
  const bytes = readFileSync(join(ROOT, 'src/understand/models', `${name}.bin`));
  const model = decodeAffectModel<Label>(bytes, kind);
  if (!model.ok) throw new Error(`${name}.bin: ${model.error}`);
  return model.value;
}

/** Validation, and whatever held-out part lies there. */
function emotionParts(data: string): [string, EmotionRow[]][] {
  const folder = join(data, 'emotion');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap(
      (file) =>
        /^goemotions\.(validation|(?:.{1,40}\.)?test|(?:.{1,40}\.)?heldout)\.jsonl$/.exec(file)?.[1] ?? [],
    )
    .sort()
    .map((part) => [part, goEmotions(data, part)]);
}

function emotionRows(what: string, rows: readonly EmotionRow[], { emotion: model }: Models): BenchRow[] {
  const readings = rows.map(({ text }) => readEmotion(text, model));
  const f1 = EMOTIONS.map((emotion) => {
    let hits = 0;
    let said = 0;
    let meant = 0;
    for (const [at, row] of rows.entries()) {
      const isMeant = row.emotions.includes(emotion);
      const isSaid = readings[at]?.present.includes(emotion) ?? false;
      hits += isMeant && isSaid ? 1 : 0;
      said += isSaid ? 1 : 0;
      meant += isMeant ? 1 : 0;
    }
    return (200 * hits) / Math.max(1, said + meant);
  });
  const right = rows.filter((row, at) => row.emotions.some((one) => one === readings[at]?.emotion.label));
  const limit = what.startsWith('GoEmotions') ? EMOTION_GOAL : 0;
  return [
    benchRow({
      what: `macro-F1 of 7 emotions, ${what} (${rows.length} texts)`,
      value: f1.reduce((sum, one) => sum + one, 0) / f1.length,
      unit: '%',
      goal: { of: 'value', is: 'at least', limit },
    }),
    benchRow({
      what: `the emotion named is right, ${what}`,
      value: (100 * right.length) / Math.max(1, rows.length),
      unit: '%',
      goal: { of: 'value', is: 'at least', limit: 0 },
    }),
  ];
}

function sentimentRow(
  what: string,
  rows: readonly SupportRow[],
  { sentiment: model }: Models,
  limit: number,
): BenchRow {
  const recalls = SENTIMENTS.map((sentiment) => {
    const own = rows.filter((row) => row.sentiment === sentiment);
    const right = own.filter(({ text }) => readSentiment(text, model).sentiment.label === sentiment);
    return (100 * right.length) / Math.max(1, own.length);
  });
  return benchRow({
    what: `macro-recall of sentiment, ${what} (${rows.length} messages; ${recalls.map(Math.round).join('/')})`,
    value: recalls.reduce((sum, one) => sum + one, 0) / recalls.length,
    unit: '%',
    goal: { of: 'value', is: 'at least', limit },
  });
}

function frustrationRows(rows: readonly SupportRow[], { sentiment: model }: Models): BenchRow[] {
  const strains = rows.map(({ text }) => readSentiment(text, model).strain);
  const levels = rows.map(({ frustration }) => frustration);
  const from = (least: number) =>
    100 * auroc(strains.map((confidence, at) => ({ confidence, right: (levels[at] ?? 0) >= least })));
  const row = (what: string, value: number) =>
    benchRow({
      what: `frustration: ${what}`,
      value,
      unit: '%',
      goal: { of: 'value', is: 'at least', limit: 0 },
    });
  return [
    row('rank correlation (Spearman) with the level 0 to 3', 100 * spearman(strains, levels)),
    row('area under ROC, 1 or more', from(1)),
    row('area under ROC, 2 or more', from(2)),
  ];
}

function timeRow(rows: readonly SupportRow[], models: Models): BenchRow {
  const text = rows.map((row) => row.text).join(' ');
  const times: number[] = [];
  for (let round = 0; round < TIMED_ROUNDS; round += 1) {
    const start = (round * 37) % Math.max(1, text.length - TIMED_UNITS);
    const message = text.slice(start, start + TIMED_UNITS);
    const began = performance.now();
    readEmotion(message, models.emotion);
    readSentiment(message, models.sentiment);
    times.push(performance.now() - began);
  }
  const sorted = times.slice(TIMED_ROUNDS / 3).sort((a, b) => a - b);
  return benchRow({
    what: `emotion and sentiment of ${TIMED_UNITS} characters, median`,
    value: sorted[Math.floor(sorted.length / 2)] ?? 0,
    unit: 'ms',
    goal: { of: 'value', is: 'at most', limit: TIME_GOAL },
  });
}
