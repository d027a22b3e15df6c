import { LANGUAGES, type Language, languageOf } from '../locale/texts.ts';

const KEY = 'edgewise:console:language';

/** The language chosen here before, else the first of the browser's that the console speaks, else English. */
export function chosenLanguage(): Language {
  const stored = read();
  if (stored) return languageOf(stored);
  const spoken = navigator.languages.find((one) =>
    LANGUAGES.some((own) => own === one.slice(0, 2).toLowerCase()),
  );
  return languageOf(spoken ?? 'en');
}

/** Keeps the choice on this device and begins anew in it. */
export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Without storage the language stays the browser's.
  }
  location.reload();
}

function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
