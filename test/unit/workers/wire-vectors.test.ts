import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { prepareArticle } from '../../../src/retrieve/index-article.ts';
import { vectorsOf, wireVectors } from '../../../workers/wire-vectors.ts';
import { OpenAiEmbeddings } from '../../stand-ins/openai-embeddings.ts';
import { VectorizeStandIn } from '../../stand-ins/vectorize.ts';
import { article } from '../../support/knowledge-kit.ts';
import { applyMigrations, nodeD1 } from '../../support/node-d1.ts';

let service: OpenAiEmbeddings | null = null;
afterEach(async () => {
  await service?.stop();
  service = null;
});

function openDatabase() {
  const db = nodeD1();
  applyMigrations(db.sqlite, fileURLToPath(new URL('../../../migrations/knowledge', import.meta.url)));
  return db;
}

describe('vectors as the Worker joins them', () => {
  test('without EMBEDDINGS there are none', () => {
    expect(wireVectors({ KNOWLEDGE: openDatabase() })).toBeNull();
    expect(wireVectors({ KNOWLEDGE: openDatabase(), EMBEDDINGS: '' })).toBeNull();
  });

  test.each([
    [{ EMBEDDINGS: 'magic' }, /openai or workers-ai/],
    [{ EMBEDDINGS: 'openai' }, /EMBEDDINGS_KEY/],
    [{ EMBEDDINGS: 'openai', EMBEDDINGS_KEY: 'k', EMBEDDINGS_DIMENSIONS: '4096' }, /8 to 1536/],
    [{ EMBEDDINGS: 'openai', EMBEDDINGS_KEY: 'k', EMBEDDINGS_URL: 'http://example.com/v1' }, /https/],
    [{ EMBEDDINGS: 'workers-ai' }, /binding AI/],
  ])('the settings %j are refused with what to do', (settings, why) => {
    expect(() => wireVectors({ KNOWLEDGE: openDatabase(), ...settings })).toThrow(why);
  });

  test('over HTTP and the embedded index: an article is found by its own words, masked, and gone when removed', async () => {
    const standIn = await OpenAiEmbeddings.start();
    service = standIn;
    const vectors = wireVectors({
      KNOWLEDGE: openDatabase(),
      EMBEDDINGS: 'openai',
      EMBEDDINGS_KEY: 'sk-test',
      EMBEDDINGS_URL: standIn.baseUrl,
      EMBEDDINGS_DIMENSIONS: '64',
    });
    if (!vectors) throw new Error('not wired');
    const one = article({ articleId: 'art_1', title: 'Mail', body: 'Write to jane.doe@example.com today.' });
    expect(await vectors.index(prepareArticle(one))).toEqual({ ok: true, value: { embedded: 1 } });
    expect(JSON.stringify(standIn.seen)).not.toContain('jane.doe');
    const ask = () =>
      vectors.similar({
        organizationId: 'org_a',
        query: 'Mail\nWrite to john@example.com today.',
        limit: 3,
      });
    expect(await ask()).toMatchObject({
      ok: true,
      value: [{ chunkId: 'chk_1v1n0', score: expect.closeTo(1, 1) }],
    });
    await vectors.remove('org_a', 'art_1');
    expect(await ask()).toEqual({ ok: true, value: [] });
    expect(standIn.seen).toHaveLength(2);
  });

  test('an isolate joins them once', () => {
    const settings = { KNOWLEDGE: openDatabase(), EMBEDDINGS: 'openai', EMBEDDINGS_KEY: 'k' };
    expect(vectorsOf(settings)).not.toBeNull();
    expect(vectorsOf(settings)).toBe(vectorsOf(settings));
    const off = { KNOWLEDGE: openDatabase() };
    expect([vectorsOf(off), vectorsOf(off)]).toEqual([null, null]);
  });

  test('with the binding, Vectorize holds the vectors', async () => {
    const standIn = await OpenAiEmbeddings.start();
    service = standIn;
    const VECTORS = new VectorizeStandIn(256, ['article', 'language']);
    const settings = { EMBEDDINGS: 'openai', EMBEDDINGS_KEY: 'k', EMBEDDINGS_URL: standIn.baseUrl };
    const vectors = wireVectors({ KNOWLEDGE: openDatabase(), ...settings, VECTORS });
    await vectors?.index(prepareArticle(article({ articleId: 'art_1', body: 'Hello.' })));
    expect(VECTORS.size).toBe(1);
  });
});
