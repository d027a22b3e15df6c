import { env } from 'cloudflare:test';
import { describe, expect, test } from 'vitest';
import { VERSIONS } from '../../../src/store/article-versions.ts';
import { recordOf, recordsFixture, START } from './records-fixture.ts';

const DAY_MS = 86_400_000;

/** An organization with an article, and what serves versions of it. */
async function scene() {
  const { records, time, archive, organization } = recordsFixture();
  const organizationId = await organization();
  const put = async (body: string) => {
    const input = {
      externalId: 'doc',
      title: 'Doc',
      body,
      format: 'text' as const,
      url: null,
      tags: [],
      locale: null,
    };
    const stored = await records.articles.put(organizationId, input, 10);
    if (!stored.ok) throw new Error(stored.error.reason);
    return stored.value.article.id;
  };
  const articleId = await put('one');
  const versions = records.articleVersions;
  const of = (version: number, text = `text ${version}`) => ({
    ...{ organizationId, articleId, externalId: 'doc', version, title: 'Doc', url: null, locale: null, text },
  });
  const serve = async (version: number, text?: string) => {
    await versions.keep(of(version, text));
    await versions.served(of(version, text));
  };
  const cite = (version: number) => {
    const record = recordOf({ organizationId, seqs: [1], subject: 's' });
    const [message] = record.messages;
    if (!message) throw new Error('no message');
    message.citations = [
      { n: 1, articleId, title: 'Doc', url: null, quote: 'text', articleVersion: version, start: 0, end: 4 },
    ];
    return archive([record]).then(() => record.conversationId);
  };
  const numbers = async () => {
    const page = await versions.list(organizationId, articleId, { limit: 100 });
    if (!page.ok) throw new Error(page.error.reason);
    return page.value.data.map((one) => one.version);
  };
  return { records, time, organizationId, articleId, versions, of, serve, cite, numbers };
}

describe('a stored version', () => {
  test('says from when until when it was served, at most, and is stored once however often it is kept', async () => {
    const { time, organizationId, articleId, versions, of, serve } = await scene();
    await serve(1);
    time.now += 60_000;
    await versions.keep(of(1));
    await serve(2);
    const [second, first] = await versions
      .list(organizationId, articleId, {})
      .then((page) => (page.ok ? page.value.data : []));
    expect(first).toMatchObject({ version: 1, revision: 1, servedFrom: new Date(START).toISOString() });
    expect(first?.servedUntil).toBe(new Date(START + 60_000).toISOString());
    expect(second).toMatchObject({ version: 2, servedUntil: null });
    expect(first).not.toHaveProperty('text');
    await versions.ended(organizationId, articleId);
    expect((await versions.get(organizationId, articleId, 2))?.servedUntil).not.toBeNull();
  });

  test('is never changed: other text of the same version is a further revision, and a quote finds its own', async () => {
    const { organizationId, articleId, versions, serve } = await scene();
    await serve(1, 'the old cleaning');
    await serve(1, 'a new cleaning');
    expect(await versions.get(organizationId, articleId, 1)).toMatchObject({
      revision: 2,
      servedUntil: null,
    });
    const old = await versions.get(organizationId, articleId, 1, { start: 4, quote: 'old' });
    expect(old).toMatchObject({ revision: 1, text: 'the old cleaning' });
    expect(old?.servedUntil).not.toBeNull();
    for (const change of ["text = 'forged'", "title = 'forged'", 'version = 9', "served_from = '2020'"]) {
      await expect(
        env.RECORDS.prepare(`UPDATE article_versions SET ${change} WHERE article_id = ?`)
          .bind(articleId)
          .run(),
      ).rejects.toThrow('immutable');
    }
  });

  test('is found by the external id, by the article id, and by the external id of an article that is gone', async () => {
    const { records, organizationId, articleId, versions, serve } = await scene();
    await serve(1);
    expect(await versions.articleIdOf(organizationId, 'doc')).toBe(articleId);
    expect(await versions.articleIdOf(organizationId, articleId)).toBe(articleId);
    await records.articles.remove(organizationId, 'doc');
    expect(await versions.articleIdOf(organizationId, 'doc')).toBe(articleId);
    expect(await versions.articleIdOf(organizationId, 'other')).toBeNull();
  });
});

describe('the purge', () => {
  test('removes old versions that no message cites beyond the last five, and never one that is cited', async () => {
    const { time, serve, cite, numbers, versions } = await scene();
    for (let version = 1; version <= VERSIONS.kept + 4; version += 1) await serve(version);
    await cite(2);
    await versions.purge();
    expect(await numbers()).toHaveLength(9);
    time.now = START + (VERSIONS.graceDays + 1) * DAY_MS;
    await versions.purge();
    expect(await numbers()).toEqual([9, 8, 7, 6, 5, 2]);
  });

  test('of a removed article leaves what is cited, until its message is gone', async () => {
    const { records, time, organizationId, articleId, serve, cite, numbers, versions } = await scene();
    for (const version of [1, 2, 3]) await serve(version);
    const conversationId = await cite(1);
    await records.articles.remove(organizationId, 'doc');
    await versions.ended(organizationId, articleId);
    time.now = START + (VERSIONS.graceDays + 1) * DAY_MS;
    await versions.purge();
    expect(await numbers()).toEqual([1]);
    await env.RECORDS.prepare('DELETE FROM conversations WHERE id = ?').bind(conversationId).run();
    await versions.purge();
    expect(await numbers()).toEqual([]);
  });
});
