import { expect, test } from 'vitest';
import type { ArticleInput } from '../../../src/store/articles.ts';
import { recordsFixture } from './records-fixture.ts';

const input = (change: Partial<ArticleInput> = {}): ArticleInput => ({
  externalId: 'doc',
  title: 'Doc',
  body: 'Body',
  format: 'markdown',
  url: null,
  tags: ['a'],
  locale: 'en',
  ...change,
});

async function articles() {
  const fixture = recordsFixture();
  const organizationId = await fixture.organization();
  const put = async (change?: Partial<ArticleInput>) => {
    const stored = await fixture.records.articles.put(organizationId, input(change), 2);
    if (!stored.ok) throw new Error(stored.error.reason);
    return stored.value;
  };
  return { ...fixture, articles: fixture.records.articles, organizationId, put };
}

test('the same content again changes nothing, and other content is a new version that waits for the index', async () => {
  const { articles: repository, organizationId, put } = await articles();
  const first = await put();
  expect(first).toMatchObject({
    created: true,
    changed: true,
    article: { version: 1, indexState: 'pending' },
  });
  await repository.setIndexState(organizationId, first.article.id, 1, { indexState: 'indexed' });
  expect(await put()).toMatchObject({
    created: false,
    changed: false,
    article: { version: 1, indexState: 'indexed' },
  });
  expect(await put({ tags: ['b'] })).toMatchObject({
    created: false,
    changed: true,
    article: { id: first.article.id, version: 2, indexState: 'pending' },
  });
});

test('an index result for an older version is ignored', async () => {
  const { articles: repository, organizationId, put } = await articles();
  const { article } = await put();
  await put({ body: 'Newer' });
  expect(await repository.setIndexState(organizationId, article.id, 1, { indexState: 'indexed' })).toBe(
    false,
  );
  expect((await repository.get(organizationId, 'doc'))?.indexState).toBe('pending');
  const failed = { indexState: 'failed' as const, error: 'x'.repeat(10_000) };
  expect(await repository.setIndexState(organizationId, article.id, 2, failed)).toBe(true);
  expect((await repository.get(organizationId, 'doc'))?.indexError).toHaveLength(500);
});

test('two first uploads of one article at the same moment are one article', async () => {
  const { organizationId, records, put } = await articles();
  const both = await Promise.all([put({ body: 'one' }), put({ body: 'two' })]);
  expect(new Set(both.map((outcome) => outcome.article.id)).size).toBe(1);
  const listed = await records.articles.list(organizationId, {});
  expect(listed.ok && listed.value.data.length).toBe(1);
});

test('the limit stops a new article but not a new version', async () => {
  const { articles: repository, organizationId, put } = await articles();
  await put({ externalId: 'a' });
  await put({ externalId: 'b' });
  expect(await repository.put(organizationId, input({ externalId: 'c' }), 2)).toEqual({
    ok: false,
    error: { reason: 'limit_reached', limit: 2 },
  });
  expect((await put({ externalId: 'a', body: 'changed' })).article.version).toBe(2);
});

test('a list has no bodies and can be narrowed by index state and language', async () => {
  const { articles: repository, organizationId, put } = await articles();
  const one = await put({ externalId: 'a', body: 'THE BODY' });
  await put({ externalId: 'b', locale: 'de' });
  await repository.setIndexState(organizationId, one.article.id, 1, { indexState: 'indexed' });
  const ids = async (filter: Parameters<typeof repository.list>[1]) => {
    const page = await repository.list(organizationId, filter);
    return page.ok ? page.value.data.map((article) => article.externalId).sort() : page.error.reason;
  };
  expect(JSON.stringify(await repository.list(organizationId, {}))).not.toContain('THE BODY');
  expect(await ids({})).toEqual(['a', 'b']);
  expect(await ids({ indexState: 'pending' })).toEqual(['b']);
  expect(await ids({ indexState: 'indexed', locale: 'en' })).toEqual(['a']);
});

test('what waits for the index is found across organizations, longest waiting first', async () => {
  const first = await articles();
  const one = await first.put();
  const second = await articles();
  second.time.now += 60_000;
  const two = await second.put();
  const waiting = (await first.articles.pending(1_000)).map((row) => row.articleId);
  expect(waiting.indexOf(one.article.id)).toBeLessThan(waiting.indexOf(two.article.id));
});

test('what an upload does not say of audience, products and days stays, and what it says makes a new version', async () => {
  const { put } = await articles();
  const labels = {
    audience: ['internal' as const],
    products: ['X1'],
    reviewedOn: '2026-01-02',
    validUntil: '2026-12-31',
  };
  expect((await put(labels)).article).toMatchObject({ ...labels, version: 1 });
  expect(await put()).toMatchObject({ changed: false, article: { ...labels, version: 1 } });
  expect((await put({ validUntil: null })).article).toMatchObject({
    ...labels,
    validUntil: null,
    version: 2,
  });
  expect((await put({ audience: ['public'], products: [], reviewedOn: null })).article).toMatchObject({
    audience: ['public'],
    products: [],
    reviewedOn: null,
    version: 3,
  });
});
