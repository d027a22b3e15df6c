import { describe, expect, test } from 'vitest';
import type { SearchResult } from '../../../src/domain/passage.ts';
import { ResultCache } from '../../../src/retrieve/result-cache.ts';
import { synonymTable } from '../../../src/retrieve/synonyms.ts';

const REQUEST = { organizationId: 'org_a', query: 'how to export', limit: 5 };

function world() {
  const cache = new ResultCache();
  let searches = 0;
  const state = { version: 1, trips: 0, changesMeanwhile: false, oneVersion: true };
  const deps = {
    version: async () => {
      state.trips += 1;
      return state.version;
    },
    search: async (): Promise<SearchResult> => {
      searches += 1;
      const { version } = state;
      if (state.changesMeanwhile) state.version += 1;
      const signals = { coverage: searches, known: 1, strength: 1, margin: 0 };
      return { passages: [], terms: [], signals, ...(state.oneVersion ? { version } : {}) };
    },
  };
  const ask = async (more = {}) => (await cache.search({ ...REQUEST, ...more }, deps)).signals.coverage;
  return { ask, state };
}

describe('a question that was asked before', () => {
  test('is answered from memory while the knowledge is the same', async () => {
    const { ask } = world();
    expect([await ask(), await ask()]).toEqual([1, 1]);
  });

  test('is searched anew as soon as the knowledge changed', async () => {
    const { ask, state } = world();
    await ask();
    state.version = 2;
    expect([await ask(), await ask()]).toEqual([2, 2]);
  });

  test('is searched anew when the knowledge changed while it was searched for, or was found in no one version', async () => {
    const { ask, state } = world();
    state.changesMeanwhile = true;
    await ask();
    state.changesMeanwhile = false;
    expect(await ask()).toBe(2);
    state.oneVersion = false;
    expect([await ask({ query: 'new' }), await ask({ query: 'new' })]).toEqual([3, 4]);
  });

  test('asks for the version only where there is something to compare with it', async () => {
    const { ask, state } = world();
    await ask();
    expect(state.trips).toBe(0);
    await ask();
    expect(state.trips).toBe(1);
  });

  test.each([
    ['another organization', { organizationId: 'org_b' }],
    ['another language', { locale: 'de' }],
    ['other tags', { tags: ['billing'] }],
    ['another number of passages', { limit: 6 }],
    ['other words for the same', { synonyms: synonymTable([['export', 'dump']]) }],
  ])('is another question for %s', async (_, more) => {
    const { ask } = world();
    await ask();
    expect(await ask(more)).toBe(2);
  });

  test('is searched anew where its passages are too long to be kept', async () => {
    const cache = new ResultCache();
    let searches = 0;
    const text = 'a'.repeat(50_000);
    const passage = { chunkId: 'c', articleId: 'a', articleVersion: 1, ordinal: 0, title: '', heading: '' };
    const deps = {
      version: async () => 1,
      search: async (): Promise<SearchResult> => {
        searches += 1;
        const signals = { coverage: 1, known: 1, strength: 1, margin: 0 };
        return {
          passages: [{ ...passage, url: null, start: 0, score: 1, text }],
          terms: [],
          signals,
          version: 1,
        };
      },
    };
    await cache.search(REQUEST, deps);
    await cache.search(REQUEST, deps);
    expect(searches).toBe(2);
  });

  test('is forgotten when hundreds of others were asked since', async () => {
    const { ask } = world();
    await ask();
    for (let at = 0; at < 300; at += 1) await ask({ query: `other ${at}` });
    expect(await ask()).toBe(302);
  });
});
