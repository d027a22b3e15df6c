import { err, ok, type Result } from '../../domain/result.ts';
import { addRows } from './add-rows.ts';
import { type FeatureSpec, features, type SparseVector } from './ngram-features.ts';
import { type QuantizedMatrix, quantize } from './quantize.ts';
import { decodeWeights, encodeWeights, type Section, type WeightsProblem } from './weights-file.ts';

/** A linear classifier over hashed n-grams. */
export interface LinearModel {
  kind: string;
  labels: readonly string[];
  spec: FeatureSpec;
  /** One row a bucket, one column a label. */
  matrix: QuantizedMatrix;
  bias: Float32Array;
  /** Inverse document frequency of each bucket, or undefined where it was not used. */
  idf: Float32Array | undefined;
  /** Logits are divided by it before they become probabilities: see calibrate.ts. */
  temperature: number;
  /** What else the maker wants to keep: thresholds, figures. JSON. */
  extra: Record<string, unknown>;
}

/** One logit a label, of a text. */
export function scoreText(model: LinearModel, text: string): Float32Array {
  return scoreVector(model, features(text, model.spec, model.idf));
}

/** One logit a label, of a feature vector made with the model's `spec` and `idf`. */
export function scoreVector(model: LinearModel, { indices, values }: SparseVector): Float32Array {
  const { matrix, bias } = model;
  const sums = new Float32Array(matrix.columns);
  addRows(matrix, indices, values, indices.length, sums);
  for (let label = 0; label < sums.length; label += 1) {
    sums[label] = (sums[label] ?? 0) * (matrix.scales[label] ?? 1) + (bias[label] ?? 0);
  }
  return sums;
}

/** Probabilities of logits: softmax at the given temperature. */
export function softmax(logits: Float32Array, temperature = 1): Float32Array {
  let greatest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < logits.length; at += 1) greatest = Math.max(greatest, logits[at] ?? 0);
  const shares = new Float32Array(logits.length);
  let total = 0;
  for (let at = 0; at < shares.length; at += 1) {
    shares[at] = Math.exp(((logits[at] ?? 0) - greatest) / temperature);
    total += shares[at] ?? 0;
  }
  for (let at = 0; at < shares.length; at += 1) shares[at] = (shares[at] ?? 0) / total;
  return shares;
}

/** What a trainer hands over. `weights`: row-major, one row a bucket, one column a label. */
export interface FloatModel {
  kind: string;
  labels: readonly string[];
  spec: FeatureSpec;
  weights: Float32Array;
  bias: Float32Array;
  idf?: Float32Array | undefined;
  temperature?: number;
  extra?: Record<string, unknown>;
}

/** Rounds the weights to 4 or 8 bits. */
export function compressModel(model: FloatModel, bits: 4 | 8): LinearModel {
  return {
    kind: model.kind,
    labels: model.labels,
    spec: model.spec,
    matrix: quantize(model.weights, model.labels.length, bits),
    bias: model.bias,
    idf: model.idf === undefined ? undefined : coarseIdf(model.idf),
    temperature: model.temperature ?? 1,
    extra: model.extra ?? {},
  };
}

/** The model as a file; `idf` is kept in 8 bits a bucket. */
export function encodeModel(model: LinearModel): Uint8Array<ArrayBuffer> {
  const { kind, labels, spec, matrix, bias, idf, temperature, extra } = model;
  const sections: Record<string, Section> = { weights: matrix.weights, scales: matrix.scales, bias };
  if (idf) sections.idf = Uint8Array.from(idf, (value) => Math.round(value / IDF_STEP));
  return encodeWeights({ kind, meta: { labels, spec, bits: matrix.bits, temperature, extra }, sections });
}

/** Opens a file of `encodeModel`; the weights stay where they are. */
export function decodeModel(
  bytes: ArrayBuffer | Uint8Array,
  kind: string,
): Result<LinearModel, WeightsProblem> {
  const file = decodeWeights(bytes, kind);
  if (!file.ok) return file;
  const { weights, scales, bias, idf } = file.value.sections;
  if (!(weights instanceof Int8Array && scales instanceof Float32Array && bias instanceof Float32Array)) {
    return err('damaged');
  }
  const meta = file.value.meta as {
    labels: string[];
    spec: FeatureSpec;
    bits: 4 | 8;
    temperature: number;
    extra: Record<string, unknown>;
  };
  return ok({
    kind,
    labels: meta.labels,
    spec: meta.spec,
    matrix: { bits: meta.bits, columns: meta.labels.length, weights, scales },
    bias,
    idf: idf === undefined ? undefined : Float32Array.from(idf, (value) => value * IDF_STEP),
    temperature: meta.temperature,
    extra: meta.extra,
  });
}

/** One step of a stored idf: 255 steps reach ln(2.4 million documents). */
const IDF_STEP = 1 / 16;

function coarseIdf(idf: Float32Array): Float32Array {
  return idf.map((value) => Math.min(255, Math.round(value / IDF_STEP)) * IDF_STEP);
}
