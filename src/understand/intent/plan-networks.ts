import type { View } from './intent-features.ts';
import type { NetworkSpec } from './network-input.ts';

/** How large everything is, for a number of examples and classes and a size of the file. */
export interface IntentPlan {
  teachers: readonly NetworkSpec[];
  teacherEpochs: number;
  student: NetworkSpec;
  studentEpochs: number;
  /** Share of features that are left out at random while the student learns. */
  dropFeatures: number;
  /** log2 of the bits that say which features are known, at most. */
  knownSize: number;
}

const ALL: readonly View[] = ['words', 'neighbours', 'together', 'characters'];
const USUAL: readonly View[] = ['words', 'neighbours', 'characters'];

/** Large networks that differ in what they see and how: together they are right more often than any one. */
const TEACHERS: readonly { views: readonly View[]; size: number; rectified: boolean }[] = [
  { views: USUAL, size: 96, rectified: true },
  { views: ALL, size: 96, rectified: true },
  { views: ['characters'], size: 96, rectified: true },
  { views: ALL, size: 64, rectified: false },
  { views: USUAL, size: 64, rectified: false },
];

/** Hidden units. */
const STUDENT_SIZE = 64;

/** A table has about this many buckets for each example, within limits: more would only stay empty. */
const BUCKETS_PER_EXAMPLE = 4;
const BUCKETS = { min: 1_024, max: 32_768 };
/** A larger file has larger teachers: as many buckets again for each so many bytes, or they know no more than it can hold. */
const USUAL_BYTES = 400_000;

/** Small sets need more rounds: each has fewer steps. */
const STEPS_WANTED = 30_000;
const TEACHER_EPOCHS = { min: 15, max: 40 };
const STUDENT_EPOCHS = { min: 36, max: 60 };

/** Better than 0.1 where messages are like the examples: docs/models/intent.md. */
const DROP_FEATURES = 0.3;

/** log2 of the filter's bits, at least, and the share of the file that it may be: 2^17 bits are 16 KiB. */
const KNOWN_SIZE_MIN = 12;
const KNOWN_SHARE = 1 / 20;

/** Bytes of the file that are neither tables nor outputs: header, labels, biases; and of each class in them. */
const OVERHEAD_BYTES = 4_000;
const CLASS_BYTES = 48;

/** Measures of all networks; `dimensions`: of a message's direction, 0 where no table tells it. The file stays below `maxBytes`, as long as that leaves room for 1,024 buckets (about 60 KB). */
export function planNetworks(
  examples: number,
  classes: number,
  {
    maxBytes,
    maxNumbers = Number.POSITIVE_INFINITY,
    dimensions = 0,
    dropFeatures = DROP_FEATURES,
  }: { maxBytes: number; maxNumbers?: number; dimensions?: number; dropFeatures?: number },
): IntentPlan {
  const columns = TEACHERS.reduce((sum, { size }) => sum + size, 0);
  const most = Math.min(BUCKETS.max * Math.ceil(maxBytes / USUAL_BYTES), Math.floor(maxNumbers / columns));
  const wanted = Math.max(BUCKETS.min, Math.min(most, examples * BUCKETS_PER_EXAMPLE));
  const knownMost = Math.floor(Math.log2(maxBytes * 8 * KNOWN_SHARE));
  const knownSize = Math.max(KNOWN_SIZE_MIN, Math.min(knownMost, Math.ceil(Math.log2(examples * 30))));
  const fixed =
    OVERHEAD_BYTES +
    2 ** (knownSize - 3) +
    (STUDENT_SIZE + CLASS_BYTES) * classes +
    STUDENT_SIZE * dimensions;
  const room = Math.floor((maxBytes - fixed) / (STUDENT_SIZE / 2));
  return {
    teachers: TEACHERS.map((teacher) => ({ ...teacher, buckets: wanted, dimensions })),
    teacherEpochs: epochs(examples, TEACHER_EPOCHS),
    student: {
      views: USUAL,
      rectified: false,
      buckets: Math.max(BUCKETS.min, Math.min(wanted, room)),
      size: STUDENT_SIZE,
      dimensions,
    },
    studentEpochs: epochs(examples, STUDENT_EPOCHS),
    dropFeatures,
    knownSize,
  };
}

function epochs(examples: number, { min, max }: { min: number; max: number }): number {
  return Math.max(min, Math.min(max, Math.round(STEPS_WANTED / Math.max(1, examples))));
}
