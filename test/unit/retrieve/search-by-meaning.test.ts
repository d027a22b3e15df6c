import { beforeEach, describe, expect, test } from 'vitest';
import type { SimilarChunk } from '../../../src/retrieve/gather.ts';
import { search } from '../../../src/retrieve/search.ts';
import { openKnowledge } from '../../support/knowledge-kit.ts';

let knowledge: ReturnType<typeof openKnowledge>;

beforeEach(async () => {
  knowledge = openKnowledge();
  await knowledge.put({
    articleId: 'art_export',
    title: 'Export a report',
    body: 'Choose Export in the report.',
  });
  await knowledge.put({
    articleId: 'art_leave',
    title: 'Parental leave',
    body: 'Apply eight weeks before birth.',
  });
});

const ask = async (query: string, near: readonly SimilarChunk[] | null) => {
  const request = { organizationId: 'org_a', limit: 5, query };
  const found = await search(request, { index: knowledge.index, similar: async () => near });
  return found.passages.map((one) => one.articleId);
};
const chunkOf = async (title: string) => {
  const chunk = (await knowledge.ask(title)).passages[0];
  return { chunkId: chunk?.chunkId ?? '', articleId: chunk?.articleId ?? '' };
};

describe('search by meaning beside search by words', () => {
  test('what no word finds is found by its vector', async () => {
    const leave = { ...(await chunkOf('Parental leave')), score: 0.8 };
    expect(await ask('we are having a baby', [leave])).toEqual(['art_leave']);
  });

  test('a chunk that is near in words and meaning comes before one that is near in meaning alone', async () => {
    const [report, leave] = [await chunkOf('Export a report'), await chunkOf('Parental leave')];
    const near = [
      { ...leave, score: 0.8 },
      { ...report, score: 0.79 },
    ];
    expect((await ask('export my report', near))[0]).toBe('art_export');
  });

  test('what the vectors still hold and the index no longer serves is not shown', async () => {
    const gone = { chunkId: 'chk_gonev1n0', articleId: 'art_gone', score: 0.9 };
    const foreign = { ...(await chunkOf('Parental leave')), articleId: 'art_other', score: 0.9 };
    expect(await ask('we are having a baby', [gone, foreign])).toEqual([]);
  });

  test('without an answer from the vectors search goes by words', async () => {
    expect(await ask('export my report', null)).toEqual(['art_export']);
  });
});

test('what another article says in the same words takes no place of its own', async () => {
  const body = `Choose Setup, then Users, and reset the password of the locked user. ${'The user gets a mail with a link that is valid for a day. '.repeat(3)}`;
  await knowledge.put({ articleId: 'art_one', title: 'Reset a locked user', body });
  await knowledge.put({ articleId: 'art_two', title: 'Reset a locked user, copied', body });
  const { passages } = await knowledge.ask('reset password locked user');
  expect(passages.filter((one) => one.text.includes('valid for a day'))).toHaveLength(1);
});
