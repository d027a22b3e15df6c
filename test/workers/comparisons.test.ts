import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import type { QueueMessage } from '../../src/protocol/queue.ts';
import { indexArticle, removeArticle } from '../../src/retrieve/index-article.ts';
import { ComparisonRepository } from '../../src/store/knowledge/comparisons.ts';
import { KnowledgeIndex } from '../../src/store/knowledge/knowledge-index.ts';
import { articleLanguage } from '../../workers/article-language.ts';
import { compareOneStep } from '../../workers/queue/compare-article.ts';

const index = new KnowledgeIndex(env.KNOWLEDGE);
const comparisons = new ComparisonRepository(env.KNOWLEDGE);
let count = 0;

/** An organization of its own, with what the queue does after an article is indexed. */
function organization() {
  count += 1;
  const organizationId = `org_compare_${count}`;
  const compare = async (articleId: string) => {
    const left: QueueMessage[] = [];
    let next: QueueMessage | undefined = {
      kind: 'compare',
      eventId: 'e',
      requestId: 'r',
      organizationId,
      articleId,
      from: 0,
    };
    for (; next?.kind === 'compare'; next = left.pop()) {
      await compareOneStep(next, {
        knowledge: env.KNOWLEDGE,
        enqueue: async (message) => void left.push(message),
      });
    }
  };
  const put = async (articleId: string, title: string, body: string, version = 1) => {
    const fields = { externalId: articleId, format: 'markdown' as const, url: null, tags: [], locale: null };
    await indexArticle(
      { organizationId, articleId, version, title, body, ...fields },
      { index, language: await articleLanguage() },
    );
    await compare(articleId);
  };
  const list = async (kind: 'duplicate' | 'contradiction', cursor?: string, limit?: number) => {
    const page = await comparisons.list(organizationId, kind, { cursor, limit });
    return page.ok ? page.value : { data: [], nextCursor: page.error.reason };
  };
  return { organizationId, put, compare, list };
}

const filler = (n: number) => `Paragraph ${n} speaks of another matter: the garden of house number ${n}.`;
const RETURNS =
  'You can return items within 30 days of delivery. Send them to the shop with the slip that came with them.';
const SENDING = 'Items can be returned within 14 days of delivery.';

test('a contradiction is stored when the later of the two is indexed, both sides quoted at their exact place', async () => {
  const { organizationId, put, list } = organization();
  await put('art_a', 'Returns', `Welcome.\n\n${RETURNS}`);
  expect((await list('contradiction')).data).toEqual([]);
  await put('art_b', 'How to send something back', `# Sending\n\n${SENDING}`, 3);
  const [found, ...more] = (await list('contradiction')).data;
  expect(more).toEqual([]);
  expect(found).toMatchObject({
    reason: 'amount',
    sides: [{ articleId: 'art_a' }, { articleId: 'art_b', articleVersion: 3 }],
  });
  for (const { articleId, start, end, quote } of found?.sides ?? []) {
    const row = await env.KNOWLEDGE.prepare(
      'SELECT text FROM source WHERE organization_id = ? AND article_id = ?',
    )
      .bind(organizationId, articleId)
      .first<{ text: string }>();
    expect(row?.text.slice(start, end)).toBe(quote);
  }
});

test('comparing again, or the other side, adds nothing twice', async () => {
  const { put, list, compare } = organization();
  await put('art_a', 'Returns', RETURNS);
  await put('art_b', 'How to send something back', SENDING);
  await compare('art_a');
  await compare('art_b');
  expect((await list('contradiction')).data).toHaveLength(1);
});

test('a finding is gone the moment either side changes or is removed', async () => {
  const { organizationId, put, list } = organization();
  await put('art_a', 'Returns', RETURNS);
  await put('art_b', 'How to send something back', SENDING);
  await put('art_b', 'How to send something back', SENDING.replace('14', '30'), 2);
  expect((await list('contradiction')).data).toEqual([]);
  await put('art_b', 'How to send something back', SENDING, 3);
  expect((await list('contradiction')).data).toHaveLength(1);
  await removeArticle({ organizationId, articleId: 'art_a' }, { index });
  expect((await list('contradiction')).data).toEqual([]);
});

test('an article that says the same as another is listed once with it, whatever else the knowledge base holds', async () => {
  const { put, list } = organization();
  const text = Array.from({ length: 12 }, (_, n) => filler(n % 3)).join(' ');
  for (let n = 10; n < 14; n += 1) await put(`art_${n}`, `Gardens ${n}`, filler(n));
  await put('art_a', 'Gardens', `${RETURNS}\n\n## More\n\n${text}`);
  await put('art_b', 'More gardens', `${RETURNS}\n\n## More\n\n${text}`);
  const { data } = await list('duplicate');
  expect(data.map(({ score, sides }) => [score, sides.map(({ articleId }) => articleId)])).toEqual([
    [1, ['art_a', 'art_b']],
  ]);
});

test('one organization never sees or is compared with the articles of another', async () => {
  const [ours, theirs] = [organization(), organization()];
  await theirs.put('art_a', 'Returns', RETURNS);
  await ours.put('art_b', 'How to send something back', SENDING);
  expect((await ours.list('contradiction')).data).toEqual([]);
  await theirs.put('art_b', 'How to send something back', SENDING);
  expect((await ours.list('contradiction')).data).toEqual([]);
  expect((await theirs.list('contradiction')).data).toHaveLength(1);
});

test('pages of the list join to the whole, and a cursor of another list is refused', async () => {
  const { put, list } = organization();
  for (const [n, days] of [10, 12].entries()) {
    const facts = ['Parcels', 'Letters', 'Pallets'].map(
      (what) => `${what} are kept in our store for ${days + n} days.`,
    );
    await put(`art_${n}`, n === 0 ? 'Store' : 'Keeping', facts.join('\n\n'));
  }
  const whole = (await list('contradiction')).data.map(({ id }) => id);
  expect(whole).toHaveLength(3);
  const first = await list('contradiction', undefined, 2);
  const second = await list('contradiction', first.nextCursor ?? '', 2);
  expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(whole);
  expect((await list('duplicate', first.nextCursor ?? '')).nextCursor).toBe('invalid_cursor');
});

test('a list is read in the order of its index, and dropping a side seeks', async () => {
  const plan = async (sql: string) => {
    const { results } = await env.KNOWLEDGE.prepare(`EXPLAIN QUERY PLAN ${sql}`).all<{ detail: string }>();
    return results.map(({ detail }) => detail).join('; ');
  };
  const listed = await plan(
    "SELECT * FROM comparison AS c WHERE c.organization_id = 'o' AND c.kind = 'duplicate' AND (c.score, c.comparison_id) < (1, 'x') ORDER BY c.score DESC, c.comparison_id DESC LIMIT 2",
  );
  expect(listed).toContain('comparison_by_score');
  expect(listed).not.toContain('TEMP B-TREE');
  expect(
    await plan("DELETE FROM comparison WHERE organization_id = 'o' AND right_article_id = 'a'"),
  ).toContain('comparison_by_right');
});
