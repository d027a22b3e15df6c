import { BaseAnthropic } from '@anthropic-ai/sdk/client';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ANTHROPIC_VERSION } from '../../../../src/llm/providers/anthropic-provider.ts';
import { guardedFetch } from '../../../../src/llm/providers/guarded-fetch.ts';
import { ANTHROPIC, COMPATIBLE, OPENAI } from './providers-kit.ts';
import { scriptedFetch } from './scripted-fetch.ts';
import { endOf, eventsOf } from './wire-samples.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const ELSEWHERE = 'https://attacker.example/';

/** Whatever the clients would read of the environment, if they were let. */
const ENVIRONMENT = {
  OPENAI_API_KEY: 'sk-from-the-environment',
  OPENAI_ADMIN_KEY: 'sk-from-the-environment',
  OPENAI_ORG_ID: 'org-from-the-environment',
  OPENAI_PROJECT_ID: 'proj-from-the-environment',
  OPENAI_BASE_URL: ELSEWHERE,
  OPENAI_CUSTOM_HEADERS: 'x-leak: from-the-environment\nauthorization: from-the-environment',
  OPENAI_LOG: 'debug',
  ANTHROPIC_API_KEY: 'sk-from-the-environment',
  ANTHROPIC_AUTH_TOKEN: 'from-the-environment',
  ANTHROPIC_BASE_URL: ELSEWHERE,
  ANTHROPIC_CUSTOM_HEADERS: 'x-leak: from-the-environment',
  ANTHROPIC_LOG: 'debug',
  ANTHROPIC_OPEN_TELEMETRY_TRACES_CONTENT_MODE: 'content',
};

describe.each([
  [OPENAI, { authorization: 'Bearer sk-test-key' }],
  [COMPATIBLE, {}],
  [ANTHROPIC, { authorization: 'Bearer sk-ant-test-key', 'anthropic-version': '2026-10-21' }],
] as const)('what leaves for $name', (vendor, key) => {
  test('are the headers that it needs and no other: nothing of system, runtime, versions or environment', async () => {
    for (const [name, value] of Object.entries(ENVIRONMENT)) vi.stubEnv(name, value);
    const { provider, sent } = vendor.open({ pieces: vendor.events(['Hi']) });
    expect(endOf(await eventsOf(provider))).toBe('complete');
    expect(sent[0]?.url.startsWith(ELSEWHERE)).toBe(false);
    expect(sent[0]?.headers).toEqual({
      accept: 'application/json',
      'content-type': 'application/json',
      'user-agent': 'edgewise',
      ...key,
    });
    expect(JSON.stringify(sent)).not.toContain('from-the-environment');
  });

  test('goes to the configured host only: a redirect is not followed, wherever it leads', async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      const { provider, sent } = vendor.open({ status, headers: { location: ELSEWHERE } });
      expect(await eventsOf(provider)).toMatchObject([
        { kind: 'failed', failure: { reason: 'bad_response', next: 'fallback', detail: `status ${status}` } },
      ]);
      expect(sent.map(({ redirect }) => redirect)).toEqual(['manual']);
    }
  });

  test('never reaches the log, not even when an event cannot be read', async () => {
    const log = [
      vi.spyOn(console, 'log'),
      vi.spyOn(console, 'info'),
      vi.spyOn(console, 'warn'),
      vi.spyOn(console, 'error'),
      vi.spyOn(console, 'debug'),
    ];
    for (const [name, value] of Object.entries(ENVIRONMENT)) vi.stubEnv(name, value);
    const garbage = 'event: content_block_delta\ndata: {"my card is 4242\n\n';
    for (const pieces of [vendor.events(['Hi']), [...vendor.events(['Hi'], false), garbage]])
      await eventsOf(vendor.open({ pieces }).provider);
    await eventsOf(vendor.open({ status: 400, pieces: ['{"error":{"message":"4242"}}'] }).provider);
    for (const spy of log) expect(spy).not.toHaveBeenCalled();
  });
});

test('Anthropic is told the version of the format that its client writes and reads', async () => {
  let version: string | null = null;
  const client = new BaseAnthropic({
    apiKey: 'k',
    baseURL: 'https://api.anthropic.com',
    fetch: async (_, init) => {
      version = new Headers(init?.headers).get('anthropic-version');
      return new Response('{}');
    },
  });
  await client.get('/v1/models');
  expect(version).toBe(ANTHROPIC_VERSION);
});

test('a client that turns to another host is refused before anything is sent', async () => {
  const { fetch, sent } = scriptedFetch({});
  const guarded = guardedFetch(fetch, { baseUrl: 'https://api.openai.com/v1', headers: {} });
  for (const url of [
    ELSEWHERE,
    'http://api.openai.com/v1',
    'https://api.openai.com.attacker.example/',
    'https://api.openai.com:444/',
  ])
    await expect(guarded(url, { body: '{}' })).rejects.toThrow('another host');
  expect(sent).toEqual([]);
});

test('an answer larger than any should be is given up, and so is a long error', async () => {
  for (const status of [200, 500]) {
    const { fetch, sent } = scriptedFetch({
      status,
      pieces: Array.from({ length: 40 }, () => 'x'.repeat(1_000_000)),
      after: 'hang',
    });
    const guarded = guardedFetch(fetch, { baseUrl: 'https://api.openai.com/v1', headers: {} });
    const response = await guarded('https://api.openai.com/v1/chat/completions', { body: '{}' });
    await expect(response.text()).rejects.toThrow('larger');
    expect(sent[0]?.cancelled).toBe(true);
  }
});
