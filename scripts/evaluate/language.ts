import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ensurePeers } from '../../bench/harness/peers.ts';
import { type BenchRow, benchRow } from '../../bench/harness/report.ts';
import { detectLanguage } from '../../src/understand/language/detect-language.ts';
import { decodeLanguageModel, type LanguageModel } from '../../src/understand/language/language-model.ts';
import type { EvaluateOptions } from '../evaluate.ts';
import { ROOT } from '../local/paths.ts';
import { calibrate, fitLanguages } from '../train/language.ts';
import {
  heldOutFiles,
  isValidation,
  LANGUAGES,
  type LanguageText,
  readLangid,
  readOther,
  readSupport,
} from '../train/language-corpus.ts';

type Detector = (text: string) => string;

/** Kinds of text of the goals, with the least macro accuracy in percent. */
const GOALS: Record<string, number> = { chat: 98.5, 'word-pairs': 92, sentences: 99.3 };
/** Share of our own support messages, in percent, that must be right. */
const SUPPORT_GOAL = 95;
const WEIGHTS_KB_MAX = 480;
const MS_MAX = 0.4;
/** Mean distance between confidence and accuracy, in points. */
const CALIBRATION_MAX = 3;
/** UTF-16 units of the messages that are timed, and how many are. */
const TIMED_UNITS = 200;
const TIMED_ROUNDS = 2_000;

/**
 * Macro accuracy over the 30 languages beside other detectors in the same run. The validation part is measured with a model
 * that was trained without it for this purpose; files of held-back texts, and our support messages, with the one that ships.
 */
export async function run({ data, progress }: EvaluateOptions): Promise<BenchRow[]> {
  const shipped = readShipped();
  const peers = await loadPeers(progress);
  const rows: BenchRow[] = [];
  const texts = readLangid(join(data, 'langid', 'langid.train.jsonl'));
  if (texts.length === 0) progress(`no langid data in ${data}: only our support messages are measured`);
  else rows.push(...(await validationRows(texts, data, peers, progress)));
  for (const file of heldOutFiles(data)) {
    rows.push(...kindRows(basename(file), readLangid(file), modelDetector(shipped.model), peers, progress));
  }
  rows.push(supportRow(shipped.model, peers, progress));
  rows.push(
    benchRow({
      what: 'weights, raw',
      value: shipped.bytes / 1000,
      unit: 'KB',
      goal: { is: 'at most', limit: WEIGHTS_KB_MAX, of: 'value' },
    }),
    timeRow(shipped.model),
  );
  return rows;
}

async function validationRows(
  texts: LanguageText[],
  data: string,
  peers: Record<string, Detector>,
  progress: (line: string) => void,
): Promise<BenchRow[]> {
  progress('training a model without the validation part (a minute or two)');
  const validation = texts.filter(isValidation);
  const split = await fitLanguages(
    [...texts.filter((one) => !isValidation(one)), ...readOther(data)],
    () => undefined,
  );
  calibrate(split, validation);
  return [
    ...kindRows('validation', validation, modelDetector(split), peers, progress),
    calibrationRow(split, validation),
  ];
}

function modelDetector(model: LanguageModel): Detector {
  return (text) => detectLanguage(text, model).language;
}

/** One row a kind of text; the yardstick is the best of the peers, and `progress` tells all of them. */
function kindRows(
  set: string,
  texts: readonly LanguageText[],
  ours: Detector,
  peers: Record<string, Detector>,
  progress: (line: string) => void,
): BenchRow[] {
  return Object.entries(GOALS).flatMap(([kind, limit]) => {
    const own = texts.filter((one) => one.kind === kind && LANGUAGES.includes(one.language));
    if (own.length === 0) return [];
    const figures = Object.entries(peers).map(([what, detect]) => ({
      what,
      value: macroAccuracy(own, detect),
    }));
    progress(
      `${set}, ${kind}, ${own.length} texts: ${figures.map(({ what, value }) => `${what} ${value.toFixed(1)}`).join(', ')}`,
    );
    const best = figures.sort((one, other) => other.value - one.value)[0];
    const value = macroAccuracy(own, ours);
    progress(`${set}, ${kind}: ours ${value.toFixed(2)}; below 95: ${weakest(own, ours)}`);
    return [
      benchRow({
        what: `${set}: ${kind}, ${new Set(own.map((one) => one.language)).size} languages`,
        value,
        unit: '% macro',
        goal: { is: 'at least', limit, of: 'value' },
        ...(best ? { yardstick: best } : {}),
      }),
    ];
  });
}

/** Mean over languages of the share that is right, in percent. */
function macroAccuracy(texts: readonly LanguageText[], detect: Detector): number {
  const shares = Object.values(accuracies(texts, detect));
  return (100 * shares.reduce((sum, share) => sum + share, 0)) / Math.max(1, shares.length);
}

function accuracies(texts: readonly LanguageText[], detect: Detector): Record<string, number> {
  const counts = new Map<string, { right: number; all: number }>();
  for (const { language, text } of texts) {
    const count = counts.get(language) ?? { right: 0, all: 0 };
    count.all += 1;
    if (detect(text) === language) count.right += 1;
    counts.set(language, count);
  }
  return Object.fromEntries([...counts].map(([language, { right, all }]) => [language, right / all]));
}

function weakest(texts: readonly LanguageText[], detect: Detector): string {
  return Object.entries(accuracies(texts, detect))
    .filter(([, share]) => share < 0.95)
    .sort(([, one], [, other]) => one - other)
    .map(([language, share]) => `${language} ${(100 * share).toFixed(0)}`)
    .join(', ');
}

function supportRow(
  model: LanguageModel,
  peers: Record<string, Detector>,
  progress: (line: string) => void,
): BenchRow {
  const messages = readSupport();
  const share = (detect: Detector) =>
    (100 * messages.filter(({ language, text }) => detect(text) === language).length) / messages.length;
  for (const { language, text } of messages) {
    const found = detectLanguage(text, model);
    if (found.language !== language) {
      progress(
        `support: ${language}, but ${found.language} ${found.confidence.toFixed(2)}: ${text.slice(0, 60)}`,
      );
    }
  }
  const figures = Object.entries(peers).map(([what, detect]) => ({ what, value: share(detect) }));
  progress(`support: ${figures.map(({ what, value }) => `${what} ${value.toFixed(1)}`).join(', ')}`);
  const best = figures.sort((one, other) => other.value - one.value)[0];
  return benchRow({
    what: `our ${messages.length} support messages`,
    value: share(modelDetector(model)),
    unit: '% right',
    goal: { is: 'at least', limit: SUPPORT_GOAL, of: 'value' },
    ...(best ? { yardstick: best } : {}),
  });
}

/** Expected calibration error over ten bins of confidence. */
function calibrationRow(model: LanguageModel, texts: readonly LanguageText[]): BenchRow {
  const bins = Array.from({ length: 10 }, () => ({ count: 0, sure: 0, right: 0 }));
  const judged = texts.filter((one) => one.kind in GOALS && LANGUAGES.includes(one.language));
  for (const { language, text } of judged) {
    const found = detectLanguage(text, model);
    const bin = bins[Math.min(9, Math.floor(found.confidence * 10))];
    if (!bin) continue;
    bin.count += 1;
    bin.sure += found.confidence;
    if (found.language === language) bin.right += 1;
  }
  const gap = bins.reduce((sum, { sure, right }) => sum + Math.abs(sure - right), 0) / judged.length;
  return benchRow({
    what: 'validation: confidence against accuracy',
    value: 100 * gap,
    unit: 'points off',
    goal: { is: 'at most', limit: CALIBRATION_MAX, of: 'value' },
  });
}

function timeRow(model: LanguageModel): BenchRow {
  const messages = readSupport()
    .filter(({ language, text }) => language !== 'und' && text.length > 0)
    .map(({ text }) => `${text} `.repeat(Math.ceil(TIMED_UNITS / text.length)).slice(0, TIMED_UNITS));
  const round = () => {
    for (let at = 0; at < TIMED_ROUNDS; at += 1) detectLanguage(messages[at % messages.length] ?? '', model);
  };
  round();
  const started = performance.now();
  round();
  return benchRow({
    what: `time of ${TIMED_UNITS} characters, after warm-up`,
    value: (performance.now() - started) / TIMED_ROUNDS,
    unit: 'ms',
    goal: { is: 'at most', limit: MS_MAX, of: 'value' },
  });
}

function readShipped(): { model: LanguageModel; bytes: number } {
  const bytes = readFileSync(join(ROOT, 'src/understand/models/language.bin'));
  const model = decodeLanguageModel(bytes);
  if (!model.ok) throw new Error(`language.bin: ${model.error}`);
  return { model: model.value, bytes: bytes.length };
}

/** The detectors of `bench/peers`, installed on demand; none where that fails. */
async function loadPeers(progress: (line: string) => void): Promise<Record<string, Detector>> {
  try {
    const folder = await ensurePeers(progress);
    const module: { LANGUAGE_PEERS: Record<string, Detector> } = await import(
      join(folder, 'nlp-language.ts')
    );
    return module.LANGUAGE_PEERS;
  } catch (error) {
    progress(`the peers are absent: ${error instanceof Error ? error.message : String(error)}`);
    return {};
  }
}
