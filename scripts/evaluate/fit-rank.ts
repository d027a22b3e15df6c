import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BenchRow, benchRow } from '../../bench/harness/report.ts';
import { type ChunkFeatures, chunkFeatures } from '../../src/retrieve/chunk-features.ts';
import { gather } from '../../src/retrieve/gather.ts';
import type { RankWeights } from '../../src/retrieve/rank.ts';
import type { EvaluateOptions } from '../evaluate.ts';
import { ROOT } from '../local/paths.ts';
import { type Collection, dataCollections, demoCollection } from './collections.ts';
import { knowledgeBase } from './knowledge-base.ts';

/** L2 penalty, passes and step: the figures are flat around them in a cross-validation over four parts. */
const PENALTY = 0.005;
const PASSES = 300;
const STEP = 0.05;
/**
 * What no question of ours teaches: a list of links answers nothing, however well its words fit; and who pastes a sentence or an
 * error message wants the place where it stands.
 */
const GIVEN: Partial<Record<Name, number>> = { navigation: -0.4, verbatim: 4 };
/** What the best of the usual engines reaches on the help centres, times 1.15. */
const RECALL = 0.85;
const MRR = 0.65;
/** Digits written: more than the data supports, few enough that the file is the same on every machine. */
const DIGITS = 3;

type Name = keyof RankWeights;

/** Questions of a help centre, in customers' own words, count this many of the demo's, which its authors wrote. */
const HELP_CENTRE_WEIGHT = 2;

interface Example {
  set: string;
  weight: number;
  candidates: { article: string; right: boolean; features: ChunkFeatures }[];
}

/** Fits the ranking on the questions that may be fitted on (never a `test` part, no share-alike data) and writes its weights. */
export async function run(options: EvaluateOptions): Promise<BenchRow[]> {
  const examples: Example[] = [];
  for (const collection of [demoCollection(), ...dataCollections(options.data)]) {
    examples.push(...(await examplesOf(collection)));
    options.progress(`${collection.name} read`);
  }
  const weights = learn(examples.filter(({ set }) => !set.includes('evaluated only')));
  await writeFile(join(ROOT, 'src/retrieve/rank-weights.ts'), source(weights));
  return [...new Set(examples.map(({ set }) => set))].flatMap((set) => {
    const own = examples.filter((one) => one.set === set);
    const places = own.map((one) => placeOf(one, weights));
    const row = (what: string, value: number, limit: number) =>
      benchRow({
        what: `${set}: ${what} (${own.length} questions)`,
        value,
        unit: '',
        goal: { is: 'at least', limit, of: 'value' },
      });
    return [
      row('recall@5', places.filter((place) => place > 0 && place <= 5).length / own.length, RECALL),
      row('MRR', places.reduce((sum, place) => sum + (place > 0 ? 1 / place : 0), 0) / own.length, MRR),
    ];
  });
}

async function examplesOf(collection: Collection): Promise<Example[]> {
  const asked = collection.questions.filter((one) => one.articles.length > 0 && one.part !== 'test');
  if (asked.length === 0) return [];
  const base = await knowledgeBase(collection.articles);
  const examples: Example[] = [];
  for (const { question, articles } of asked) {
    const found = await gather({ ...base.request(question), limit: 1 }, base);
    const candidates = found === null ? [] : chunkFeatures(found.candidates, found);
    examples.push({
      set: `${collection.name}${collection.mayFit ? '' : ', evaluated only'}`,
      weight: collection.name === 'demo' ? 1 : HELP_CENTRE_WEIGHT,
      candidates: candidates.map(({ candidate, features }) => {
        const article = base.externalId(candidate.articleId);
        return { article, right: articles.includes(article), features };
      }),
    });
  }
  base.close();
  return examples;
}

/** Maximum likelihood of a right chunk under a softmax over the candidates, by Adam over all examples at once. */
function learn(examples: readonly Example[]): Record<Name, number> {
  const usable = examples.filter(({ candidates }) => candidates.some((one) => one.right));
  const features = Object.keys(usable[0]?.candidates[0]?.features ?? {});
  const names = features.filter((name) => name !== 'similarity') as Name[];
  const weights = Object.fromEntries(names.map((name) => [name, GIVEN[name] ?? 0]));
  const fitted = names.filter((name) => GIVEN[name] === undefined);
  const mean = new Map<Name, number>();
  const square = new Map<Name, number>();
  const total = usable.reduce((sum, one) => sum + one.weight, 0);
  for (let pass = 1; pass <= PASSES; pass += 1) {
    const slope = gradient(usable, weights as Record<Name, number>, fitted);
    for (const name of fitted) {
      const own = (slope[name] ?? 0) / total + PENALTY * (weights[name] ?? 0);
      mean.set(name, 0.9 * (mean.get(name) ?? 0) + 0.1 * own);
      square.set(name, 0.99 * (square.get(name) ?? 0) + 0.01 * own * own);
      const step = (mean.get(name) ?? 0) / (1 - 0.9 ** pass);
      weights[name] =
        (weights[name] ?? 0) -
        (STEP * step) / (Math.sqrt((square.get(name) ?? 0) / (1 - 0.99 ** pass)) + 1e-8);
    }
  }
  return Object.fromEntries(
    names.map((name) => [name, Number((weights[name] ?? 0).toFixed(DIGITS))]),
  ) as Record<Name, number>;
}

function gradient(
  examples: readonly Example[],
  weights: Record<Name, number>,
  names: readonly Name[],
): Partial<Record<Name, number>> {
  const slope: Partial<Record<Name, number>> = {};
  for (const { candidates, weight } of examples) {
    const scores = candidates.map((one) => score(one.features, weights));
    const most = Math.max(...scores);
    const shares = scores.map((value) => Math.exp(value - most));
    const all = shares.reduce((sum, share) => sum + share, 0);
    const right = shares.reduce((sum, share, at) => sum + (candidates[at]?.right ? share : 0), 0);
    candidates.forEach(({ features, right: isRight }, at) => {
      const share = shares[at] ?? 0;
      const pull = weight * (share / all - (isRight ? share / right : 0));
      for (const name of names) slope[name] = (slope[name] ?? 0) + pull * features[name];
    });
  }
  return slope;
}

function score(features: ChunkFeatures, weights: Record<Name, number>): number {
  let sum = 0;
  for (const name of Object.keys(weights) as Name[]) sum += features[name] * weights[name];
  return sum;
}

/** The place of the first right article among the articles found, 1 first; 0 where none is. */
function placeOf({ candidates }: Example, weights: Record<Name, number>): number {
  const ordered = candidates
    .map((one) => ({ ...one, score: score(one.features, weights) }))
    .sort((a, b) => b.score - a.score);
  const articles = [...new Set(ordered.map((one) => one.article))];
  return articles.findIndex((article) => ordered.some((one) => one.article === article && one.right)) + 1;
}

function source(weights: Record<Name, number>): string {
  return [
    '/** Weights of the ranking, by name of the feature. Written by `npm run evaluate -- fit-rank`; do not edit. */',
    'export const RANK_WEIGHTS = {',
    ...Object.entries(weights).map(([name, value]) => `  ${name}: ${value},`),
    '} as const;',
    '',
  ].join('\n');
}
