import { beforeAll, expect, test } from 'vitest';
import { encodeCursor } from '../../../src/store/cursor.ts';
import { call, conversation, seedTenant, type Tenant } from './http-kit.ts';

let acme: Tenant;
let token: string;
/** Something of the organization's own for each parameter of an address, by the route's first words. */
let ids: Record<string, string>;

beforeAll(async () => {
  acme = await seedTenant('Acme cursors');
  token = acme.users.owner.token;
  const source = await call('POST', '/v1/knowledge/sources', { token, body: { kind: 'files', name: 'F' } });
  const article = { title: 'A', body: 'An article.', format: 'text' };
  await call('PUT', '/v1/knowledge/articles/a', { token, body: article });
  ids = {
    '/v1/knowledge/sources/{id}': source.body.id,
    '/v1/knowledge/articles/{externalId}': 'a',
    '/v1/conversations/{id}': await conversation(acme),
  };
});

/** Every list that is read page by page. */
const LISTS = [
  '/v1/api-keys',
  '/v1/audit-events',
  '/v1/conversations',
  '/v1/conversations/{id}/actions',
  '/v1/conversations/{id}/calls',
  '/v1/dead-letters',
  '/v1/intents/versions',
  '/v1/knowledge/articles',
  '/v1/knowledge/articles/{externalId}/versions',
  '/v1/knowledge/contradictions',
  '/v1/knowledge/drafts',
  '/v1/knowledge/duplicates',
  '/v1/knowledge/gaps',
  '/v1/knowledge/sources',
  '/v1/knowledge/sources/{id}/documents',
  '/v1/knowledge/sources/{id}/files',
  '/v1/knowledge/sources/{id}/syncs',
  '/v1/users',
];

test('every list that takes a cursor is in the table', async () => {
  const { body } = await call('GET', '/openapi.json');
  const listed = Object.entries(body.paths)
    .filter(([, { get }]) => get?.parameters?.some(({ name }) => name === 'cursor'))
    .map(([path]) => path);
  expect(listed.sort()).toEqual([...LISTS].sort());
});

test.each(LISTS)('a cursor that is none of the list is refused: %s', async (list) => {
  const [known = ''] = Object.keys(ids).filter((path) => list.startsWith(path));
  const path = list.replace(/\{\w+\}/, ids[known] ?? '');
  expect((await call('GET', path, { token })).status).toBe(200);
  const foreign = encodeCursor('another:asc', { key: 'a', id: 'b' });
  for (const cursor of ['zz', '~', 'x'.repeat(10_000), foreign]) {
    const { status, body } = await call('GET', `${path}?cursor=${encodeURIComponent(cursor)}`, { token });
    expect([cursor.slice(0, 9), status, body.errors?.[0]?.path]).toEqual([cursor.slice(0, 9), 422, 'cursor']);
  }
});

test('documents and files are read page by page, each page with the cursor of its own source', async () => {
  const path = '/v1/knowledge/sources';
  const [one, other] = await Promise.all(
    ['One', 'Other'].map(
      async (name) => (await call('POST', path, { token, body: { kind: 'files', name } })).body.id,
    ),
  );
  for (const name of ['ä.md', 'b c.md', 'd.md'])
    await call('PUT', `${path}/${one}/files/${encodeURIComponent(name)}`, { token, body: `# ${name}` });
  const read: string[] = [];
  let cursor: string | null = null;
  do {
    const more: string = cursor === null ? '' : `&cursor=${cursor}`;
    const { body } = await call('GET', `${path}/${one}/files?limit=1${more}`, { token });
    read.push(...body.data.map(({ path: name }) => name));
    cursor = body.nextCursor;
    if (cursor !== null)
      expect((await call('GET', `${path}/${other}/files?cursor=${cursor}`, { token })).status).toBe(422);
  } while (cursor !== null);
  expect(read).toEqual(['b c.md', 'd.md', 'ä.md']);
});
