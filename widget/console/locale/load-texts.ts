import { type LateTexts, lateTexts } from '../../locale/late-texts.ts';
import type { Language } from '../../locale/texts.ts';
import { texts as en } from './en.ts';
import type { Texts } from './texts.ts';

/** English travels with the app; another language is one file of its own, fetched by those who read it. */
const OTHERS: LateTexts<Texts> = {
  de: () => import('./de.ts'),
  fr: () => import('./fr.ts'),
  es: () => import('./es.ts'),
  pt: () => import('./pt.ts'),
  it: () => import('./it.ts'),
  ja: () => import('./ja.ts'),
  ar: () => import('./ar.ts'),
};

/** The console's texts in a language. */
export const loadTexts = (language: Language): Promise<Texts> => lateTexts(language, en, OTHERS);
