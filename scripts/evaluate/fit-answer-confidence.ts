import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BenchRow, benchRow } from '../../bench/harness/report.ts';
import {
  type GeneratedFeatures,
  generatedConfidence,
} from '../../src/answer/generate/generated-confidence.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/organization.ts';
import type { EvaluateOptions } from '../evaluate.ts';
import { ROOT } from '../local/paths.ts';
import { type Collection, dataCollections, demoCollection, type Question } from './collections.ts';
import { knowledgeBase } from './knowledge-base.ts';
import { fitLogistic } from './logistic.ts';
import { auroc, brier, calibrationError, type Judged, mean } from './measures.ts';
import { hash } from './samples.ts';
import { MAKINGS, type Making, type SimulatedAnswer, simulatedAnswers } from './simulated-answers.ts';
import { unknowableQuestions } from './unknowable.ts';
import { weightsSource } from './weights-source.ts';

/** L2 penalty, as for the confidence of quoted answers. */
const PENALTY = 0.3;
const DIGITS = 3;
/** How often a model is assumed to write each: it mostly means well, and invents more where it has nothing right. */
const WEIGHT: Record<Making, number> = {
  best: 1,
  right: 2,
  wrong: 0.15,
  altered: 0.2,
  added: 0.2,
  strayed: 0.3,
  blended: 0.3,
};
/** Questions of another help centre are many and easy. */
const FOREIGN_WEIGHT = 0.3;
const FOREIGN = 40;
/** What no made answer teaches. Of a sentence in another language than its passage only numbers and names were compared. */
const TRANSLATED = -0.4;
/** Confidence of an answer that a tool's result alone says, with nothing found: the result is about the customer. */
const BY_TOOL = { confidence: 0.85, retrieval: 0.1, coverage: 0.3, support: 0.8 };

type Weights = Record<keyof GeneratedFeatures | 'bias', number>;
type Sample = SimulatedAnswer & { set: string; part: 'fit' | 'held out'; weight: number };

/**
 * Fits the confidence of generated answers on made answers to the questions that may be fitted on (no share-alike data, none that is
 * kept for reporting), writes the weights, and measures on the articles that were left out. No model has written any of them.
 */
export async function run(options: EvaluateOptions): Promise<BenchRow[]> {
  const samples = await madeAnswers(options);
  const fitted = samples.filter(({ part }) => part === 'fit');
  options.progress(`fitted on ${fitted.length} made answers`);
  const weights = fitWeights(fitted);
  await writeFile(
    join(ROOT, 'src/answer/generate/generated-confidence-weights.ts'),
    weightsSource({
      comment: [
        'Weights of the confidence of a generated answer, by name of the feature. Written by `npm run evaluate -- fit-answer-confidence`; do not',
        'edit. Fitted on answers that were made, not written by a model (docs/models/answer-model-card.md); `tool` and `translated` are set:',
      ],
      name: 'GENERATED_CONFIDENCE_WEIGHTS',
      weights,
      examples: fitted,
    }),
  );
  return rowsOf(
    samples.filter(({ part }) => part === 'held out'),
    weights,
  );
}

async function madeAnswers({ data, progress }: EvaluateOptions): Promise<Sample[]> {
  const demo = demoCollection();
  const all = [demo, ...dataCollections(data)].filter(({ mayFit }) => mayFit);
  const samples: Sample[] = [];
  for (const collection of all) {
    const own = collection.questions.filter(({ part }) => part !== 'test');
    const none = collection.name === demo.name ? unknowableQuestions(demo) : [];
    const foreign = all.filter((one) => one !== collection).flatMap(titles);
    const base = await knowledgeBase(collection.articles);
    const sets: [string, readonly Question[], number][] = [
      ['written', own, 1],
      ['unknowable', none, 1],
      ['foreign', own.length === 0 ? [] : foreign, FOREIGN_WEIGHT],
    ];
    for (const [kind, questions, weight] of sets) {
      for (const question of questions) {
        const made = await simulatedAnswers(question, base);
        const part = hash(question.articles[0] ?? question.question) % 2 === 0 ? 'fit' : 'held out';
        const set = `${collection.name} ${kind}`;
        samples.push(
          ...made.map((one) => ({ ...one, set, part, weight: (weight * WEIGHT[one.making]) / 2 }) as const),
        );
      }
    }
    base.close();
    progress(`${collection.name}: ${samples.length} made answers so far`);
  }
  return samples;
}

/** Titles of a collection, put to another as questions: none has an answer there. */
function titles({ articles }: Collection): Question[] {
  return articles
    .filter((one) => one.locale === 'en' && one.title.includes(' ') && hash(one.externalId) % 5 === 0)
    .slice(0, FOREIGN)
    .map((one) => ({ question: one.title, articles: [] }));
}

/** What can only speak for an answer, and what can only speak against it: a weight with the wrong sign is chance, and left out. */
const SIGNS = { retrieval: 1, coverage: 1, grounded: 1, support: 1, sure: 1, unsure: -1 } as const;
type Learnt = keyof typeof SIGNS;

function fitWeights(samples: readonly Sample[]): Weights {
  const { bias, learnt } = fitSigned(samples, Object.keys(SIGNS) as Learnt[]);
  const { confidence, retrieval, coverage, support } = BY_TOOL;
  const known =
    bias +
    learnt.retrieval * retrieval +
    learnt.coverage * coverage +
    learnt.grounded +
    learnt.support * support;
  const tool = round(Math.log(confidence / (1 - confidence)) - known);
  return { bias, ...learnt, tool, translated: TRANSLATED };
}

function fitSigned(
  samples: readonly Sample[],
  names: readonly Learnt[],
): { bias: number; learnt: Record<Learnt, number> } {
  const [bias = 0, ...weights] = fitLogistic(
    samples.map(({ features, right, weight }) => ({
      features: names.map((name) => features[name]),
      right,
      weight,
    })),
    PENALTY,
  );
  const sound = names.filter((name, at) => (weights[at] ?? 0) * SIGNS[name] > 0);
  if (sound.length < names.length) return fitSigned(samples, sound);
  const learnt = { retrieval: 0, coverage: 0, grounded: 0, support: 0, sure: 0, unsure: 0 };
  names.forEach((name, at) => {
    learnt[name] = round(weights[at] ?? 0);
  });
  return { bias: round(bias), learnt };
}

function round(value: number): number {
  return Number(value.toFixed(DIGITS));
}

function rowsOf(samples: readonly Sample[], weights: Weights): BenchRow[] {
  const threshold = DEFAULT_SETTINGS.answerThreshold;
  const sets = [...new Set(samples.map(({ set }) => set)), 'all'];
  return [
    ...sets.flatMap((set) => {
      const own = samples.filter((one) => one.at === 'end' && (set === 'all' || one.set === set));
      return measured(`made answers held out, ${set} (${own.length})`, own, weights);
    }),
    ...MAKINGS.map((making) => {
      const own = samples.filter((one) => one.making === making && one.at === 'begin' && !one.right);
      const said = own.filter(({ features }) => generatedConfidence(features, weights) >= threshold);
      return benchRow({
        what: `made answers held out: ${making}, wrong and said all the same (${own.length})`,
        value: (100 * said.length) / Math.max(1, own.length),
        unit: '%',
        goal: { is: 'at most', limit: 20, of: 'value' },
      });
    }),
    ...(['begin', 'end'] as const).map((at) => {
      const own = samples.filter((one) => one.at === at && one.right);
      return benchRow({
        what: `made answers held out: right ones that may be said at their ${at} (${own.length})`,
        value:
          100 * mean(own.map(({ features }) => Number(generatedConfidence(features, weights) >= threshold))),
        unit: '%',
        goal: { is: 'at least', limit: 85, of: 'value' },
      });
    }),
  ];
}

/** Copies of an answer of weight 1: each counts as often as it is assumed to be written. */
const COPIES = 40;

/** Beside them: how well retrieval alone tells. */
function measured(what: string, samples: readonly Sample[], weights: Weights): BenchRow[] {
  const judge = (confidence: (features: GeneratedFeatures) => number): Judged[] =>
    samples.flatMap(({ features, right, weight }) =>
      new Array<Judged>(Math.round(weight * COPIES)).fill({ confidence: confidence(features), right }),
    );
  const judged = judge((features) => generatedConfidence(features, weights));
  const alone = judge(({ retrieval }) => retrieval);
  if (Number.isNaN(auroc(judged))) return [];
  const yardstick = (value: number) => ({ what: 'retrieval alone', value });
  return [
    benchRow({
      what: `${what}: AUROC`,
      value: auroc(judged),
      unit: '',
      goal: { is: 'at least', limit: 0.85, of: 'value' },
      yardstick: yardstick(auroc(alone)),
    }),
    benchRow({
      what: `${what}: calibration error`,
      value: calibrationError(judged),
      unit: '',
      goal: { is: 'at most', limit: 0.08, of: 'value' },
      yardstick: yardstick(calibrationError(alone)),
    }),
    benchRow({
      what: `${what}: Brier score`,
      value: brier(judged),
      unit: '',
      goal: { is: 'at most', limit: 0.17, of: 'value' },
      yardstick: yardstick(brier(alone)),
    }),
  ];
}
