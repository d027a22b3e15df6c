import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LLM_VENDORS, type LlmUsage, type ModelName, NO_USAGE } from '../../../../src/domain/llm.ts';
import { boundRates, costMicros } from '../../../../src/llm/pricing/cost.ts';
import { parsePrices } from '../../../../src/llm/pricing/parse-prices.ts';
import { PRICES, PRICES_LOOKED_UP } from '../../../../src/llm/pricing/prices.ts';

const usage = (part: Partial<LlmUsage>): LlmUsage => ({ ...NO_USAGE, ...part });
const million = (part: keyof LlmUsage) => usage({ [part]: 1_000_000 });

describe('what a call costs', () => {
  test('a million tokens of each kind cost what the table says, in millionths of a dollar', () => {
    const model = 'anthropic/claude-sonnet-5-5';
    expect(costMicros(model, million('inputTokens')).micros).toBe(2_000_000);
    expect(costMicros(model, million('cachedInputTokens')).micros).toBe(100_000);
    expect(costMicros(model, million('cacheWriteTokens')).micros).toBe(2_500_000);
    expect(costMicros(model, million('outputTokens')).micros).toBe(10_000_000);
  });

  test('a call that costs a part of a micro costs one, and what costs nothing costs nothing', () => {
    expect(costMicros('openai/gpt-6-luna', usage({ inputTokens: 1 }))).toEqual({ micros: 1, priced: true });
    expect(costMicros('openai/gpt-6-luna', NO_USAGE)).toEqual({ micros: 0, priced: true });
    expect(costMicros('openai/gpt-6-luna', usage({ inputTokens: 30 })).micros).toBe(3);
  });

  test.each([
    ['openai/gpt-6-luna-2026-09-22', 'openai/gpt-6-luna'],
    ['anthropic/claude-haiku-4-5-20251001', 'anthropic/claude-haiku-4-5'],
    ['anthropic/claude-opus-5-5-latest', 'anthropic/claude-opus-5-5'],
  ] as const)('%s costs what %s does', (dated, family) => {
    const some = usage({ inputTokens: 1_000, outputTokens: 500 });
    expect(costMicros(dated, some)).toEqual(costMicros(family, some));
    expect(costMicros(dated, some).priced).toBe(true);
  });

  test.each([
    'openai/gpt-5-mini-fast',
    'openai/gpt-7',
    'compatible/gpt-6-luna',
    'anthropic/gpt-6-luna',
    'openai/',
  ] as const)('%s is not priced: nothing is guessed', (model) => {
    expect(costMicros(model, million('outputTokens'))).toEqual({ micros: 0, priced: false });
    expect(boundRates(model, 1_000)).toBeNull();
  });

  test('input beyond the threshold makes every token of the call dearer', () => {
    const model = 'anthropic/claude-haiku-5-5';
    const at = costMicros(model, usage({ inputTokens: 100_000, outputTokens: 1_000 })).micros;
    const above = costMicros(model, usage({ inputTokens: 100_001, outputTokens: 1_000 })).micros;
    expect([at, above]).toEqual([10_500, 52_501]);
  });

  test('no call costs more than its bound', () => {
    const names = Object.keys(PRICES) as ModelName[];
    const tokens = fc.integer({ min: 0, max: 200_000 });
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        tokens,
        tokens,
        tokens,
        tokens,
        (model, input, hit, write, out) => {
          const bound = boundRates(model, input + hit + write);
          if (bound === null) throw new Error(`${model} is in the table and has no bound`);
          const spent = usage({
            inputTokens: input,
            cachedInputTokens: hit,
            cacheWriteTokens: write,
            outputTokens: out,
          });
          const most = (input + hit + write) * bound.input + out * bound.output;
          expect(costMicros(model, spent).micros).toBeLessThanOrEqual(Math.ceil(most));
        },
      ),
    );
  });

  test('every price names its source, is dated, and stands in a sane order', () => {
    expect(PRICES_LOOKED_UP).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    for (const [model, price] of Object.entries(PRICES)) {
      if (!price) throw new Error(`${model} has no price`);
      expect(
        LLM_VENDORS.some((vendor) => model.startsWith(`${vendor}/`)),
        model,
      ).toBe(true);
      expect(price.source, model).toMatch(/^https:\/\//);
      expect(price.output, model).toBeGreaterThan(price.input);
      expect(price.cachedInput, model).toBeLessThanOrEqual(price.input);
      expect(price.cacheWrite, model).toBeGreaterThanOrEqual(price.input);
    }
  });
});

describe('LLM_PRICES', () => {
  test('prices a model that the table does not know, and replaces one that it does', () => {
    const parsed = parsePrices(
      '{"compatible/x":{"input":1,"output":2},"openai/gpt-6-luna":{"input":3,"output":4,"cachedInput":0}}',
    );
    if (!parsed.ok) throw new Error(parsed.error);
    expect(costMicros('compatible/x', million('cacheWriteTokens'), parsed.value).micros).toBe(1_000_000);
    expect(costMicros('openai/gpt-6-luna', million('inputTokens'), parsed.value).micros).toBe(3_000_000);
    expect(costMicros('openai/gpt-6-luna', million('cachedInputTokens'), parsed.value)).toEqual({
      micros: 0,
      priced: true,
    });
    expect(costMicros('openai/gpt-6-luna-2026-09-22', million('inputTokens'), parsed.value).micros).toBe(
      3_000_000,
    );
  });

  test('is optional', () => {
    expect(parsePrices(undefined)).toEqual({ ok: true, value: {} });
    expect(parsePrices('  ')).toEqual({ ok: true, value: {} });
  });

  test.each([
    ['{', 'not JSON'],
    ['[]', 'the whole value'],
    ['{"compatible/x":{"input":1}}', 'compatible/x.output'],
    ['{"compatible/x":{"input":-1,"output":1}}', 'compatible/x.input'],
    ['{"compatible/x":{"input":1,"output":1,"cached":1}}', 'cached'],
    ['{"mistral/x":{"input":1,"output":1}}', '"mistral/x" is no model'],
    ['{"compatible/":{"input":1,"output":1}}', '"compatible/" is no model'],
  ])('%s is refused with a word on what is wrong', (text, why) => {
    const parsed = parsePrices(text);
    expect(parsed.ok).toBe(false);
    expect(!parsed.ok && parsed.error).toContain(why);
  });
});
