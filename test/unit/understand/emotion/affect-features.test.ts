import { describe, expect, test } from 'vitest';
import { affectFeatures, affectTokens } from '../../../../src/understand/emotion/affect-features.ts';
import { decodeAffectModel, encodeAffectModel } from '../../../../src/understand/emotion/affect-model.ts';
import { toneSignals } from '../../../../src/understand/emotion/tone-signals.ts';
import { modelFile, shippedModels } from './shipped-models.ts';

describe('affectTokens', () => {
  test('marks what is shouted, stretched and negated', () => {
    const tokens = affectTokens("I'm NOT sooooo happy. Fine");
    expect(tokens.map((token) => token.text)).toEqual(["i'm", 'not', 'soo', 'happy', '.', 'fine']);
    expect(tokens.map((token) => token.shouted)).toEqual([false, true, false, false, false, false]);
    expect(tokens.map((token) => token.stretched)).toEqual([false, false, true, false, false, false]);
    expect(tokens.map((token) => token.negated)).toEqual([false, false, true, true, false, false]);
  });

  test('keeps an emoji as a token of its own', () => {
    expect(affectTokens('nice👍👍').map((token) => token.text)).toEqual(['nice', '👍', '👍']);
  });
});

describe('affectFeatures', () => {
  test('gives a vector of length 1, the same for the same text', () => {
    const { hashes, values } = affectFeatures('Still no answer!!');
    expect(Math.hypot(...values)).toBeCloseTo(1, 5);
    expect(affectFeatures('Still no answer!!')).toEqual({ hashes, values });
  });
});

describe('toneSignals', () => {
  test('a negation moves a word to the other side', () => {
    expect(toneSignals('not helpful')).toMatchObject({ good: 0, bad: 1 });
    expect(toneSignals('no problems, not bad')).toMatchObject({ good: 1, bad: 0 });
  });

  test('counts capitals, marks, emoji and waiting', () => {
    const signals = toneSignals('STILL NOTHING after weeks?!! 😡');
    expect(signals).toMatchObject({ pressing: true, bad: 1, asks: false });
    expect(signals.worn).toBeGreaterThanOrEqual(2);
    expect(signals.shouted).toBeCloseTo(0.5);
  });
});

describe('the model files', () => {
  test('are written back byte for byte', () => {
    const { emotion, sentiment } = shippedModels();
    expect(encodeAffectModel(emotion)).toEqual(new Uint8Array(modelFile('emotion')));
    expect(encodeAffectModel(sentiment)).toEqual(new Uint8Array(modelFile('sentiment')));
  });

  test('fit their bounds: 450 KB for emotion and for sentiment', () => {
    expect(modelFile('emotion').byteLength).toBeLessThanOrEqual(450_000);
    expect(modelFile('sentiment').byteLength).toBeLessThanOrEqual(450_000);
  });

  test('are refused as another kind and when damaged', () => {
    const bytes = new Uint8Array(modelFile('sentiment'));
    expect(decodeAffectModel(bytes, 'emotion')).toMatchObject({ ok: false, error: 'other_kind' });
    bytes[5_000] = (bytes[5_000] ?? 0) ^ 1;
    expect(decodeAffectModel(bytes, 'sentiment')).toMatchObject({ ok: false, error: 'damaged' });
  });
});
