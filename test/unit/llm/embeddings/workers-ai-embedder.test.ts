import { describe, expect, test } from 'vitest';
import { WorkersAiEmbedder } from '../../../../src/llm/embeddings/workers-ai-embedder.ts';

/** An embedder before a binding that answers with what `run` gives. */
function open(run: (model: string, text: string[]) => unknown) {
  const calls: { model: string; text: string[] }[] = [];
  const ai = {
    run: async (model: string, { text }: { text: string[] }) => {
      calls.push({ model, text });
      return run(model, text);
    },
  };
  const settings = { model: '@cf/baai/bge-m3', dimensions: 4, maxChars: 50 };
  const deps = { clock: () => 0, random: () => 0, sleep: async () => {} };
  return { calls, embedder: new WorkersAiEmbedder(ai, settings, deps) };
}

const good = (text: string[]) => ({ shape: [text.length, 4], data: text.map(() => [3, 0, 4, 0]) });

describe('embedding with Workers AI', () => {
  test('texts come back as vectors of unit length; long ones are cut, many go in several calls', async () => {
    const { calls, embedder } = open((_, text) => good(text));
    const result = await embedder.embed(
      Array.from({ length: 250 }, () => 'x'.repeat(80)),
      'passage',
    );
    expect(result.ok && result.value.length).toBe(250);
    expect(result.ok && [...(result.value[0] ?? [])]).toEqual([
      expect.closeTo(0.6),
      0,
      expect.closeTo(0.8),
      0,
    ]);
    expect(calls.map(({ text }) => text.length)).toEqual([100, 100, 50]);
    expect(calls.every(({ text }) => text.every((one) => one.length === 50))).toBe(true);
    expect(calls[0]?.model).toBe('@cf/baai/bge-m3');
  });

  test.each([
    ['3036: You have used up your daily free allocation', 'quota_exhausted', 1],
    ['3040: No more data centers to forward the request to', 'rate_limited', 4],
    ['5018: The account is not allowed to access this model', 'unauthorized', 1],
    ['5007: No such model', 'refused', 1],
    ['3007: Request timeout', 'unavailable', 4],
    ['internal error', 'unavailable', 4],
  ])('"%s" means %s, after %i calls', async (message, reason, tries) => {
    const { calls, embedder } = open(() => {
      throw new Error(message);
    });
    expect(await embedder.embed(['x'], 'passage')).toMatchObject({ ok: false, error: { reason } });
    expect(calls).toHaveLength(tries);
  });

  test.each([[{ request_id: 'x' }], [{ data: [[1, 2, 3]] }], [{ data: [] }], [null]])(
    'the answer %j is no answer',
    async (body) => {
      const { embedder } = open(() => body);
      expect(await embedder.embed(['x'], 'query')).toMatchObject({
        ok: false,
        error: { reason: 'bad_response' },
      });
    },
  );
});
