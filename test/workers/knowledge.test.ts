import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { extractAnswer } from '../../src/answer/extract.ts';
import { analyze } from '../../src/retrieve/analyze.ts';
import { indexArticle, removeArticle } from '../../src/retrieve/index-article.ts';
import { search } from '../../src/retrieve/search.ts';
import { KnowledgeIndex } from '../../src/store/knowledge/knowledge-index.ts';

let index: KnowledgeIndex;
let organizationId: string;
let count = 0;

beforeEach(() => {
  index = new KnowledgeIndex(env.KNOWLEDGE);
  count += 1;
  organizationId = `org_${count}`;
});

const put = (articleId: string, body: string, version = 1, format: 'markdown' | 'html' = 'markdown') =>
  indexArticle(
    {
      organizationId,
      articleId,
      version,
      externalId: articleId,
      title: 'Notes',
      body,
      format,
      url: null,
      tags: ['apex'],
      locale: 'en',
    },
    { index },
  );
const ask = (query: string) => search({ organizationId, query, limit: 5, tags: ['apex'] }, { index });

describe('knowledge in the real D1', () => {
  test('an article is indexed, found by code, phrase and misspelling, answered from, replaced and removed', async () => {
    await put(
      'art_1',
      'UNABLE_TO_LOCK_ROW means that another transaction holds the record. Sort records by parent id.',
    );
    for (const query of ['UNABLE_TO_LOCK_ROW', 'another transaction holds', 'anther transacton', 'trans']) {
      expect((await ask(query)).passages[0]).toMatchObject({ articleId: 'art_1', articleVersion: 1 });
    }
    const question = 'What does UNABLE_TO_LOCK_ROW mean?';
    const answer = extractAnswer({ question, found: await ask(question), threshold: 0 }, { analyze });
    expect(answer.text).toContain('another transaction holds the record. ');
    await put('art_1', '<p>The giraffe &amp; the <b>zebra</b>.</p><script>no()</script>', 2, 'html');
    expect((await ask('UNABLE_TO_LOCK_ROW')).passages).toEqual([]);
    expect((await ask('giraffe')).passages[0]?.text).toBe('The giraffe & the zebra.');
    expect(await put('art_1', 'old', 1)).toEqual({ ok: false, error: { reason: 'stale' } });
    await removeArticle({ organizationId, articleId: 'art_1' }, { index });
    expect((await ask('giraffe')).passages).toEqual([]);
  });

  test('an article of 900 KB fits into one transaction', async () => {
    expect(await put('art_1', `${'filler words without end '.repeat(36_000)} quetzalcoatl`)).toMatchObject({
      ok: true,
    });
    expect((await ask('quetzalcoatl')).passages).toHaveLength(1);
  });

  test('query syntax in a question is text', async () => {
    await put('art_1', 'Locks.');
    for (const query of ['NEAR(locks "', 'body: locks*', 'locks AND', '"" ^ - :'])
      await expect(ask(query)).resolves.toHaveProperty('passages');
  });
});
