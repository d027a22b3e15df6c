import { describe, expect, test } from 'vitest';
import { detectLanguage } from '../../../../src/understand/language/detect-language.ts';
import {
  decodeLanguageModel,
  encodeLanguageModel,
  type LanguageModel,
} from '../../../../src/understand/language/language-model.ts';

/** Two labels; the weights of every bucket speak for the second. */
function model(): LanguageModel {
  const buckets = 8;
  return {
    threshold: 0.25,
    scripts: {
      latin: {
        labels: ['de', 'en'],
        grams: { buckets, longest: 3, ends: true },
        weights: Int8Array.from({ length: buckets * 2 }, (_, at) => (at % 2 === 0 ? -10 : 10)),
        scales: Float32Array.of(0.5, 0.5),
        bias: Float32Array.of(0, 0),
        temperature: 1,
      },
    },
  };
}

describe('a language model', () => {
  test('survives its file', () => {
    const again = decodeLanguageModel(encodeLanguageModel(model()));
    expect(again).toEqual({ ok: true, value: model() });
  });

  test('gives the same bytes every time', () => {
    expect(encodeLanguageModel(model())).toEqual(encodeLanguageModel(model()));
  });

  test('is refused when a byte changed', () => {
    const bytes = encodeLanguageModel(model());
    bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1;
    expect(decodeLanguageModel(bytes)).toEqual({ ok: false, error: 'damaged' });
  });

  test('answers with the label that its weights speak for', () => {
    const { language, confidence } = detectLanguage('order', model());
    expect(language).toBe('en');
    expect(confidence).toBeGreaterThan(0.9);
  });

  test('is undetermined below its threshold, and for a shared script that it has no weights for', () => {
    expect(detectLanguage('order', { ...model(), threshold: 1.1 }).language).toBe('und');
    expect(detectLanguage('заказ', model()).language).toBe('und');
  });

  test('needs no weights for a script that one language owns', () => {
    expect(detectLanguage('γεια σας', { threshold: 0.25, scripts: {} }).language).toBe('el');
  });
});
