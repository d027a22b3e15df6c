import { describe, expect, test } from 'vitest';
import { texts as en } from '../../../../widget/locale/en.ts';
import { loadTexts } from '../../../../widget/locale/load-texts.ts';
import { fill, LANGUAGES, languageOf } from '../../../../widget/locale/texts.ts';

const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

describe.each(LANGUAGES)('%s', (language) => {
  test('every text is there, is its own, and has the places of the English one', async () => {
    const texts = await loadTexts(language);
    expect(Object.keys(texts).sort()).toEqual(Object.keys(en).sort());
    for (const [key, text] of Object.entries(texts)) {
      expect(text.trim(), key).not.toBe('');
      expect(places(text), key).toEqual(places(en[key as keyof typeof en]));
    }
    if (language !== 'en') expect(texts.greeting).not.toBe(en.greeting);
  });
});

test('a region falls to its language, an unknown language to English', () => {
  expect(languageOf('pt-BR')).toBe('pt');
  expect(languageOf('DE')).toBe('de');
  expect(languageOf('ko-KR')).toBe('en');
  expect(languageOf('')).toBe('en');
});

test('a value is put in as it is, even when it looks like a pattern', () => {
  expect(fill('{name} is writing', '$& {n}')).toBe('$& {n} is writing');
});
