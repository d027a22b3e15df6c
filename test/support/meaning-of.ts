import type { Understanding } from '../../src/domain/understanding.ts';

/** What is understood of a calm message in a language. */
export function meaningOf(language: string, text: string): Understanding {
  return {
    language,
    languageConfidence: 1,
    intents: [],
    entities: [],
    sentiment: { label: 'neutral', score: 1 },
    emotion: { label: 'neutral', score: 1 },
    frustration: 0,
    trend: 'steady',
    guard: { attack: 'none', score: 0, flagged: false },
    profane: false,
    masked: text,
  };
}
