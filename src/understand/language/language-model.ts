import { err, ok, type Result } from '../../domain/result.ts';
import { decodeWeights, encodeWeights, type Section, type WeightsProblem } from '../linear/weights-file.ts';
import type { SharedScript } from './scripts.ts';
import type { GramSpec } from './word-grams.ts';

/** What tells languages apart: one softmax for each script that several of them share. */
export interface LanguageModel {
  scripts: Partial<Record<SharedScript, ScriptModel>>;
  /** Below this confidence the answer is `und`. */
  threshold: number;
}

export interface ScriptModel {
  /** ISO 639-1; `und` stands for letters that are no language. */
  labels: readonly string[];
  grams: GramSpec;
  /** One row a bucket, one column a label: `weight = stored * scales[label]`. */
  weights: Int8Array;
  scales: Float32Array;
  bias: Float32Array;
  /** Logits are divided by it before they become probabilities. */
  temperature: number;
}

const KIND = 'language';

interface Meta {
  threshold: number;
  scripts: Record<string, { labels: string[]; grams: GramSpec; temperature: number }>;
}

/** The model as a file of weights: sections `<script>.weights`, `.scales` and `.bias`. */
export function encodeLanguageModel({ scripts, threshold }: LanguageModel): Uint8Array<ArrayBuffer> {
  const meta: Meta = { threshold, scripts: {} };
  const sections: Record<string, Section> = {};
  for (const [script, { labels, grams, weights, scales, bias, temperature }] of Object.entries(scripts)) {
    meta.scripts[script] = { labels: [...labels], grams, temperature };
    sections[`${script}.weights`] = weights;
    sections[`${script}.scales`] = scales;
    sections[`${script}.bias`] = bias;
  }
  return encodeWeights({ kind: KIND, meta: { ...meta }, sections });
}

/** Opens a file of `encodeLanguageModel`; the weights stay where they are. */
export function decodeLanguageModel(bytes: ArrayBuffer | Uint8Array): Result<LanguageModel, WeightsProblem> {
  const file = decodeWeights(bytes, KIND);
  if (!file.ok) return file;
  const { sections } = file.value;
  const meta = file.value.meta as Record<string, unknown> & Meta;
  const scripts: Record<string, ScriptModel> = {};
  for (const [script, { labels, grams, temperature }] of Object.entries(meta.scripts)) {
    const weights = sections[`${script}.weights`];
    const scales = sections[`${script}.scales`];
    const bias = sections[`${script}.bias`];
    if (!(weights instanceof Int8Array && scales instanceof Float32Array && bias instanceof Float32Array)) {
      return err('damaged');
    }
    scripts[script] = { labels, grams, weights, scales, bias, temperature };
  }
  return ok({ scripts, threshold: meta.threshold });
}
