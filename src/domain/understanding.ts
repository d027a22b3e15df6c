import type { Span } from './sentences.ts';

export type { Span };

/** A label with the calibrated probability that it is right, 0 to 1. */
export interface Scored<Label extends string = string> {
  label: Label;
  score: number;
}

export const SENTIMENTS = ['negative', 'neutral', 'positive'] as const;
export type Sentiment = (typeof SENTIMENTS)[number];

/** The six basic emotions of Ekman, and neutral. */
export const EMOTIONS = ['anger', 'disgust', 'fear', 'joy', 'neutral', 'sadness', 'surprise'] as const;
export type Emotion = (typeof EMOTIONS)[number];

export interface Intent {
  name: string;
  /** Calibrated probability, 0 to 1. */
  confidence: number;
}

export const ENTITY_TYPES = [
  'order-number',
  'case-number',
  'salesforce-id',
  'error-code',
  'amount',
  'date',
  'time',
  'email',
  'phone',
  'url',
  'product',
  'apex-class',
  'salesforce-object',
  'salesforce-field',
] as const;
export type EntityType = (typeof ENTITY_TYPES)[number];

/** What a stretch of text names, as a typed value. */
export interface Entity extends Span {
  type: EntityType;
  /** The stretch itself, as written. */
  text: string;
  value: EntityValue;
}

/**
 * `text`: the normal form (a phone number as +digits, a Salesforce id in 18 characters, ...). `amount`: minor units are not
 * assumed; `value` is the decimal number, `currency` ISO 4217 or null. `date` and `time`: ISO 8601, a range where `until`
 * is given (exclusive); without a zone they are meant in the conversation's.
 */
export type EntityValue =
  | { kind: 'text'; text: string }
  | { kind: 'amount'; value: number; currency: string | null }
  | { kind: 'date'; date: string; until?: string }
  | { kind: 'time'; time: string; until?: string };

/** What an injection tries; `none` is the verdict on ordinary text. */
export const ATTACKS = ['none', 'override', 'jailbreak', 'extraction', 'exfiltration'] as const;
export type Attack = (typeof ATTACKS)[number];

/** A signal, never the protection itself: see docs/security.md. */
export interface GuardVerdict {
  attack: Attack;
  /** Probability that the text is an attack, 0 to 1. */
  score: number;
  flagged: boolean;
}

export const TRENDS = ['rising', 'steady', 'falling'] as const;
/** Where frustration goes in the course of a conversation. */
export type Trend = (typeof TRENDS)[number];

/** What a message means. All of it is computed inside the Worker, without a call to anyone. */
export interface Understanding {
  /** ISO 639-1 (639-3 where there is none), or `und` where the text does not say. */
  language: string;
  languageConfidence: number;
  /** Most likely first; empty: out of scope, nothing that is known. */
  intents: Intent[];
  entities: Entity[];
  sentiment: Scored<Sentiment>;
  emotion: Scored<Emotion>;
  /** 0 (calm) to 1 (about to leave), of this message in the light of those before. */
  frustration: number;
  trend: Trend;
  guard: GuardVerdict;
  profane: boolean;
  /** The text with personal data and secrets replaced by tokens such as `[EMAIL_1]`. */
  masked: string;
}

/**
 * What of a message's meaning is stored with it: for the people who read along, for rules and for reports. The guard's verdict
 * is not part of it: the customer can read their own messages, and an attacker must not learn what was noticed.
 */
export interface MessageReading {
  /** As in `Understanding`. */
  language?: string;
  /** The most likely intent; absent: out of scope. */
  intent?: Intent;
  sentiment?: Scored<Sentiment>;
  emotion?: Scored<Emotion>;
  frustration?: number;
  trend?: Trend;
}

/** The stored part of what a message means. */
export function readingOf(meaning: Understanding): MessageReading {
  const { language, intents, sentiment, emotion, frustration, trend } = meaning;
  const [intent] = intents;
  return {
    language,
    ...(intent ? { intent } : {}),
    sentiment,
    emotion,
    frustration,
    trend,
  };
}
