import { describe, expect, test } from 'vitest';
import { fitTemperature } from '../../../../src/understand/linear/calibrate.ts';
import {
  compressModel,
  decodeModel,
  encodeModel,
  scoreText,
  softmax,
} from '../../../../src/understand/linear/linear-model.ts';
import { type FeatureSpec, features, words } from '../../../../src/understand/linear/ngram-features.ts';
import { addRow, quantize } from '../../../../src/understand/linear/quantize.ts';
import { inverseFrequencies, trainSoftmax } from '../../../../src/understand/linear/train-linear.ts';

const SPEC: FeatureSpec = { bits: 10, words: 2, skips: true, chars: { min: 3, max: 4 } };
const TEXTS: [string, string][] = [
  ['where is my parcel', 'delivery'],
  ['my parcel has not arrived', 'delivery'],
  ['when will the package come', 'delivery'],
  ['track my package please', 'delivery'],
  ['i want my money back', 'refund'],
  ['please refund my money', 'refund'],
  ['refund this payment', 'refund'],
  ['when do i get the money back', 'refund'],
];
const LABELS = ['delivery', 'refund'];

function trainingSet() {
  const plain = TEXTS.map(([text]) => features(text, SPEC));
  const idf = inverseFrequencies(plain, 2 ** SPEC.bits);
  const vectors = TEXTS.map(([text]) => features(text, SPEC, idf));
  const labels = Uint16Array.from(TEXTS, ([, label]) => LABELS.indexOf(label));
  return { set: { vectors, labels, buckets: 2 ** SPEC.bits, classes: 2 }, idf };
}

const softmaxOptions = { seed: 7, epochs: 12, rate: 0.3, penalty: 0, smoothing: 0.05 };

function best(scores: Float32Array): number {
  return scores.indexOf(Math.max(...scores));
}

describe('linear models', () => {
  test.each([4, 8] as const)(
    'a softmax model of %i bits answers unseen wordings after a round trip through its file',
    async (bits) => {
      const { set, idf } = trainingSet();
      const trained = await trainSoftmax(set, softmaxOptions);
      const file = encodeModel(
        compressModel({ kind: 'toy', labels: LABELS, spec: SPEC, idf, ...trained }, bits),
      );
      const model = decodeModel(file, 'toy');
      if (!model.ok) throw new Error(model.error);
      expect(best(scoreText(model.value, 'my package did not arrive'))).toBe(0);
      expect(best(scoreText(model.value, 'give the money back'))).toBe(1);
    },
  );

  test('the same data and seed give the same bytes, another seed others', async () => {
    const train = async (seed: number) => {
      const { set, idf } = trainingSet();
      const trained = await trainSoftmax(set, { ...softmaxOptions, seed });
      return encodeModel(compressModel({ kind: 'toy', labels: LABELS, spec: SPEC, idf, ...trained }, 8));
    };
    const first = await train(1);
    expect(await train(1)).toEqual(first);
    expect(await train(2)).not.toEqual(first);
  });
});

describe('features', () => {
  test('case, full width and the digits of a number make no difference', () => {
    expect(words('ORDER １２３ arrived!')).toEqual(words('order 987 arrived!'));
  });

  test('a vector has length 1, and an empty text has none', () => {
    const { values } = features('Where is my order? Where?', SPEC);
    expect(values.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 5);
    expect(features('', SPEC).indices).toHaveLength(0);
  });
});

describe('rounding', () => {
  test.each([
    [8, 0.01],
    [4, 0.15],
  ] as const)('%i bits lose at most that share of a well-spread column', (bits, share) => {
    const weights = Float32Array.from({ length: 300 }, (_, at) => Math.sin(at));
    const matrix = quantize(weights, 3, bits);
    for (let row = 0; row < 100; row += 1) {
      const sums = new Float32Array(3);
      addRow(matrix, row, 1, sums);
      for (let column = 0; column < 3; column += 1) {
        const restored = (sums[column] ?? 0) * (matrix.scales[column] ?? 0);
        expect(Math.abs(restored - (weights[row * 3 + column] ?? 0))).toBeLessThan(share);
      }
    }
  });
});

describe('calibration', () => {
  test('a model that is far too sure is cooled until its certainty matches how often it is right', () => {
    const logits = Array.from({ length: 100 }, () => Float32Array.of(8, 0));
    const labels = Array.from({ length: 100 }, (_, at) => (at < 75 ? 0 : 1));
    const temperature = fitTemperature(logits, labels);
    expect(softmax(Float32Array.of(8, 0), temperature)[0]).toBeCloseTo(0.75, 2);
  });

  test('a few examples that are all right leave the doubt that is asked for', () => {
    const logits = Array.from({ length: 20 }, () => Float32Array.of(2, 0, -3));
    const certainty = (doubt: number) =>
      softmax(Float32Array.of(2, 0, -3), fitTemperature(logits, new Uint8Array(20), doubt))[0];
    expect(certainty(0)).toBeGreaterThan(0.999);
    expect(certainty(1 / 22)).toBeCloseTo(1 - 1 / 22, 2);
    expect(fitTemperature([Float32Array.of(3)], [0], 1 / 3)).toBeGreaterThan(0);
  });
});
