import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { err, ok } from '../../../../src/domain/result.ts';
import type { EmbedFailure } from '../../../../src/domain/vectors.ts';
import { prepareArticle } from '../../../../src/retrieve/index-article.ts';
import { embedPassages } from '../../../../src/retrieve/vectors/embed-passages.ts';
import { findSimilar } from '../../../../src/retrieve/vectors/find-similar.ts';
import { indexVectors } from '../../../../src/retrieve/vectors/index-vectors.ts';
import { QueryVectors } from '../../../../src/retrieve/vectors/query-vectors.ts';
import { EMBEDDING_CACHE, StoredEmbeddings } from '../../../../src/store/vectors/embedding-cache.ts';
import { MemoryVectors } from '../../../stand-ins/memory-vectors.ts';
import { article } from '../../../support/knowledge-kit.ts';
import { applyMigrations, nodeD1 } from '../../../support/node-d1.ts';

/** An embedder that counts words by their first letter, and notes what it was given. */
function letters(failure: { now: EmbedFailure | null } = { now: null }) {
  const seen: string[] = [];
  return {
    seen,
    failure,
    name: 'letters-26',
    dimensions: 26,
    maxChars: 400,
    async embed(texts: readonly string[]) {
      if (failure.now) return err(failure.now);
      seen.push(...texts);
      return ok(
        texts.map((text) => {
          const vector = new Float32Array(26);
          for (const word of text.toLowerCase().match(/[a-z]+/g) ?? []) {
            const letter = word.charCodeAt(0) - 97;
            vector[letter] = (vector[letter] ?? 0) + 1;
          }
          const length = Math.hypot(...vector) || 1;
          return vector.map((value) => value / length);
        }),
      );
    },
  };
}

function open() {
  const db = nodeD1();
  applyMigrations(db.sqlite, fileURLToPath(new URL('../../../../migrations/knowledge', import.meta.url)));
  const time = { day: 20_000 };
  const cache = new StoredEmbeddings(db, () => time.day * 86_400_000);
  const vectors = new MemoryVectors();
  const embedder = letters();
  const deps = {
    embedder,
    vectors,
    cache,
    mask: (text: string) => text.replaceAll('Ada Lovelace', '[NAME]'),
  };
  const put = (body: string, version = 1, organizationId = 'org_a') =>
    indexVectors(
      prepareArticle(article({ articleId: 'art_1', title: 'Zebras', body, version, organizationId })),
      deps,
    );
  const ask = (query: string, queries = new QueryVectors()) =>
    findSimilar({ organizationId: 'org_a', query, limit: 5 }, { ...deps, queries });
  return { db, time, cache, vectors, embedder, deps, put, ask };
}

describe('vectors of an article', () => {
  test('an article is found by a question, each chunk embedded with its title and heading', async () => {
    const { put, ask, embedder } = open();
    expect(await put('Lions live long.\n\n## Dogs\nDogs dig deep.')).toEqual({
      ok: true,
      value: { embedded: 2 },
    });
    expect(embedder.seen).toEqual([
      'Zebras\nLions live long.',
      expect.stringMatching(/^Zebras\nDogs\n[\s\S]*Dogs dig deep\./),
    ]);
    const found = await ask('do dogs dig');
    expect(found.ok && found.value[0]).toMatchObject({ chunkId: 'chk_1v1n1', articleId: 'art_1' });
  });

  test('personal data is masked in what is embedded, of articles and of questions', async () => {
    const { put, ask, embedder } = open();
    await put('Written by Ada Lovelace.');
    await ask('who is Ada Lovelace');
    expect(embedder.seen.join()).not.toContain('Ada');
    expect(embedder.seen.at(-1)).toBe('who is [NAME]');
  });

  test('a new version embeds only what changed, and replaces the old one', async () => {
    const { put, ask } = open();
    await put('Lions live long.\n\n## Dogs\nDogs dig deep.\n\n## Cats\nCats climb.');
    expect(await put('Lions live long.\n\n## Dogs\nDogs dig deep.\n\n## Cats\nCats sleep.', 2)).toEqual({
      ok: true,
      value: { embedded: 1 },
    });
    const found = await ask('dogs');
    expect(found.ok && found.value.every(({ chunkId }) => chunkId.startsWith('chk_1v2'))).toBe(true);
    expect(found.ok && found.value.length).toBe(3);
  });

  test('what one organization had embedded is not taken for another', async () => {
    const { put } = open();
    await put('Lions live long.');
    expect(await put('Lions live long.', 1, 'org_b')).toEqual({ ok: true, value: { embedded: 1 } });
  });

  test('a failure stores nothing and names itself; trying again completes it', async () => {
    const { put, ask, embedder, vectors } = open();
    embedder.failure.now = { reason: 'quota_exhausted' };
    expect(await put('Dogs.')).toEqual({ ok: false, error: { reason: 'quota_exhausted' } });
    embedder.failure.now = null;
    vectors.failure = { reason: 'unavailable' };
    expect(await put('Dogs.')).toEqual({ ok: false, error: { reason: 'unavailable' } });
    vectors.failure = null;
    expect(await put('Dogs.')).toEqual({ ok: true, value: { embedded: 0 } });
    expect((await ask('dogs')).ok).toBe(true);
  });
});

describe('vectors of questions', () => {
  test('a question that was asked before is not embedded again; the one not asked for longest is forgotten', async () => {
    const { ask, embedder } = open();
    const queries = new QueryVectors(2);
    for (const query of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(query, queries);
    expect(embedder.seen).toEqual(['a', 'b', 'c', 'b']);
  });

  test('a failure is not remembered', async () => {
    const { ask, embedder } = open();
    const queries = new QueryVectors();
    embedder.failure.now = { reason: 'unavailable' };
    expect((await ask('a', queries)).ok).toBe(false);
    embedder.failure.now = null;
    expect((await ask('a', queries)).ok).toBe(true);
  });

  test('a question without letters asks nobody', async () => {
    const { ask, embedder } = open();
    expect(await ask('  \n ')).toEqual({ ok: true, value: [] });
    expect(embedder.seen).toEqual([]);
  });
});

describe('the cache of embeddings', () => {
  test('a text that stands twice is embedded once, and both get its vector', async () => {
    const { deps, embedder } = open();
    const made = await embedPassages('org_a', ['dogs', 'cats', 'dogs'], deps);
    expect(embedder.seen).toEqual(['dogs', 'cats']);
    expect(made.ok && made.value.vectors[2]).toEqual(made.ok && made.value.vectors[0]);
  });

  test('what is read back is what was embedded within one part in a hundred', async () => {
    const { deps } = open();
    const text = 'an apple a day keeps every doctor far away, or so they say';
    const first = await embedPassages('org_a', [text], deps);
    const second = await embedPassages('org_a', [text], deps);
    if (!first.ok || !second.ok) throw new Error('not embedded');
    expect(second.value.embedded).toBe(0);
    for (const [at, value] of (first.value.vectors[0] ?? []).entries())
      expect(Math.abs((second.value.vectors[0]?.[at] ?? 9) - value)).toBeLessThan(0.01);
  });

  test('only what nobody used for long is dropped', async () => {
    const { deps, cache, time } = open();
    await embedPassages('org_a', ['dogs', 'cats'], deps);
    time.day += 60;
    await embedPassages('org_a', ['dogs'], deps);
    time.day += EMBEDDING_CACHE.keepDays - 50;
    expect(await cache.purge()).toBe(1);
    expect(await cache.purge()).toBe(0);
    const again = await embedPassages('org_a', ['dogs', 'cats'], deps);
    expect(again.ok && again.value.embedded).toBe(1);
  });

  test('a thousand vectors of 1,536 dimensions fit', async () => {
    const { cache } = open();
    const vectors = Array.from({ length: 1_000 }, (_, at) => ({
      hash: `${at}`.padStart(64, '0'),
      vector: Float32Array.from({ length: 1_536 }, (_, place) => Math.cos(at + place)),
    }));
    await cache.put('org_a', 'large', vectors);
    const found = await cache.get(
      'org_a',
      'large',
      vectors.map(({ hash }) => hash),
    );
    expect(found.size).toBe(1_000);
    expect(found.get('0'.repeat(64))).toHaveLength(1_536);
  });
});
