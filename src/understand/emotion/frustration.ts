import type { Scored, Sentiment } from '../../domain/understanding.ts';

/** What tells how frustrated a customer is by now. */
export interface FrustrationInput {
  /** Of this message alone, 0 to 1: `SentimentReading.strain`. */
  strain: number;
  sentiment: Scored<Sentiment>;
  /** Results of this function for the customer's earlier messages, oldest first. */
  previous: readonly number[];
}

/** A conversation's mood so far. Plain JSON: it can be stored and continued. */
export interface AffectTrend {
  /** Moving average of frustration, 0 to 1. */
  frustration: number;
  /** Moving average of sentiment, -1 to 1. */
  value: number;
  /** Where frustration goes: the last message against the average before it. */
  direction: 'rising' | 'steady' | 'falling';
  messages: number;
}

/** Weight of the newest message in a moving average: three messages decide, five are nearly forgotten. */
const NEWEST = 0.5;
/** Share of earlier frustration that a message without complaint carries on: people calm down, but not at once. */
const CARRIED = 0.4;
/** Messages that are looked back on: what is older weighs less than a hundredth. */
const LOOK_BACK = 8;
/** Change of frustration that is more than the noise between two readings of the same mood. */
const NOTICEABLE = 0.12;

/**
 * Frustration after this message, 0 (calm) to 1 (about to leave): its own, and of the room above it a share of what was
 * there before; a satisfied message lets go of that by as much as it is surely satisfied. Never below the message's own.
 * Pure.
 */
export function frustration({ strain, sentiment, previous }: FrustrationInput): number {
  let before = 0;
  for (const level of previous.slice(-LOOK_BACK)) before += NEWEST * (level - before);
  const kept = sentiment.label === 'positive' ? 1 - sentiment.score : 1;
  return clamp(strain + (1 - strain) * before * CARRIED * kept, 0, 1);
}

/** The mood before the first message. */
export function newTrend(): AffectTrend {
  return { frustration: 0, value: 0, direction: 'steady', messages: 0 };
}

/**
 * The mood after one more message, by exponential moving averages; the first message counts in full. `reading`: what
 * `frustration` gave, and `SentimentReading.value`. Pure.
 */
export function nextTrend(trend: AffectTrend, reading: { frustration: number; value: number }): AffectTrend {
  const share = trend.messages === 0 ? 1 : NEWEST;
  const change = reading.frustration - trend.frustration;
  return {
    frustration: clamp(trend.frustration + share * change, 0, 1),
    value: clamp(trend.value + share * (reading.value - trend.value), -1, 1),
    direction: change > NOTICEABLE ? 'rising' : change < -NOTICEABLE ? 'falling' : 'steady',
    messages: trend.messages + 1,
  };
}

function clamp(value: number, least: number, most: number): number {
  return Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : least;
}
