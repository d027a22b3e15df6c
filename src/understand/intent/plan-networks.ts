import type { NetworkSpec } from './network-input.ts';

/** How large everything is, for a number of examples and classes and a size of the file. */
export interface IntentPlan {
  teachers: readonly NetworkSpec[];
  teacherEpochs: number;
  student: NetworkSpec;
  studentEpochs: number;
  /** log2 of the bits that say which features are known, at most. */
  knownSize: number;
}

const TEACHER_VIEWS: readonly NetworkSpec['views'][] = [
  ['words', 'neighbours', 'characters'],
  ['words', 'neighbours', 'together', 'characters'],
  ['characters'],
];
const LINEAR_VIEWS: NetworkSpec['views'] = ['words', 'neighbours', 'together', 'characters'];
const STUDENT_VIEWS: NetworkSpec['views'] = ['words', 'neighbours', 'characters'];

/** Hidden units. */
const TEACHER_SIZE = 96;
const STUDENT_SIZE = 96;

/** A table has about this many buckets for each example, within limits: more would only stay empty. 2^15 rows of 150 classes are 20 MB. */
const BUCKETS_PER_EXAMPLE = 4;
const BUCKETS = { min: 1_024, max: 32_768 };

/** Small sets need more rounds: each has fewer steps. */
const STEPS_WANTED = 30_000;
const TEACHER_EPOCHS = { min: 15, max: 40 };
const STUDENT_EPOCHS = { min: 30, max: 60 };

/** log2 of the filter's bits: 2^17 bits are 16 KiB. */
const KNOWN_SIZE = { min: 12, max: 17 };

/** Bytes of the file that are neither tables nor outputs: header, labels, biases; and of each class in them. */
const OVERHEAD_BYTES = 4_000;
const CLASS_BYTES = 48;

/** Measures of all networks. The file stays below `maxBytes`, as long as that leaves room for 1,024 buckets (about 60 KB). */
export function planNetworks(examples: number, classes: number, maxBytes: number): IntentPlan {
  const wanted = Math.max(BUCKETS.min, Math.min(BUCKETS.max, examples * BUCKETS_PER_EXAMPLE));
  const knownSize = Math.max(KNOWN_SIZE.min, Math.min(KNOWN_SIZE.max, Math.ceil(Math.log2(examples * 30))));
  const fixed = OVERHEAD_BYTES + 2 ** (knownSize - 3) + (STUDENT_SIZE + CLASS_BYTES) * classes;
  const room = Math.floor((maxBytes - fixed) / (STUDENT_SIZE / 2));
  return {
    teachers: [
      ...TEACHER_VIEWS.map((views) => ({ views, buckets: wanted, size: TEACHER_SIZE })),
      { views: LINEAR_VIEWS, buckets: wanted, size: 0 },
    ],
    teacherEpochs: epochs(examples, TEACHER_EPOCHS),
    student: {
      views: STUDENT_VIEWS,
      buckets: Math.max(BUCKETS.min, Math.min(wanted, room)),
      size: STUDENT_SIZE,
    },
    studentEpochs: epochs(examples, STUDENT_EPOCHS),
    knownSize,
  };
}

function epochs(examples: number, { min, max }: { min: number; max: number }): number {
  return Math.max(min, Math.min(max, Math.round(STEPS_WANTED / Math.max(1, examples))));
}
