import { beforeAll, expect, test } from 'vitest';
import { call, seedTenant, type Tenant } from './http-kit.ts';

const PATH = '/v1/knowledge/synonyms';
const PAIR = { short: 'rma', long: 'return merchandise authorization' };
let acme: Tenant;
let globex: Tenant;
let token: string;

beforeAll(async () => {
  acme = await seedTenant('Acme names');
  globex = await seedTenant('Globex names');
  token = acme.users.admin.token;
  const put = (externalId: string, body: string) =>
    call('PUT', `/v1/knowledge/articles/${externalId}`, {
      token,
      body: { title: externalId, body, format: 'text' },
    });
  await put('glossary', 'A return merchandise authorization (RMA) is a number.');
  await put('depot', 'Return merchandise authorization takes a day at the depot.');
});

const list = async (own: string) => JSON.parse((await call('GET', PATH, { token: own })).text).data;
const found = async (query: string) => {
  const { body } = await call('POST', '/v1/knowledge/search', { token, body: { query } });
  return body.data.map(({ title }) => title);
};

test('a pair is listed as used, finds the articles that have the other name, and is no other organization’s', async () => {
  expect(await list(token)).toEqual([
    { ...PAIR, kind: 'abbreviation', articles: 1, articleId: expect.any(String), used: true, decided: false },
  ]);
  expect(await found('RMA')).toContain('depot');
  expect(await list(globex.users.admin.token)).toEqual([]);
});

test('what an admin switches off is not used from then on, until it is accepted or the decision is taken back', async () => {
  const decide = async (use: boolean | null) =>
    expect((await call('PUT', PATH, { token, body: { ...PAIR, use } })).status).toBe(200);
  await decide(false);
  expect(await list(token)).toMatchObject([{ used: false, decided: true }]);
  expect(await found('RMA')).not.toContain('depot');
  await decide(true);
  expect(await found('RMA')).toContain('depot');
  await decide(null);
  expect(await list(token)).toMatchObject([{ used: true, decided: false }]);
});

test('a decision about a name in capitals is one about the pair, which is in lower case', async () => {
  const body = { short: 'RMA', long: 'Return Merchandise Authorization', use: false };
  expect((await call('PUT', PATH, { token, body })).status).toBe(200);
  expect(await list(token)).toMatchObject([{ ...PAIR, used: false, decided: true }]);
  expect((await call('PUT', PATH, { token, body: { ...body, use: null } })).status).toBe(200);
});

test('a decision about what are no names is refused', async () => {
  const body = { short: 'a  b', long: '"x"', use: true };
  expect((await call('PUT', PATH, { token, body })).status).toBe(422);
});

test('a decision about names that no article has is kept, and says which of their words no article holds', async () => {
  const unknown = { short: 'zpb', long: 'return zone', use: true };
  const put = async (body: object) => (await call('PUT', PATH, { token, body })).body;
  expect(await put(unknown)).toEqual({ ...unknown, articles: 0, used: false, absent: ['zpb', 'zone'] });
  expect(await put({ ...PAIR, use: false })).toMatchObject({ articles: 1, used: false, absent: [] });
  expect(await put({ ...PAIR, use: null })).toMatchObject({ use: null, articles: 1, used: true, absent: [] });

  const body = { title: 'Zones', body: 'A zone per box (ZPB) is named below.', format: 'text' };
  await call('PUT', '/v1/knowledge/articles/zones', { token, body });
  expect(await put(unknown)).toMatchObject({ articles: 0, absent: [] });
});
