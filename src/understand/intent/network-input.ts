import { type IntentFeatures, VIEWS } from './intent-features.ts';

/** Which features a network sees, and its measures. Part of the model's file. */
export interface NetworkSpec {
  views: readonly (typeof VIEWS)[number][];
  /** Rows of the table: each feature's hash chooses one. */
  buckets: number;
  /** Hidden units. */
  size: number;
  /** Whether hidden units are cut off below zero; without, the network is linear, of low rank. */
  rectified: boolean;
  /** Numbers of a message's direction, which it sees besides: a row of the table each, after the buckets. Absent: none. */
  dimensions?: number;
}

/**
 * Rows of a network's table and what each counts; only the first `count` are meant, and of those the last `directed` are the
 * message's direction. Belongs to the caller until the next call.
 */
export interface SparseInput {
  rows: Uint32Array;
  values: Float32Array;
  count: number;
  directed: number;
}

/** Length of the vector of a message's features: sets how steep the first layer starts. */
const LENGTH = 8;
/** Length of its direction beside them. */
const DIRECTION_LENGTH = 6;

const scratch: SparseInput = {
  rows: new Uint32Array(1024),
  values: new Float32Array(1024),
  count: 0,
  directed: 0,
};

/** Each view counts the same, and each of its features the same, whatever the message's length. */
export function sparseInput({ hashes, ends, direction }: IntentFeatures, spec: NetworkSpec): SparseInput {
  const { dimensions = 0 } = spec;
  const most = hashes.length + dimensions;
  if (scratch.rows.length < most) {
    scratch.rows = new Uint32Array(most * 2);
    scratch.values = new Float32Array(most * 2);
  }
  const { rows, values } = scratch;
  const share = spec.buckets / 2 ** 32;
  let present = 0;
  for (const [view, name] of VIEWS.entries()) {
    if (spec.views.includes(name) && viewSize(ends, view) > 0) present += 1;
  }
  let to = 0;
  for (const [view, name] of VIEWS.entries()) {
    const size = viewSize(ends, view);
    if (size === 0 || !spec.views.includes(name)) continue;
    const value = LENGTH / Math.sqrt(size * present);
    const end = ends[view] ?? 0;
    for (let from = end - size; from < end; from += 1) {
      rows[to] = Math.floor((hashes[from] ?? 0) * share);
      values[to] = value;
      to += 1;
    }
  }
  scratch.directed = direction === null ? 0 : dimensions;
  for (let at = 0; at < scratch.directed; at += 1) {
    rows[to] = spec.buckets + at;
    values[to] = (direction?.[at] ?? 0) * DIRECTION_LENGTH;
    to += 1;
  }
  scratch.count = to;
  return scratch;
}

function viewSize(ends: IntentFeatures['ends'], view: number): number {
  return (ends[view] ?? 0) - (view === 0 ? 0 : (ends[view - 1] ?? 0));
}
