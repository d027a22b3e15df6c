import { describe, expect, test } from 'vitest';
import { texts as en } from '../../../../../widget/console/locale/en.ts';
import { loadTexts } from '../../../../../widget/console/locale/load-texts.ts';
import { LANGUAGES } from '../../../../../widget/locale/texts.ts';

/** Every text by the way to it. */
function flat(texts: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${path}${key}`, value] as const] : [...flat(value, `${path}${key}.`)],
    ),
  );
}

const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
const english = flat(en);

describe.each(LANGUAGES)('%s', (language) => {
  test('every text of the console is there, and has the places of the English one', async () => {
    const texts = flat(await loadTexts(language));
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, text] of texts) {
      expect(text.trim(), key).not.toBe('');
      expect(places(text), key).toEqual(places(english.get(key) ?? ''));
    }
  });

  test('sentences are its own', async () => {
    if (language === 'en') return expect(english.size).toBeGreaterThan(200);
    const texts = flat(await loadTexts(language));
    const same = [...texts].filter(([key, text]) => text.length > 25 && text === english.get(key));
    expect(same).toEqual([]);
  });
});
