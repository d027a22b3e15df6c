import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseArticle, readKnowledge } from '../../../scripts/seed/read-knowledge.ts';
import { DEMO, type SeedDeps, seedDemo } from '../../../scripts/seed.ts';
import { createFieldCipher } from '../../../src/auth/field-cipher.ts';
import { verifyPassword } from '../../../src/auth/password.ts';
import { newId } from '../../../src/domain/ids.ts';
import { openRecords } from '../../../src/store/database.ts';
import { createRecords } from '../../../src/store/records.ts';
import { applyMigrations, nodeD1 } from '../../support/node-d1.ts';

const d1 = nodeD1();
const records = createRecords({
  db: openRecords(d1),
  sealer: createFieldCipher([{ kid: 'k1', secret: btoa('f'.repeat(32)) }]),
  clock: Date.now,
  newId: (prefix) => newId(prefix),
});
const deps: SeedDeps = {
  records,
  articles: await readKnowledge(fileURLToPath(new URL('../../../demo/knowledge', import.meta.url))),
  putArticle: async (organizationId, article) => {
    const stored = await records.articles.put(organizationId, article, 10_000);
    if (!stored.ok) throw new Error(stored.error.reason);
    return stored.value.changed;
  },
};

beforeAll(() =>
  applyMigrations(d1.sqlite, fileURLToPath(new URL('../../../migrations/records', import.meta.url))),
);
afterAll(() => d1.close());

test('the demo is what the HTTP contract promises, and seeding again changes nothing', async () => {
  const first = await seedDemo(deps);
  expect(first.organization).toBe('created');
  expect(first.articles.total).toBeGreaterThanOrEqual(80);
  expect(first.articles.changed).toBe(first.articles.total);
  const organization = await records.organizations.getByWidgetKey('wk_demo');
  expect(organization).toMatchObject({
    id: 'org_demo',
    tier: 'business',
    settings: { displayName: 'Fernhill', accentColor: '#14663f' },
  });
  expect(organization?.settings.starters.length).toBeGreaterThan(1);
  for (const email of ['admin@demo.test', 'agent@demo.test']) {
    const user = await records.users.findCredentialsByEmail(email);
    expect(await verifyPassword('edgewise-demo', user?.passwordHash ?? '')).toBe(true);
  }
  const again = await seedDemo(deps);
  expect(again).toEqual({
    organization: 'kept',
    users: 0,
    articles: { total: first.articles.total, changed: 0 },
  });
  const article = await records.articles.get(DEMO.organizationId, 'unable-to-lock-row');
  expect(article).toMatchObject({ url: '/demo/help/unable-to-lock-row/', version: 1, locale: 'en' });
}, 30_000);

test('a file that is no article is refused by its name', () => {
  expect(() => parseArticle('broken', 'no front matter')).toThrow(/broken\.md/);
  expect(() => parseArticle('broken', '---\ntitle: 3\n---\nbody')).toThrow(/broken\.md/);
  expect(() => parseArticle('broken', '---\ntitle: T\nextra: 1\n---\nbody')).toThrow(/broken\.md/);
});
