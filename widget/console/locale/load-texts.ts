import type { Language } from '../../locale/texts.ts';
import { texts as en } from './en.ts';
import type { Texts } from './texts.ts';

/** English travels with the app; another language is one file of its own, fetched by those who read it. */
const OTHERS: Record<Exclude<Language, 'en'>, () => Promise<{ texts: Texts }>> = {
  de: () => import('./de.ts'),
  fr: () => import('./fr.ts'),
  es: () => import('./es.ts'),
  pt: () => import('./pt.ts'),
  it: () => import('./it.ts'),
  ja: () => import('./ja.ts'),
  ar: () => import('./ar.ts'),
};

/** The console's texts in a language. English when its file cannot be fetched: words are better than none. */
export async function loadTexts(language: Language): Promise<Texts> {
  if (language === 'en') return en;
  try {
    return (await OTHERS[language]()).texts;
  } catch {
    return en;
  }
}
