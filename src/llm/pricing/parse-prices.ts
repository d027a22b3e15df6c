import * as z from 'zod';
import { LLM_VENDORS, type ModelName } from '../../domain/llm.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { PriceOverrides } from './cost.ts';
import type { Rates } from './prices.ts';

/** More is no price for a million tokens but a slip: somebody gave the price of a token, or cents. */
const USD_MAX = 10_000;
/** The text is parsed by every isolate. */
const PRICES_MAX = 200;

const usd = z.number().min(0).max(USD_MAX);
const ratesSchema = z.strictObject({
  input: usd,
  output: usd,
  cachedInput: usd.optional(),
  cacheWrite: usd.optional(),
});
const pricesSchema = z.record(z.string(), ratesSchema);

const EXAMPLE = '{"compatible/my-model":{"input":0.5,"output":1.5}}';

/**
 * Reads LLM_PRICES: US dollars for a million tokens by model, e.g. `{"compatible/my-model":{"input":0.5,"output":1.5}}`. What is not
 * said of cached input and cache writes costs what input costs. The error says what to put right.
 */
export function parsePrices(text: string | undefined): Result<PriceOverrides, string> {
  if (!text?.trim()) return ok({});
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return err(`LLM_PRICES is not JSON; expected e.g. ${EXAMPLE}`);
  }
  const parsed = pricesSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.join('.') || 'the whole value';
    return err(`LLM_PRICES: ${where}: ${issue?.message ?? 'not understood'}; expected e.g. ${EXAMPLE}`);
  }
  const entries = Object.entries(parsed.data);
  if (entries.length > PRICES_MAX)
    return err(`LLM_PRICES has ${entries.length} models; at most ${PRICES_MAX}`);
  const prices: Partial<Record<ModelName, Rates>> = {};
  for (const [name, { input, output, cachedInput = input, cacheWrite = input }] of entries) {
    if (!isModelName(name)) {
      return err(
        `LLM_PRICES: "${name}" is no model; a name begins with ${LLM_VENDORS.map((one) => `${one}/`).join(', ')}`,
      );
    }
    prices[name] = { input, output, cachedInput, cacheWrite };
  }
  return ok(prices);
}

function isModelName(name: string): name is ModelName {
  return LLM_VENDORS.some((vendor) => name.startsWith(`${vendor}/`) && name.length > vendor.length + 1);
}
