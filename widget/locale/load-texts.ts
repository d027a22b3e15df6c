import { texts as en } from './en.ts';
import { type LateTexts, lateTexts } from './late-texts.ts';
import type { Language, Texts } from './texts.ts';

/** English travels with the app; another language is one small file of its own, fetched by those who read it. */
const OTHERS: LateTexts<Texts> = {
  de: () => import('./de.ts'),
  fr: () => import('./fr.ts'),
  es: () => import('./es.ts'),
  pt: () => import('./pt.ts'),
  it: () => import('./it.ts'),
  ja: () => import('./ja.ts'),
  ar: () => import('./ar.ts'),
};

/** The widget's texts in a language. */
export const loadTexts = (language: Language): Promise<Texts> => lateTexts(language, en, OTHERS);
