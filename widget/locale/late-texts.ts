import type { Language } from './texts.ts';

/** The files of the languages that do not travel with an app; each is fetched by those who read it. */
export type LateTexts<T> = Record<Exclude<Language, 'en'>, () => Promise<{ texts: T }>>;

/** The texts of a language. English when its file cannot be fetched: words are better than none. */
export async function lateTexts<T>(language: Language, en: T, others: LateTexts<T>): Promise<T> {
  if (language === 'en') return en;
  try {
    return (await others[language]()).texts;
  } catch {
    return en;
  }
}
