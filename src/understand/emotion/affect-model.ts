import { err, ok, type Result } from '../../domain/result.ts';
import { addRows } from '../linear/add-rows.ts';
import type { QuantizedMatrix } from '../linear/quantize.ts';
import { decodeWeights, encodeWeights, type WeightsProblem } from '../linear/weights-file.ts';
import type { AffectFeatures } from './affect-features.ts';

/** A linear model over `affectFeatures`, with what turns its margins into probabilities. */
export interface AffectModel<Label extends string = string> {
  kind: string;
  labels: readonly Label[];
  /** Rows of the matrix: a feature's hash modulo this is its row. */
  rows: number;
  matrix: QuantizedMatrix;
  bias: Float32Array;
  /** What the reader of this kind of model needs besides. JSON. */
  extra: Record<string, unknown>;
}

/** One margin a label. */
export function affectMargins(model: AffectModel, { hashes, values }: AffectFeatures): Float32Array {
  const { matrix, bias } = model;
  const sums = new Float32Array(matrix.columns);
  const rows = new Uint32Array(hashes.length);
  // Two numbers that are said to be unsigned: the remainder of any others takes an engine many times as long.
  const size = model.rows >>> 0;
  for (let at = 0; at < rows.length; at += 1) rows[at] = ((hashes[at] ?? 0) >>> 0) % size;
  addRows(matrix, rows, values, rows.length, sums);
  for (let label = 0; label < sums.length; label += 1)
    sums[label] = (sums[label] ?? 0) * (matrix.scales[label] ?? 1) + (bias[label] ?? 0);
  return sums;
}

/** The model as a file. */
export function encodeAffectModel({
  kind,
  labels,
  rows,
  matrix,
  bias,
  extra,
}: AffectModel): Uint8Array<ArrayBuffer> {
  return encodeWeights({
    kind,
    meta: { labels, rows, bits: matrix.bits, extra },
    sections: { weights: matrix.weights, scales: matrix.scales, bias },
  });
}

/** Opens a file of `encodeAffectModel`; the weights stay where they are. */
export function decodeAffectModel<Label extends string>(
  bytes: ArrayBuffer | Uint8Array,
  kind: string,
): Result<AffectModel<Label>, WeightsProblem> {
  const file = decodeWeights(bytes, kind);
  if (!file.ok) return file;
  const { weights, scales, bias } = file.value.sections;
  if (!(weights instanceof Int8Array && scales instanceof Float32Array && bias instanceof Float32Array)) {
    return err('damaged');
  }
  const meta = file.value.meta as {
    labels: Label[];
    rows: number;
    bits: 4 | 8;
    extra: Record<string, unknown>;
  };
  return ok({
    kind,
    labels: meta.labels,
    rows: meta.rows,
    matrix: { bits: meta.bits, columns: meta.labels.length, weights, scales },
    bias,
    extra: meta.extra,
  });
}
