import { AppError } from '../src/domain/errors.ts';
import { openModels, type UnderstandModels } from '../src/understand/open-models.ts';
import { wordMeanings } from './word-meanings.ts';

let opened: Promise<UnderstandModels> | null = null;

/** The built-in models, read from the script's data modules by the first who needs them; one copy an isolate. */
export function understandModels(): Promise<UnderstandModels> {
  opened ??= load();
  return opened;
}

async function load(): Promise<UnderstandModels> {
  const [directions, language, intent, emotion, sentiment, guard] = await Promise.all([
    wordMeanings(),
    import('../src/understand/models/language.bin'),
    import('../src/understand/models/intent.bin'),
    import('../src/understand/models/emotion.bin'),
    import('../src/understand/models/sentiment.bin'),
    import('../src/understand/models/guard.bin'),
  ]);
  const files = {
    language: language.default,
    intent: intent.default,
    emotion: emotion.default,
    sentiment: sentiment.default,
    guard: guard.default,
  };
  const models = openModels(files, directions);
  if (models.ok) return models.value;
  const { model, problem } = models.error;
  throw new AppError('configuration', `the ${model} model cannot be used (${problem}): deploy again`);
}
