import type { NetworkSpec } from './network-input.ts';

/** How large everything is, for a number of examples and classes and a size of the file. */
export interface IntentPlan {
  teachers: readonly NetworkSpec[];
  teacherEpochs: number;
  students: readonly NetworkSpec[];
  studentEpochs: number;
  /** Bits of a weight in a student's table. */
  tableBits: 4 | 8;
  /** log2 of the bits that say which features are known, at most. */
  knownSize: number;
}

const TEACHER_VIEWS: readonly NetworkSpec['views'][] = [
  ['words', 'neighbours', 'characters'],
  ['words', 'neighbours', 'together', 'characters'],
  ['characters'],
];
const STUDENT_VIEWS: NetworkSpec['views'] = ['words', 'neighbours', 'characters'];

/** A linear teacher has a table of 2^bits rows of all classes: 20 MB at 2^15 and 150 classes. */
const LINEAR_BITS_MAX = 15;
const TEACHER_BITS_MAX = 15;
const TEACHER_SIZE = 96;
const STUDENT_SIZE = 96;
const STUDENT_BITS_MAX = 13;
const BITS_MIN = 10;

/** A table has about this many buckets for each example: more would only stay empty. */
const BUCKETS_PER_EXAMPLE = 4;

/** Small sets need more rounds: each has fewer steps. */
const STEPS_WANTED = 30_000;
const TEACHER_EPOCHS = { min: 15, max: 40 };
const STUDENT_EPOCHS = { min: 30, max: 60 };

/** Bytes of the file that are neither tables nor outputs: header, labels, biases. */
const OVERHEAD_BYTES = 6_000;

/** Measures of all networks. The student's file stays below `maxBytes` (at least one of 2^10 buckets is made, 60 KB). */
export function planNetworks(examples: number, classes: number, maxBytes: number): IntentPlan {
  const wanted = Math.ceil(Math.log2(Math.max(1, examples * BUCKETS_PER_EXAMPLE)));
  const bits = (most: number) => Math.min(most, Math.max(BITS_MIN, wanted));
  const knownSize = bits(17);
  const fixed = OVERHEAD_BYTES + 2 ** (knownSize - 3) + STUDENT_SIZE * classes + 40 * classes;
  const fits = Math.floor(Math.log2(Math.max(1, (maxBytes - fixed) / (STUDENT_SIZE / 2))));
  return {
    teachers: [
      ...TEACHER_VIEWS.map((views) => ({ views, bits: bits(TEACHER_BITS_MAX), size: TEACHER_SIZE })),
      {
        views: ['words', 'neighbours', 'together', 'characters'],
        bits: bits(LINEAR_BITS_MAX),
        size: 0,
      },
    ],
    teacherEpochs: epochs(examples, TEACHER_EPOCHS),
    students: [
      {
        views: STUDENT_VIEWS,
        bits: Math.max(BITS_MIN, Math.min(bits(STUDENT_BITS_MAX), fits)),
        size: STUDENT_SIZE,
      },
    ],
    studentEpochs: epochs(examples, STUDENT_EPOCHS),
    tableBits: 4,
    knownSize,
  };
}

function epochs(examples: number, { min, max }: { min: number; max: number }): number {
  return Math.max(min, Math.min(max, Math.round(STEPS_WANTED / Math.max(1, examples))));
}
