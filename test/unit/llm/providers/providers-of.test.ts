import { describe, expect, test } from 'vitest';
import { AppError } from '../../../../src/domain/errors.ts';
import { checkProviders, type LlmEnv, providersOf } from '../../../../src/llm/providers/providers-of.ts';
import { scriptedFetch } from './scripted-fetch.ts';
import { chatEvents, endOf, eventsOf } from './wire-samples.ts';

const deps = { fetch: scriptedFetch({}).fetch, clock: () => 0 };
const AI = { run: async () => null };
const ALL: LlmEnv = {
  OPENAI_API_KEY: 'sk-a',
  ANTHROPIC_API_KEY: 'sk-ant-b',
  LLM_URL: 'http://127.0.0.1:8080/v1/',
  LLM_MODEL: 'qwen3',
  WORKERS_AI_MODEL: '@cf/meta/llama-4-scout-17b-16e-instruct',
  AI,
};

describe('the providers of a deployment', () => {
  test('are none without a key, whatever else is bound, and empty values are none', () => {
    for (const env of [{}, { AI }, { OPENAI_API_KEY: '', LLM_URL: '', LLM_CHAIN: '' }]) {
      const { providers, chains } = providersOf(env, deps);
      expect(providers.size).toBe(0);
      expect(chains).toEqual({ answer: [], summary: [], classify: [] });
    }
  });

  test('are asked in the order Anthropic, OpenAI, compatible server, Workers AI, with a fast model each', () => {
    const { providers, chains } = providersOf(ALL, deps);
    const chain = [
      'anthropic/claude-haiku-5-5',
      'openai/gpt-6-luna',
      'compatible/qwen3',
      'workers-ai/@cf/meta/llama-4-scout-17b-16e-instruct',
    ];
    expect(chains).toEqual({ answer: chain, summary: chain, classify: chain });
    expect([...providers].map(([vendor, provider]) => [vendor, provider.vendor])).toEqual(
      ['anthropic', 'openai', 'compatible', 'workers-ai'].map((vendor) => [vendor, vendor]),
    );
  });

  test('are asked as the chains say, each task by its own, and else by that of answers', () => {
    const { chains } = providersOf(
      {
        ...ALL,
        OPENAI_MODEL: 'gpt-6-sol',
        LLM_CHAIN: ' openai/gpt-6-sol , compatible/models/qwen3:8b',
        LLM_CLASSIFY_CHAIN: 'openai/gpt-5-nano',
      },
      deps,
    );
    expect(chains).toEqual({
      answer: ['openai/gpt-6-sol', 'compatible/models/qwen3:8b'],
      summary: ['openai/gpt-6-sol', 'compatible/models/qwen3:8b'],
      classify: ['openai/gpt-5-nano'],
    });
  });

  test('really call what they were configured with', async () => {
    const { fetch, sent } = scriptedFetch({ pieces: chatEvents(['Hi']) });
    const { providers } = providersOf(
      { ...ALL, OPENAI_BASE_URL: 'https://gateway.example/openai/' },
      { ...deps, fetch },
    );
    for (const vendor of ['openai', 'compatible'] as const) {
      const provider = providers.get(vendor);
      if (!provider) throw new Error('not configured');
      expect(endOf(await eventsOf(provider))).toBe('complete');
    }
    expect(sent.map(({ url }) => url)).toEqual([
      'https://gateway.example/openai/chat/completions',
      'http://127.0.0.1:8080/v1/chat/completions',
    ]);
  });
});

describe('a wrong setting is told with its name and what to do', () => {
  test.each<[Partial<LlmEnv>, RegExp]>([
    [{ OPENAI_API_KEY: 'sk-a b' }, /^OPENAI_API_KEY holds spaces.*Paste the key alone$/],
    [{ OPENAI_API_KEY: '"sk-a"' }, /^OPENAI_API_KEY holds spaces, quotes/],
    [{ OPENAI_API_KEY: 'sk-a\n' }, /^OPENAI_API_KEY/],
    [{ ANTHROPIC_API_KEY: 'schlüssel' }, /^ANTHROPIC_API_KEY/],
    [{ ANTHROPIC_API_KEY: 'x'.repeat(1_000) }, /^ANTHROPIC_API_KEY/],
    [
      { OPENAI_MODEL: 'gpt-6-luna' },
      /^OPENAI_MODEL is set, and OPENAI_API_KEY is not\. Set OPENAI_API_KEY, or remove OPENAI_MODEL$/,
    ],
    [
      { ANTHROPIC_BASE_URL: 'https://gateway.example' },
      /^ANTHROPIC_BASE_URL is set, and ANTHROPIC_API_KEY is not/,
    ],
    [{ LLM_KEY: 'k' }, /^LLM_KEY is set, and LLM_URL is not/],
    [
      { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: 'http://api.openai.com/v1' },
      /^OPENAI_BASE_URL must be an https address/,
    ],
    [{ OPENAI_API_KEY: 'k', OPENAI_BASE_URL: 'api.openai.com' }, /^OPENAI_BASE_URL must be an https address/],
    [{ OPENAI_API_KEY: 'k', OPENAI_BASE_URL: 'http://localhost.attacker.example' }, /^OPENAI_BASE_URL/],
    [
      { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: 'https://user:secret@api.openai.com/v1' },
      /^OPENAI_BASE_URL must hold no user/,
    ],
    [
      { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: 'https://api.openai.com/v1?key=secret' },
      /^OPENAI_BASE_URL must hold no user/,
    ],
    [
      { ANTHROPIC_API_KEY: 'k', ANTHROPIC_BASE_URL: 'https://api.anthropic.com/v1/' },
      /^ANTHROPIC_BASE_URL must not end with \/v1/,
    ],
    [{ LLM_URL: 'file:///etc/passwd', LLM_MODEL: 'm' }, /^LLM_URL must be an https address/],
    [{ LLM_URL: 'https://models.example/v1' }, /^LLM_URL is set, and LLM_MODEL is not\. Set LLM_MODEL/],
    [
      { LLM_URL: 'https://models.example/v1', LLM_MODEL: 'two models' },
      /^LLM_MODEL must be the name of one model/,
    ],
    [
      { WORKERS_AI_MODEL: '@cf/meta/llama-4-scout-17b-16e-instruct' },
      /^WORKERS_AI_MODEL is set, and there is no binding AI\. Add/,
    ],
    [{ WORKERS_AI_MODEL: 'llama', AI }, /^WORKERS_AI_MODEL must be a full name/],
    [
      { OPENAI_API_KEY: 'k', LLM_CHAIN: 'anthropic/claude-haiku-5-5' },
      /^LLM_CHAIN names anthropic, and ANTHROPIC_API_KEY is not set\. Set it, or remove anthropic from LLM_CHAIN$/,
    ],
    [{ OPENAI_API_KEY: 'k', LLM_SUMMARY_CHAIN: 'gpt-6-luna' }, /^LLM_SUMMARY_CHAIN must be a list such as/],
    [{ OPENAI_API_KEY: 'k', LLM_CLASSIFY_CHAIN: 'openai/,' }, /^LLM_CLASSIFY_CHAIN must be a list such as/],
    [{ LLM_CHAIN: 'mistral/x' }, /^LLM_CHAIN must be a list such as/],
    [
      { OPENAI_API_KEY: 'k', LLM_CHAIN: 'openai/gpt-6-luna, openai/gpt-6-luna' },
      /^LLM_CHAIN names openai\/gpt-6-luna twice\. Name each model once$/,
    ],
    [{ OPENAI_API_KEY: 'k', LLM_CHAIN: `openai/${'m'.repeat(201)}` }, /^LLM_CHAIN must be a list such as/],
    [{ OPENAI_API_KEY: 'k', LLM_CHAIN: 'openai/gpt 6' }, /^LLM_CHAIN must be a list such as/],
    [{ OPENAI_API_KEY: 'k', OPENAI_MODEL: 'gpt-6\u0007' }, /^OPENAI_MODEL must be the name of one model/],
  ])('%j', (env, message) => {
    expect(() => providersOf(env, deps)).toThrow(AppError);
    const problems = checkProviders(env);
    expect(problems).toEqual([expect.stringMatching(message)]);
    expect(problems[0]).not.toMatch(/secret|sk-a|schlüssel|xxx/);
  });

  test('and nothing is told of a right one', () => {
    expect(checkProviders(ALL)).toEqual([]);
    expect(checkProviders({})).toEqual([]);
  });
});
