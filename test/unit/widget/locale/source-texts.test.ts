import { expect, test } from 'vitest';
import { sourceTexts } from '../../../../widget/locale/source-texts.ts';
import { LANGUAGES } from '../../../../widget/locale/texts.ts';

test('the view of a source speaks every interface language, each in its own words', () => {
  expect(Object.keys(sourceTexts).sort()).toEqual([...LANGUAGES].sort());
  const keys = Object.keys(sourceTexts.en).sort();
  for (const language of LANGUAGES) {
    expect(Object.keys(sourceTexts[language]).sort()).toEqual(keys);
    expect(Object.values(sourceTexts[language]).every((text) => text.trim().length > 1)).toBe(true);
    if (language !== 'en') expect(sourceTexts[language].title).not.toBe(sourceTexts.en.title);
  }
});
