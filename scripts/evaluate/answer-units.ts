import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BenchRow, benchRow } from '../../bench/harness/report.ts';
import { chooseUnits } from '../../src/answer/choose-units.ts';
import { askedQuantity } from '../../src/answer/quantity.ts';
import { questionKinds } from '../../src/answer/question-kind.ts';
import {
  type ScoredUnit,
  scoreUnits,
  type UnitWeights,
  type WeighedUnit,
} from '../../src/answer/score-units.ts';
import type { UnitFeatures } from '../../src/answer/unit-features.ts';
import { UNIT_WEIGHTS } from '../../src/answer/unit-weights.ts';
import type { SearchResult } from '../../src/domain/passage.ts';
import { analyze } from '../../src/retrieve/analyze.ts';
import { articleText } from '../../src/retrieve/index-article.ts';
import type { EvaluateOptions } from '../evaluate.ts';
import { ROOT } from '../local/paths.ts';
import { type Collection, dataCollections, demoCollection } from './collections.ts';
import { type KnowledgeBase, knowledgeBase } from './knowledge-base.ts';
import { fitLogistic } from './logistic.ts';
import { hash } from './samples.ts';
import { weightsSource } from './weights-source.ts';

/** L2 penalty: features that few questions show stay small. */
const PENALTY = 10;
const DIGITS = 3;
/** Articles are told into this many parts: each is measured with weights that were fitted on the others. */
const FOLDS = 8;
/** A unit is wanted when it holds this share of a labelled span, or a labelled span this share of it. */
const COVERED = 0.6;
const MOSTLY = 0.4;

/** Article, start and end in UTF-16 units of its text, and the first eight hex digits of the SHA-256 of that span. */
type LabelledSpan = readonly [article: string, start: number, end: number, digest: string];

/** What of the found passages should be quoted: `core` has to be, `fine` may stand beside it, anything else is clutter. */
interface LabelledQuestion {
  question: string;
  core: readonly LabelledSpan[];
  fine: readonly LabelledSpan[];
}

interface Case {
  set: string;
  mayFit: boolean;
  fold: number;
  found: SearchResult;
  question: string;
  core: readonly LabelledSpan[];
  fine: readonly LabelledSpan[];
  articleOf(id: string): string;
}

/** Measures what is quoted beside what should be, with weights that have not seen the question's article. */
export async function run(options: EvaluateOptions): Promise<BenchRow[]> {
  const cases = await labelledCases(options);
  const chosen = new Map<Case, ScoredUnit[]>();
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const weights = fitWeights(cases.filter((one) => one.mayFit && one.fold !== fold));
    for (const one of cases.filter((other) => other.fold === fold)) chosen.set(one, choiceOf(one, weights));
  }
  const sets = [...new Set(cases.map(({ set }) => set))];
  return sets.flatMap((set) => rowsOf(set, chosen));
}

/** Fits the weights on all that may ship and writes them, then measures as `run` does. */
export async function fit(options: EvaluateOptions): Promise<BenchRow[]> {
  const cases = (await labelledCases(options)).filter((one) => one.mayFit);
  await writeFile(
    join(ROOT, 'src/answer/unit-weights.ts'),
    weightsSource({
      comment: [
        'Weights of what is quoted, by name of the feature. Written by `npm run evaluate -- fit-units`; do not edit. Fitted on:',
      ],
      name: 'UNIT_WEIGHTS',
      weights: fitWeights(cases),
      examples: cases,
    }),
  );
  return run(options);
}

async function labelledCases({ data, progress }: EvaluateOptions): Promise<Case[]> {
  const cases: Case[] = [];
  for (const collection of [demoCollection(), ...dataCollections(data)]) {
    const file = join(ROOT, 'training/answer-units', `${collection.name}.jsonl`);
    if (!existsSync(file)) continue;
    const base = await knowledgeBase(collection.articles);
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    for (const line of lines) {
      const one = await caseOf(JSON.parse(line) as LabelledQuestion, collection, base);
      if (one) cases.push(one);
    }
    base.close();
    progress(`${collection.name}: ${cases.length} labelled questions so far, of ${lines.length} here`);
  }
  return cases;
}

/** Null where no span is any more what was labelled. */
async function caseOf(
  { question, core, fine }: LabelledQuestion,
  { name, mayFit, articles }: Collection,
  base: KnowledgeBase,
): Promise<Case | null> {
  const texts = new Map(articles.map((one) => [one.externalId, articleText(one)]));
  const isSame = ([article, start, end, digest]: LabelledSpan) =>
    sha256((texts.get(article) ?? '').slice(start, end)).startsWith(digest);
  const kept = core.filter(isSame);
  const [first] = kept;
  if (!first) return null;
  return {
    ...{ set: name, mayFit, question, core: kept, fine: fine.filter(isSame) },
    fold: hash(first[0]) % FOLDS,
    found: await base.find(question),
    articleOf: base.externalId,
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function unitsOf({ question, found }: Case, weights: UnitWeights): WeighedUnit[] {
  return scoreUnits(found, questionKinds(question), askedQuantity(question, analyze), analyze, weights);
}

function choiceOf(one: Case, weights: UnitWeights): ScoredUnit[] {
  return chooseUnits(unitsOf(one, weights), questionKinds(one.question).has('steps'));
}

function fitWeights(cases: readonly Case[]): UnitWeights {
  const examples = cases.flatMap((one) =>
    unitsOf(one, UNIT_WEIGHTS).flatMap((unit) => {
      const right = isCore(one, unit);
      return !right && isFine(one, unit) ? [] : [{ features: unit.features, right }];
    }),
  );
  const names = Object.keys(examples[0]?.features ?? {}) as (keyof UnitFeatures)[];
  const [bias = 0, ...rest] = fitLogistic(
    examples.map(({ features, right }) => ({
      features: names.map((name) => features[name]),
      right,
      weight: 1,
    })),
    PENALTY,
  );
  const round = (value: number) => Number(value.toFixed(DIGITS));
  const entries = names.map((name, at) => [name, round(rest[at] ?? 0)] as const);
  return Object.fromEntries([['bias', round(bias)], ...entries]) as UnitWeights;
}

function isCore(one: Case, unit: ScoredUnit): boolean {
  const span = spanOf(one, unit);
  const length = span[2] - span[1];
  return one.core.some((core) => {
    const common = overlap(core, span);
    return common >= COVERED * (core[2] - core[1]) || common >= MOSTLY * length;
  });
}

function isFine(one: Case, unit: ScoredUnit): boolean {
  const span = spanOf(one, unit);
  const held = [...one.core, ...one.fine].reduce((sum, wanted) => sum + overlap(wanted, span), 0);
  return held >= 0.5 * (span[2] - span[1]);
}

function spanOf({ articleOf }: Case, { passage, start, end }: ScoredUnit): LabelledSpan {
  return [articleOf(passage.articleId), passage.start + start, passage.start + end, ''];
}

function overlap(left: LabelledSpan, right: LabelledSpan): number {
  if (left[0] !== right[0]) return 0;
  return Math.max(0, Math.min(left[2], right[2]) - Math.max(left[1], right[1]));
}

function rowsOf(set: string, chosen: ReadonlyMap<Case, readonly ScoredUnit[]>): BenchRow[] {
  const told = [...chosen]
    .filter(([one]) => one.set === set)
    .map(([one, units]) => {
      const spans = units.map((unit) => spanOf(one, unit));
      const got = one.core.filter(
        (core) => spans.reduce((sum, span) => sum + overlap(core, span), 0) >= COVERED * (core[2] - core[1]),
      ).length;
      const good = units.filter((unit) => isCore(one, unit) || isFine(one, unit)).length;
      return {
        any: got > 0,
        all: got === one.core.length,
        clean: good === units.length,
        recall: got / one.core.length,
        precision: good / Math.max(1, units.length),
      };
    });
  const share = (held: (one: (typeof told)[number]) => number | boolean) =>
    told.reduce((sum, one) => sum + Number(held(one)), 0) / Math.max(1, told.length);
  const [recall, precision] = [share((one) => one.recall), share((one) => one.precision)];
  const row = (what: string, value: number, limit: number) =>
    benchRow({
      ...{ what: `${set}: ${what} (${told.length})`, value: 100 * value, unit: '%' },
      goal: { is: 'at least', limit, of: 'value' },
    });
  return [
    row(
      'quoted something that should be',
      share(({ any }) => any),
      80,
    ),
    row(
      'quoted all that should be',
      share(({ all }) => all),
      60,
    ),
    row(
      'quoted all of it and nothing else',
      share(({ all, clean }) => all && clean),
      40,
    ),
    row('units that should be, quoted', recall, 70),
    row('quoted units that should be or may', precision, 70),
    row('both together (F1)', (2 * recall * precision) / (recall + precision || 1), 70),
  ];
}
