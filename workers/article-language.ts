import { AppError } from '../src/domain/errors.ts';
import { detectLanguage } from '../src/understand/language/detect-language.ts';
import { decodeLanguageModel } from '../src/understand/language/language-model.ts';

/** From this probability on the language of an article is known; a short or mixed one says less than nothing said. */
const SURE = 0.8;

let opened: Promise<(text: string) => string | null> | null = null;

/** What tells the language of an article (ISO 639-1, null where the text does not say); the model is opened once an isolate. */
export function articleLanguage(): Promise<(text: string) => string | null> {
  opened ??= open();
  return opened;
}

async function open(): Promise<(text: string) => string | null> {
  const file = await import('../src/understand/models/language.bin');
  const model = decodeLanguageModel(file.default);
  if (!model.ok)
    throw new AppError('configuration', `the language model cannot be used (${model.error}): deploy again`);
  return (text) => {
    const { language, confidence } = detectLanguage(text, model.value);
    return confidence >= SURE ? language : null;
  };
}
