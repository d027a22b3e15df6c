import { expect, test } from 'vitest';
import { err, ok } from '../../../src/domain/result.ts';
import { prepareArticle } from '../../../src/retrieve/index-article.ts';
import { vectorizedIndex } from '../../../workers/vectorized-index.ts';
import { article } from '../../support/knowledge-kit.ts';

/** Both indexes, noting what they were asked in which order; they answer as the switches say. */
function open() {
  const asked: string[] = [];
  const state = { stale: false, failing: false };
  let embedded = 0;
  const index = vectorizedIndex(
    {
      replace: async () => {
        asked.push('words replace');
        return state.stale ? err({ reason: 'stale' }) : ok(undefined);
      },
      remove: async () => void asked.push('words remove'),
    },
    {
      index: async ({ chunks }) => {
        asked.push('vectors index');
        return state.failing ? err({ reason: 'quota_exhausted' }) : ok({ embedded: chunks.length });
      },
      remove: async () => {
        asked.push('vectors remove');
        return state.failing ? err({ reason: 'unavailable' }) : ok(undefined);
      },
    },
    (count) => {
      embedded += count;
    },
  );
  return { asked, state, index, embedded: () => embedded };
}

const one = prepareArticle(article({ articleId: 'art_1', body: 'Hello.' }));

test('words come first, in storing and in removing', async () => {
  const { asked, index, embedded } = open();
  expect(await index.replace(one)).toEqual({ ok: true, value: undefined });
  await index.remove('org_a', 'art_1');
  expect(asked).toEqual(['words replace', 'vectors index', 'words remove', 'vectors remove']);
  expect(embedded()).toBe(1);
});

test('a version that came late is not embedded', async () => {
  const { asked, state, index } = open();
  state.stale = true;
  expect(await index.replace(one)).toEqual({ ok: false, error: { reason: 'stale' } });
  expect(asked).toEqual(['words replace']);
});

test('when the vectors fail, the words are served and the reason is told', async () => {
  const { asked, state, index } = open();
  state.failing = true;
  await expect(index.replace(one)).rejects.toThrow(/quota_exhausted/);
  expect(asked).toEqual(['words replace', 'vectors index']);
  await expect(index.remove('org_a', 'art_1')).rejects.toThrow(/unavailable/);
});
