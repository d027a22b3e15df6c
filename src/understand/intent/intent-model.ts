import { err, ok, type Result } from '../../domain/result.ts';
import { addAllRows, addRows } from '../linear/add-rows.ts';
import { type QuantizedMatrix, quantize } from '../linear/quantize.ts';
import { decodeWeights, encodeWeights, type Section, type WeightsProblem } from '../linear/weights-file.ts';
import type { IntentFeatures, View } from './intent-features.ts';
import type { KnownFeatures } from './known-features.ts';
import { type NetworkSpec, sparseInput } from './network-input.ts';
import type { FloatNetwork } from './train-network.ts';
import type { WordDirections } from './word-directions.ts';

/** The bytes of a trained model, in the format of all weights (linear/weights-file.ts). */
export type IntentModelFile = Uint8Array<ArrayBuffer>;

/** A small network: the table in 4 or 8 bits, the layer above it in 8. */
export interface CompactNetwork {
  spec: NetworkSpec;
  table: QuantizedMatrix;
  /** The table's rows for a message's direction, in 8 bits; null where it is not looked at. */
  directed: QuantizedMatrix | null;
  hiddenBias: Float32Array;
  output: QuantizedMatrix;
  bias: Float32Array;
}

/** What `classifyIntents` needs. Several networks vote with their probabilities. */
export interface IntentModel {
  /** Names of the intents, in the order of the networks' classes. */
  labels: readonly string[];
  known: KnownFeatures;
  /** The table that it learnt from; null: none, or it is not there, and what is not in the examples says nothing. */
  directions: WordDirections | null;
  networks: readonly CompactNetwork[];
  calibration: IntentCalibration;
}

export interface IntentCalibration {
  /** Logarithms of probabilities are divided by it, so that a confidence of 0.8 is right in 80 of 100 cases. */
  temperature: number;
  /** A message whose certainty (see score-intents.ts) is below is out of scope. */
  threshold: number;
}

/**
 * Raise the number with every change of what features are made of or how they are scored: stored weights of organizations are
 * then refused, and the built-in model does until they train again, instead of being misread.
 */
const KIND = 'intent-1';

interface Meta {
  labels: string[];
  views: View[];
  knownSize: number;
  knownFill: number;
  /** Fingerprint of the table of directions; absent in models without. */
  directions?: string;
  networks: { spec: NetworkSpec; tableBits: 4 | 8 }[];
  calibration: IntentCalibration;
}

/** Rounds a trained network to small weights. */
export function compactNetwork(network: FloatNetwork, bits: 4 | 8): CompactNetwork {
  const { spec, classes, table, hiddenBias, output, bias } = network;
  const end = spec.buckets * spec.size;
  return {
    spec,
    table: quantize(table.subarray(0, end), spec.size, bits),
    directed: table.length === end ? null : quantize(table.subarray(end), spec.size, 8),
    hiddenBias,
    output: quantize(output, classes, 8),
    bias,
  };
}

/** The model as a file: the same model gives the same bytes. */
export function encodeIntentModel(model: IntentModel): IntentModelFile {
  const sections: Record<string, Section> = { known: model.known.bits };
  for (const [index, network] of model.networks.entries()) {
    sections[`table${index}`] = network.table.weights;
    sections[`tableScales${index}`] = network.table.scales;
    if (network.directed !== null) {
      sections[`directed${index}`] = network.directed.weights;
      sections[`directedScales${index}`] = network.directed.scales;
    }
    sections[`hiddenBias${index}`] = network.hiddenBias;
    sections[`output${index}`] = network.output.weights;
    sections[`outputScales${index}`] = network.output.scales;
    sections[`bias${index}`] = network.bias;
  }
  const meta: Meta = {
    labels: [...model.labels],
    views: [...model.known.views],
    knownSize: model.known.size,
    knownFill: model.known.fill,
    ...(model.directions === null ? {} : { directions: model.directions.fingerprint }),
    networks: model.networks.map(({ spec, table }) => ({ spec, tableBits: table.bits })),
    calibration: model.calibration,
  };
  return encodeWeights({ kind: KIND, meta: { ...meta }, sections });
}

/**
 * Opens a file of `trainIntents`; do not change the bytes afterwards. `directions`: the table that there is. A model that learnt
 * from another is `other_kind`: it must be trained again. Null: the table cannot be read, and models do without.
 */
export function loadIntentModel(
  bytes: ArrayBuffer | Uint8Array,
  directions: WordDirections | null = null,
): Result<IntentModel, WeightsProblem> {
  const file = decodeWeights(bytes, KIND);
  if (!file.ok) return file;
  const { sections } = file.value;
  const meta = file.value.meta as { [Key in keyof Meta]: Meta[Key] };
  const { known } = sections;
  const learnt = directions !== null && meta.directions !== undefined;
  if (learnt && meta.directions !== directions.fingerprint) return err('other_kind');
  const networks = meta.networks.map(({ spec, tableBits }, index) =>
    openNetwork(sections, index, spec, tableBits, meta.labels.length),
  );
  if (!(known instanceof Uint8Array) || networks.includes(null)) return err('damaged');
  return ok({
    labels: meta.labels,
    known: { views: meta.views, size: meta.knownSize, bits: known, fill: meta.knownFill },
    directions: learnt ? directions : null,
    networks: networks.filter((network) => network !== null),
    calibration: meta.calibration,
  });
}

function openNetwork(
  sections: Record<string, Section>,
  index: number,
  spec: NetworkSpec,
  tableBits: 4 | 8,
  classes: number,
): CompactNetwork | null {
  const table = openMatrix(sections[`table${index}`], sections[`tableScales${index}`], spec.size, tableBits);
  const output = openMatrix(sections[`output${index}`], sections[`outputScales${index}`], classes, 8);
  const hiddenBias = sections[`hiddenBias${index}`];
  const bias = sections[`bias${index}`];
  if (table === null || output === null) return null;
  if (!(hiddenBias instanceof Float32Array && bias instanceof Float32Array)) return null;
  const directed = openMatrix(sections[`directed${index}`], sections[`directedScales${index}`], spec.size, 8);
  return { spec, table: widened(table), directed, hiddenBias, output, bias };
}

/** A matrix of 4 bits with a byte for each weight: three quarters of a megabyte more memory, half the time of every message. */
function widened({ bits, columns, weights, scales }: QuantizedMatrix): QuantizedMatrix {
  if (bits === 8 || columns % 2 !== 0) return { bits, columns, weights, scales };
  const wide = new Int8Array(weights.length * 2);
  for (let at = 0; at < weights.length; at += 1) {
    const pair = weights[at] ?? 0;
    wide[2 * at] = (pair << 28) >> 28;
    wide[2 * at + 1] = pair >> 4;
  }
  return { bits: 8, columns, weights: wide, scales };
}

function openMatrix(
  weights: Section | undefined,
  scales: Section | undefined,
  columns: number,
  bits: 4 | 8,
): QuantizedMatrix | null {
  if (!(weights instanceof Int8Array && scales instanceof Float32Array)) return null;
  return { bits, columns, weights, scales };
}

/** Scores of the classes, to be put through softmax. */
export function networkScores(network: CompactNetwork, features: IntentFeatures): Float32Array {
  const { table, directed, hiddenBias, output, bias } = network;
  const input = sparseInput(features, network.spec);
  const hidden = new Float32Array(table.columns);
  const sparse = input.count - input.directed;
  addRows(table, input.rows, input.values, sparse, hidden);
  const meant = new Float32Array(table.columns);
  if (directed !== null && input.directed > 0)
    addAllRows(directed, Float64Array.from(input.values.subarray(sparse, input.count)), meant);
  const scores = new Float32Array(output.columns);
  const units = new Float64Array(hidden.length);
  for (let unit = 0; unit < hidden.length; unit += 1) {
    const value =
      (hidden[unit] ?? 0) * (table.scales[unit] ?? 0) +
      (meant[unit] ?? 0) * (directed?.scales[unit] ?? 0) +
      (hiddenBias[unit] ?? 0);
    units[unit] = value > 0 || !network.spec.rectified ? value : 0;
  }
  addAllRows(output, units, scores);
  for (let label = 0; label < scores.length; label += 1) {
    scores[label] = (scores[label] ?? 0) * (output.scales[label] ?? 0) + (bias[label] ?? 0);
  }
  return scores;
}
