import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchRow } from '../../bench/harness/report.ts';
import type { ConfidenceFeatures } from '../../src/answer/confidence.ts';
import type { EvaluateOptions } from '../evaluate.ts';
import { ROOT } from '../local/paths.ts';
import { allSamples, report } from './answers.ts';
import { fitLogistic } from './logistic.ts';
import type { Sample } from './samples.ts';
import { weightsSource } from './weights-source.ts';

/** L2 penalty: keeps correlated features from taking opposite signs on a few hundred questions, so that they hold elsewhere. */
const PENALTY = 3;
/** The same for cues that few questions show: they say something else than the rest, and as much would silence them. */
const CUE_PENALTY = 0.3;
const CUES: ReadonlySet<keyof ConfidenceFeatures> = new Set([
  'missingName',
  'wholeName',
  'noNumber',
  'numberGap',
  'ownData',
  'ownMatter',
  'service',
  'code',
]);
/** Questions of another help centre are many and easy; one counts this much, so that they do not drown the hard ones. */
const FOREIGN_WEIGHT = 0.3;
/** Made questions without an answer are few and alike. */
const UNKNOWABLE_WEIGHT = 0.5;
/** Digits written: more than the data supports, few enough that the file is the same on every machine. */
const DIGITS = 3;

type Weights = Record<keyof ConfidenceFeatures | 'bias', number>;

/** Fits on the fit half of what may ship (no share-alike data), writes the weights, and measures with them. */
export async function run(options: EvaluateOptions): Promise<BenchRow[]> {
  const samples = await allSamples(options);
  const fitted = samples.filter((one) => one.part === 'fit' && one.mayFit);
  options.progress(`fitted on ${fitted.length} questions`);
  const weights = fitWeights(fitted);
  await writeFile(
    join(ROOT, 'src/answer/confidence-weights.ts'),
    weightsSource({
      comment: [
        'Weights of the confidence, by name of the feature. Written by `npm run evaluate -- calibrate`; do not edit. Fitted on:',
      ],
      name: 'CONFIDENCE_WEIGHTS',
      weights,
      examples: fitted,
    }),
  );
  return report(samples, weights);
}

function fitWeights(samples: readonly Sample[]): Weights {
  const names = namesOf(samples);
  const [bias, ...rest] = fitLogistic(
    samples.map((one) => ({
      features: names.map((name) => one.features[name]),
      right: one.cited,
      weight: weightOf(one.set),
    })),
    names.map((name) => (CUES.has(name) ? CUE_PENALTY : PENALTY)),
  );
  const entries = names.map((name, index) => [name, round(rest[index] ?? 0)] as const);
  return Object.fromEntries([['bias', round(bias ?? 0)], ...entries]) as Weights;
}

function weightOf(set: string): number {
  if (set.endsWith('foreign')) return FOREIGN_WEIGHT;
  return set.endsWith('unknowable') ? UNKNOWABLE_WEIGHT : 1;
}

function namesOf(samples: readonly Sample[]): (keyof ConfidenceFeatures)[] {
  return Object.keys(samples[0]?.features ?? {}) as (keyof ConfidenceFeatures)[];
}

function round(value: number): number {
  return Number(value.toFixed(DIGITS));
}
