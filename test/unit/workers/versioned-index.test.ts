import { describe, expect, test } from 'vitest';
import { prepareArticle } from '../../../src/retrieve/index-article.ts';
import { versionedIndex } from '../../../workers/versioned-index.ts';
import { article } from '../../support/knowledge-kit.ts';

/** Stores that note what is done to them, and break where they are told to. */
function parts(breaksAt: string | null = null, stale = false) {
  const done: string[] = [];
  const step = (name: string) => async () => {
    if (name === breaksAt) throw new Error(`killed before: ${name}`);
    done.push(name);
  };
  const index = {
    replace: async () => {
      await step('serve')();
      return stale
        ? { ok: false as const, error: { reason: 'stale' as const } }
        : { ok: true as const, value: undefined };
    },
    remove: step('remove'),
  };
  const versions = { keep: step('keep'), served: step('note'), ended: step('end') };
  return { done, stored: versionedIndex({ index, versions, externalId: 'doc' }) };
}

const prepared = prepareArticle(article({ articleId: 'art_1', body: 'Text.' }));

describe('a version', () => {
  test('is stored before it is served, and noted as served after', async () => {
    const { done, stored } = parts();
    await stored.replace(prepared);
    expect(done).toEqual(['keep', 'serve', 'note']);
  });

  test.each([
    ['keep', []],
    ['serve', ['keep']],
    ['note', ['keep', 'serve']],
  ])(
    'is never served without being stored, when it breaks before %s; and indexing is not done',
    async (at, left) => {
      const { done, stored } = parts(at);
      await expect(stored.replace(prepared)).rejects.toThrow('killed');
      expect(done).toEqual(left);
    },
  );

  test('that comes too late is noted as not served', async () => {
    const { done, stored } = parts(null, true);
    expect(await stored.replace(prepared)).toMatchObject({ ok: false });
    expect(done).toEqual(['keep', 'serve', 'end']);
  });

  test('ends when its article has left the index, not before', async () => {
    const { done, stored } = parts();
    await stored.remove('org_a', 'art_1');
    expect(done).toEqual(['remove', 'end']);
  });
});
