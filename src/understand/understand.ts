import type { Span, Understanding } from '../domain/understanding.ts';
import { isProfane } from './clean/profanity.ts';
import { sanitise } from './clean/sanitise.ts';
import { affectTokens, featuresOfTokens } from './emotion/affect-features.ts';
import { affectMargins } from './emotion/affect-model.ts';
import { frustration, newTrend, nextTrend } from './emotion/frustration.ts';
import { emotionOfFeatures } from './emotion/read-emotion.ts';
import { sentimentOfMargins } from './emotion/read-sentiment.ts';
import { toneSignals } from './emotion/tone-signals.ts';
import { type EntityContext, findEntities } from './entities/find-entities.ts';
import { inspect } from './guard/inspect.ts';
import { classifyIntents } from './intent/classify-intents.ts';
import type { IntentModel } from './intent/intent-model.ts';
import { detectLanguage } from './language/detect-language.ts';
import { mask } from './mask/mask.ts';
import { emptyVault, type MaskVault } from './mask/mask-vault.ts';
import type { UnderstandModels } from './open-models.ts';

/** What the text alone does not say. */
export interface UnderstandContext extends EntityContext {
  /** The customer's previous messages, oldest first: a card number may come in two. */
  before: readonly string[];
  /** How the customer's previous messages read, oldest first: frustration (0 to 1) and sentiment (-1 to 1). */
  moods: readonly { frustration: number; value: number }[];
  vault?: MaskVault;
}

export interface UnderstandDeps {
  models: UnderstandModels;
  /** The organization's own intents; absent: the built-in ones. */
  intents?: IntentModel | null;
}

/** UTF-16 units that the models look at: the longest message. Masking looks at all of it. */
const MODEL_UNITS = 8_000;

/**
 * What a message means: sanitise -> language, intents, entities, feelings, attack, profanity -> mask. Calls nobody; linear in
 * the length of the text; a text that says nothing gives `und`, no intent and neutral feelings. Pure.
 */
export function understand(
  text: string,
  context: UnderstandContext,
  deps: UnderstandDeps,
): Understanding & { vault: MaskVault } {
  const { models } = deps;
  const { text: clean } = sanitise(text, text.length);
  const read = clean.length > MODEL_UNITS ? clean.slice(0, MODEL_UNITS) : clean;
  const { language, confidence } = detectLanguage(read, models.language);
  const { sentiment, value, strain, emotion } = feelings(read, models);
  const previous = context.moods.map((mood) => mood.frustration);
  const level = frustration({ strain, sentiment, previous });
  const masked = mask(clean, context.vault ?? emptyVault(), { before: context.before });
  return {
    language,
    languageConfidence: confidence,
    intents: wordsIn(read)
      ? classifyIntents(withoutValues(read, masked.spans), deps.intents ?? models.intent)
      : [],
    entities: findEntities(text.slice(0, MODEL_UNITS), context),
    sentiment,
    emotion,
    frustration: level,
    trend: nextTrend(context.moods.reduce(nextTrend, newTrend()), { frustration: level, value }).direction,
    guard: inspect(read, models.guard, 'message'),
    profane: isProfane(read, language),
    masked: masked.text,
    vault: masked.vault,
  };
}

/** Sentiment and emotion, from the same cut into words. */
function feelings(text: string, { sentiment, emotion }: UnderstandModels) {
  const tokens = affectTokens(text);
  const features = featuresOfTokens(tokens);
  const margins = affectMargins(sentiment, features);
  return {
    ...sentimentOfMargins(margins, toneSignals(text, tokens), sentiment),
    emotion: emotionOfFeatures(features, emotion).emotion,
  };
}

/** False for what holds no letter: digits, signs and emoji say nothing of what is wanted. */
function wordsIn(text: string): boolean {
  return /\p{L}/u.test(text);
}

/** The text without personal values: whose address it is says nothing of what is wanted. Of the same length. */
function withoutValues(text: string, spans: readonly Span[]): string {
  let out = '';
  let at = 0;
  for (const { start, end } of spans) {
    if (start >= text.length) break;
    out += `${text.slice(at, start)}${' '.repeat(Math.min(end, text.length) - start)}`;
    at = end;
  }
  return out + text.slice(at);
}
