import { afterEach, describe, expect, test } from 'vitest';
import { HttpEmbedder } from '../../../../src/llm/embeddings/http-embedder.ts';
import { EMBEDDING_LIMITS, OPENAI_EMBEDDINGS } from '../../../../src/llm/embeddings/settings.ts';
import { OpenAiEmbeddings, type Scripted, vectorOf } from '../../../stand-ins/openai-embeddings.ts';

let service: OpenAiEmbeddings | null = null;
afterEach(async () => {
  await service?.stop();
  service = null;
});

/** An embedder before the stand-in. Pauses are noted, not waited. */
async function open(script: Scripted[], more: { dimensions?: number; sendDimensions?: boolean } = {}) {
  const standIn = await OpenAiEmbeddings.start(script);
  service = standIn;
  const pauses: number[] = [];
  let now = 0;
  const embedder = new HttpEmbedder(
    { ...OPENAI_EMBEDDINGS, baseUrl: standIn.baseUrl, apiKey: 'sk-test', dimensions: 16, ...more },
    {
      clock: () => now,
      random: () => 0.5,
      sleep: async (ms) => {
        pauses.push(ms);
        now += ms;
      },
      fetch,
    },
  );
  return { standIn, embedder, pauses, pass: (ms: number) => (now += ms) };
}

describe('embedding over HTTP', () => {
  test('texts come back as vectors of unit length, in their order, whatever the order and encoding of the answer', async () => {
    const { standIn, embedder } = await open(['ok', 'floats', 'shuffled']);
    for (let time = 0; time < 3; time += 1) {
      const result = await embedder.embed(['one', 'two', 'three'], 'passage');
      if (!result.ok) throw new Error(result.error.reason);
      for (const [at, text] of ['one', 'two', 'three'].entries()) {
        for (const [place, value] of vectorOf(text, 16).entries())
          expect(result.value[at]?.[place]).toBeCloseTo(value, 5);
      }
    }
    expect(standIn.seen[0]).toEqual({
      authorization: 'Bearer sk-test',
      body: {
        model: 'text-embedding-3-small',
        input: ['one', 'two', 'three'],
        dimensions: 16,
        encoding_format: 'base64',
      },
    });
  });

  test('the field that some servers refuse is left out where the settings say so', async () => {
    const { standIn, embedder } = await open([], { dimensions: 1_536, sendDimensions: false });
    expect((await embedder.embed(['x'], 'query')).ok).toBe(true);
    expect(standIn.seen[0]?.body).not.toHaveProperty('dimensions');
  });

  test('many and long texts go in requests that the service accepts; empty ones are not sent as such', async () => {
    const { standIn, embedder } = await open([]);
    const texts = [
      ...Array.from({ length: 600 }, (_, at) => `text ${at}`),
      '',
      ' ',
      `${'x'.repeat(8_190)}😀`,
    ];
    const result = await embedder.embed(texts, 'passage');
    expect(result.ok && result.value.length).toBe(603);
    expect(standIn.seen.map(({ body }) => body.input.length)).toEqual([256, 256, 91]);
    const sent = standIn.seen.flatMap(({ body }) => body.input);
    expect(sent.every((text) => text !== '' && text.isWellFormed() && text.length <= 8_191)).toBe(true);
    expect(await embedder.embed([], 'passage')).toEqual({ ok: true, value: [] });
  });

  test('too many requests: the time the service asks for is waited, then it is tried again', async () => {
    const { standIn, embedder, pauses } = await open([
      { rateLimited: { retryAfter: '3' } },
      { rateLimited: { retryAfterMs: '1200' } },
      { rateLimited: {} },
    ]);
    expect((await embedder.embed(['x'], 'passage')).ok).toBe(true);
    expect(pauses).toEqual([3_000, 1_200, 1_500]);
    expect(standIn.seen).toHaveLength(4);
  });

  test('a wait that is longer than a queue should sit is handed to the caller', async () => {
    const { embedder, pauses } = await open([{ rateLimited: { retryAfter: '60' } }]);
    expect(await embedder.embed(['x'], 'passage')).toEqual({
      ok: false,
      error: { reason: 'rate_limited', retryAfterMs: 60_000 },
    });
    expect(pauses).toEqual([]);
  });

  test.each([
    ['insufficient_quota', 'quota_exhausted'],
    ['spend_limit', 'quota_exhausted'],
    ['unauthorized', 'unauthorized'],
  ] as const)('%s is not tried again', async (fault, reason) => {
    const { standIn, embedder } = await open([fault]);
    expect(await embedder.embed(['x'], 'passage')).toEqual({ ok: false, error: { reason } });
    expect(standIn.seen).toHaveLength(1);
  });

  test.each(['server_error', 'overloaded', 'reset'] as const)(
    '%s is tried again, with growing pauses, and then given up',
    async (fault) => {
      const { standIn, embedder, pauses } = await open([fault, fault, fault, fault]);
      expect(await embedder.embed(['x'], 'passage')).toEqual({ ok: false, error: { reason: 'unavailable' } });
      expect(standIn.seen).toHaveLength(EMBEDDING_LIMITS.passageAttempts);
      expect(pauses).toEqual([375, 750, 1_500]);
    },
  );

  test.each(['wrong_dimensions', 'missing_vector', 'not_json', 'not_finite', 'endless'] as const)(
    'an answer that is %s is no answer',
    async (fault) => {
      const { embedder } = await open([fault]);
      expect(await embedder.embed(['x', 'y'], 'passage')).toMatchObject({
        ok: false,
        error: { reason: 'bad_response' },
      });
    },
  );

  test.each(['hang', 'hang_in_body'] as const)(
    'a query does not wait longer than its time when the service answers with %s',
    async (fault) => {
      const { embedder } = await open([fault, fault]);
      expect(await embedder.embed(['x'], 'query')).toEqual({ ok: false, error: { reason: 'unavailable' } });
    },
    10_000,
  );

  test('whoever calls can stop it', async () => {
    const { embedder } = await open(['hang']);
    const control = new AbortController();
    const pending = embedder.embed(['x'], 'passage', control.signal);
    control.abort();
    expect(await pending).toEqual({ ok: false, error: { reason: 'aborted' } });
  });

  test('after failures in a row nobody waits any more, until one call is let through and answered', async () => {
    const { standIn, embedder, pass } = await open(Array.from({ length: 8 }, () => 'server_error' as const));
    await embedder.embed(['x'], 'passage');
    await embedder.embed(['x'], 'passage');
    const asked = standIn.seen.length;
    expect(asked).toBe(5);
    expect(await embedder.embed(['x'], 'query')).toEqual({ ok: false, error: { reason: 'unavailable' } });
    expect(standIn.seen).toHaveLength(asked);
    pass(31_000);
    await embedder.embed(['x'], 'query');
    expect(standIn.seen).toHaveLength(asked + 1);
    pass(31_000);
    await embedder.embed(['x'], 'query');
    pass(31_000);
    await embedder.embed(['x'], 'query');
    pass(31_000);
    expect((await embedder.embed(['x'], 'query')).ok).toBe(true);
    expect((await embedder.embed(['x'], 'query')).ok).toBe(true);
  });

  test('a redirect is not followed: the key goes to nobody else', async () => {
    const { embedder } = await open([]);
    const redirecting = new HttpEmbedder(
      { ...OPENAI_EMBEDDINGS, baseUrl: 'http://127.0.0.1:9/v1', apiKey: 'sk-test' },
      {
        clock: () => 0,
        random: () => 0,
        sleep: async () => {},
        fetch: async (_, init) => {
          expect(init?.redirect).toBe('manual');
          return new Response(null, { status: 302, headers: { location: 'https://elsewhere.example' } });
        },
      },
    );
    expect((await redirecting.embed(['x'], 'query')).ok).toBe(false);
    expect(embedder.name).toBe('text-embedding-3-small-16');
  });
});
