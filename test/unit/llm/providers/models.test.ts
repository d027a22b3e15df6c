import { describe, expect, test } from 'vitest';
import { LLM_VENDORS } from '../../../../src/domain/llm.ts';
import { DEFAULT_MODELS, modelFacts, splitModelName } from '../../../../src/llm/providers/models.ts';

describe('what is known of a model', () => {
  test('is found under its name, a dated one and, behind a gateway, that of its vendor', () => {
    const haiku = modelFacts('anthropic/claude-haiku-4-5');
    expect(haiku).toMatchObject({
      contextTokens: 200_000,
      maxOutputTokens: 64_000,
      prefill: true,
      temperature: false,
    });
    expect(modelFacts('anthropic/claude-haiku-4-5-20251001')).toEqual(haiku);
    expect(modelFacts('compatible/anthropic/claude-haiku-4-5')).toEqual({ ...haiku, prefill: false });
    expect(modelFacts('openai/gpt-4.1-mini-2025-04-14')).toEqual(modelFacts('openai/gpt-4.1-mini'));
  });

  test('is not borrowed from one that is only called like it', () => {
    expect(modelFacts('anthropic/claude-opus-5-9')).toEqual(modelFacts('anthropic/never-heard-of'));
    expect(modelFacts('openai/toString')).toEqual(modelFacts('openai/never-heard-of'));
    expect(modelFacts('openai/__proto__')).toEqual(modelFacts('openai/never-heard-of'));
  });

  test.each(LLM_VENDORS)('of an unknown one of %s the least is assumed', (vendor) => {
    const facts = modelFacts(`${vendor}/never-heard-of`);
    expect(facts).toMatchObject({
      prefill: false,
      thinking: 'absent',
      cacheBreakpoints: false,
      thinkingTokens: 0,
    });
    expect(facts.contextTokens).toBeLessThanOrEqual(200_000);
    expect(facts.maxOutputTokens).toBeLessThan(facts.contextTokens);
  });

  test('the models that are asked by default are known', () => {
    expect(modelFacts(`anthropic/${DEFAULT_MODELS.anthropic}`)).not.toEqual(
      modelFacts('anthropic/never-heard-of'),
    );
    expect(modelFacts(`openai/${DEFAULT_MODELS.openai}`)).not.toEqual(modelFacts('openai/never-heard-of'));
  });

  test('a name is a vendor, a slash and the rest', () => {
    expect(splitModelName('workers-ai/@cf/meta/llama')).toEqual({
      vendor: 'workers-ai',
      model: '@cf/meta/llama',
    });
    for (const name of ['', 'openai', 'openai/', '/gpt', 'mistral/x'])
      expect(splitModelName(name)).toBeNull();
  });
});
