import type { LlmUsage, ModelName } from '../../domain/llm.ts';
import { PRICES, type Price, type Rates } from './prices.ts';

/** Prices that a deployment adds or replaces, by the model's whole name. */
export type PriceOverrides = Readonly<Partial<Record<ModelName, Rates>>>;

export const NO_OVERRIDES: PriceOverrides = {};

/** A version at the end of a name: `-2026-09-22`, `-20250929`, `-latest`. Nothing else is left out: `-fast` is another price. */
const VERSION = /-(?:\d{4}-\d{2}-\d{2}|\d{8}|latest)$/;

/** The rounding of binary fractions, which must not turn a whole number of micros into the next one. */
const NOISE = 1e-6;

/**
 * What a call cost in millionths of a US dollar, rounded up. `priced` is false where nobody knows, and `micros` is 0 then. Pure.
 */
export function costMicros(
  model: ModelName,
  usage: LlmUsage,
  overrides: PriceOverrides = NO_OVERRIDES,
): { micros: number; priced: boolean } {
  const price = priceOf(model, overrides);
  if (price === null) return { micros: 0, priced: false };
  const read = usage.inputTokens + usage.cachedInputTokens + usage.cacheWriteTokens;
  const rates = ratesFor(price, read);
  const micros =
    usage.inputTokens * rates.input +
    usage.cachedInputTokens * rates.cachedInput +
    usage.cacheWriteTokens * rates.cacheWrite +
    usage.outputTokens * rates.output;
  return { micros: Math.max(0, Math.ceil(micros - NOISE)), priced: true };
}

/** Rates of a call whose input is this long, the dearer of what its input may be counted as; null where no price is known. Pure. */
export function boundRates(
  model: ModelName,
  inputTokens: number,
  overrides: PriceOverrides = NO_OVERRIDES,
): { input: number; output: number } | null {
  const price = priceOf(model, overrides);
  if (price === null) return null;
  const rates = ratesFor(price, inputTokens);
  return { input: Math.max(rates.input, rates.cachedInput, rates.cacheWrite), output: rates.output };
}

function priceOf(model: ModelName, overrides: PriceOverrides): Price | (Rates & { long?: never }) | null {
  const family = familyOf(model);
  return overrides[model] ?? overrides[family] ?? PRICES[model] ?? PRICES[family] ?? null;
}

function familyOf(model: ModelName): ModelName {
  const slash = model.indexOf('/') + 1;
  const name = model.slice(slash).replace(VERSION, '');
  return `${model.slice(0, slash)}${name}` as ModelName;
}

function ratesFor(price: Pick<Price, 'long'> & Rates, inputTokens: number): Rates {
  return price.long && inputTokens > price.long.above ? price.long : price;
}
