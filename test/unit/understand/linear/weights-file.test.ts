import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeWeights, encodeWeights } from '../../../../src/understand/linear/weights-file.ts';

const file = () => ({
  kind: 'sample',
  meta: { labels: ['ä', 'b'], step: 0.5 },
  sections: {
    first: Int8Array.of(-128, 0, 127),
    second: Float32Array.of(1.5, -2),
    third: Uint16Array.of(65_535),
  },
});

describe('weights file', () => {
  test('what was encoded is read back, meta and every section', () => {
    expect(decodeWeights(encodeWeights(file()), 'sample')).toEqual({ ok: true, value: file() });
  });

  test('the same weights give the same bytes', () => {
    expect(encodeWeights(file())).toEqual(encodeWeights(file()));
  });

  test('sections are views of the file, and a file that lies askew in memory is read as well', () => {
    const bytes = encodeWeights(file());
    const read = decodeWeights(bytes.buffer, 'sample');
    expect(read.ok && read.value.sections.second?.buffer).toBe(bytes.buffer);
    const askew = new Uint8Array(bytes.length + 3).subarray(3);
    askew.set(bytes);
    expect(decodeWeights(askew, 'sample')).toEqual({ ok: true, value: file() });
  });

  test('one flipped bit anywhere is noticed', () => {
    const bytes = encodeWeights(file());
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const damaged = bytes.slice();
        damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(decodeWeights(damaged, 'sample').ok).toBe(false);
      }),
    );
  });

  test('another kind of weights, a short file and no file at all are refused by name', () => {
    expect(decodeWeights(encodeWeights(file()), 'other')).toEqual({ ok: false, error: 'other_kind' });
    expect(decodeWeights(encodeWeights(file()).slice(0, 40), 'sample')).toEqual({
      ok: false,
      error: 'damaged',
    });
    expect(decodeWeights(new Uint8Array(), 'sample')).toEqual({ ok: false, error: 'not_weights' });
  });
});
