import { type BenchRow, benchRow } from '../../bench/harness/report.ts';
import { type ConfidenceFeatures, confidenceOf } from '../../src/answer/confidence.ts';
import { CONFIDENCE_WEIGHTS } from '../../src/answer/confidence-weights.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/organization.ts';
import type { EvaluateOptions } from '../evaluate.ts';
import { type Collection, dataCollections, demoCollection, visitorQuestions } from './collections.ts';
import { checkModels, generatedRows } from './generated-answers.ts';
import { EXTRACTIVE, gradeCollection, gradedRows } from './graded-answers.ts';
import { auroc, brier, calibrationError, type Judged, mean } from './measures.ts';
import { foreignSamples, type Sample, samplesOf } from './samples.ts';
import { unknowableQuestions } from './unknowable.ts';

type Weights = Readonly<Record<keyof ConfidenceFeatures | 'bias', number>>;

/** Measures search and answers on every collection, with the weights that ship. */
export async function run(options: EvaluateOptions): Promise<BenchRow[]> {
  await checkModels(options);
  return [...report(await allSamples(options), CONFIDENCE_WEIGHTS), ...(await graded(options))];
}

/** What the answers say, graded without a model: the product's quoted ones, and those of the model that `--llm` names. */
async function graded(options: EvaluateOptions): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  const all = [demoCollection(), ...dataCollections(options.data)];
  const asked = all.filter((one) => one.questions.length > 0);
  for (const collection of asked) {
    const cases = await gradeCollection(collection, collection.questions, EXTRACTIVE);
    rows.push(...gradedRows(`${collection.name}, ${EXTRACTIVE.name}`, cases));
  }
  rows.push(...(await generatedRows(options, asked)));
  return rows;
}

/** Samples of the demo and of every help centre, and questions of one put to another. */
export async function allSamples(options: EvaluateOptions): Promise<Sample[]> {
  const demo = demoCollection();
  const collections = [demo, ...dataCollections(options.data)];
  if (collections.length === 1)
    options.progress(`no help centres in ${options.data}/kb: the demo alone is measured`);
  const samples = await samplesOf({ ...demo, questions: unknowableQuestions(demo) }, 'unknowable');
  samples.push(...(await samplesOf({ ...demo, questions: visitorQuestions() }, 'visitors')));
  for (const collection of collections) {
    options.progress(
      `${collection.name}: ${collection.articles.length} articles, ${collection.questions.length} questions`,
    );
    samples.push(...(await samplesOf(collection)));
    for (const other of collections) samples.push(...(await foreign(other, collection)));
  }
  return samples;
}

async function foreign(asked: Collection, of: Collection): Promise<Sample[]> {
  return asked.name === of.name || of.questions.length === 0 ? [] : foreignSamples(asked, of);
}

/** Sets with rows of their own, which do not count for all together: chosen for what is hard about them. */
const BESIDE = ['demo unknowable', 'demo visitors'];

/** Rows per set of questions: the half that no weight was fitted on, but for what is a matter of search alone. */
export function report(samples: readonly Sample[], weights: Weights): BenchRow[] {
  const judged = samples.map((sample) => ({ ...sample, confidence: confidenceOf(sample.features, weights) }));
  const written = [...new Set(judged.filter((one) => one.set.endsWith('written')).map((one) => one.set))];
  return [
    ...written.flatMap((set) =>
      searchRows(
        set,
        judged.filter((one) => one.set === set && one.answerable),
      ),
    ),
    ...written.flatMap((set) =>
      confidenceRows(
        set,
        judged.filter((one) => one.set === set && one.part === 'test'),
      ),
    ),
    ...BESIDE.flatMap((set) =>
      confidenceRows(
        set,
        judged.filter((one) => one.set === set && one.part === 'test'),
      ),
    ),
    ...confidenceRows(
      'all held out',
      judged.filter((one) => one.part === 'test' && !BESIDE.includes(one.set)),
    ),
  ];
}

type JudgedSample = Sample & { confidence: number };

function searchRows(set: string, asked: readonly JudgedSample[]): BenchRow[] {
  if (asked.length === 0) return [];
  const row = (what: string, value: number, limit: number) =>
    benchRow({
      what: `${set}: ${what} (${asked.length} questions)`,
      value: 100 * value,
      unit: '%',
      goal: { is: 'at least', limit, of: 'value' },
    });
  return [
    row('hit@1', mean(asked.map((one) => (one.foundAt === 0 ? 1 : 0))), 75),
    row('hit@5', mean(asked.map((one) => (one.foundAt >= 0 && one.foundAt < 5 ? 1 : 0))), 90),
    row('right article cited first', mean(asked.map((one) => (one.right ? 1 : 0))), 85),
  ];
}

function confidenceRows(set: string, part: readonly JudgedSample[]): BenchRow[] {
  const threshold = DEFAULT_SETTINGS.answerThreshold;
  const right: Judged[] = part.map((one) => ({ confidence: one.confidence, right: one.cited }));
  const answerable = part.filter((one) => one.answerable);
  const none = part.filter((one) => !one.answerable);
  const answered = answerable.filter((one) => one.confidence >= threshold);
  const share = (list: readonly unknown[], of: readonly unknown[]) => (100 * list.length) / of.length;
  const row = (what: string, value: number, unit: string, is: 'at most' | 'at least', limit: number) =>
    benchRow({ what: `${set}: ${what}`, value, unit, goal: { is, limit, of: 'value' } });
  const rows: BenchRow[] = [];
  if (answerable.length > 0 && none.length > 0) {
    const can: Judged[] = part.map((one) => ({ confidence: one.confidence, right: one.answerable }));
    rows.push(
      row(`AUROC, a right source cited (${part.length})`, auroc(right), '', 'at least', 0.92),
      row('AUROC, has an answer', auroc(can), '', 'at least', 0.92),
      row('Brier score', brier(right), '', 'at most', 0.15),
      row('calibration error', calibrationError(right), '', 'at most', 0.08),
    );
  }
  if (none.length > 0) {
    const wrong = none.filter((one) => one.confidence >= threshold);
    rows.push(row(`answered without an answer (${none.length})`, share(wrong, none), '%', 'at most', 10));
  }
  if (answerable.length > 0) {
    const rightly = answered.filter((one) => one.right);
    rows.push(
      row(
        `refused with an answer (${answerable.length})`,
        100 - share(answered, answerable),
        '%',
        'at most',
        15,
      ),
      row('of those answered, cited right first', share(rightly, answered), '%', 'at least', 85),
    );
  }
  return rows;
}
