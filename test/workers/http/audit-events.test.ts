import { beforeAll, describe, expect, it } from 'vitest';
import { call, seedTenant, type Tenant } from './http-kit.ts';

let acme: Tenant;
let stranger: Tenant;
const token = () => acme.users.admin.token;
const today = new Date().toISOString().slice(0, 10);

interface Event {
  id: string;
  action: string;
  outcome: string;
  actor: { kind: string; id: string };
}

async function listed(query: string): Promise<{ data: Event[]; nextCursor: string | null }> {
  const got = await call('GET', `/v1/audit-events${query}`, { token: token() });
  expect(got.status, got.text).toBe(200);
  return JSON.parse(got.text);
}

beforeAll(async () => {
  [acme, stranger] = await Promise.all([seedTenant('audited'), seedTenant('unaudited')]);
  for (const name of ['Ada', 'Grace', 'Edsger'])
    await call('PUT', '/v1/users/me', { token: token(), body: { name } });
  const draft = { name: 'x', role: 'agent', email: 'not an address', password: 'short' };
  await call('POST', '/v1/users', { token: token(), body: draft });
});

describe('audit events', () => {
  it('tell who did what, newest first, without any value', async () => {
    const { data } = await listed('?action=profile.update');
    expect(data).toHaveLength(3);
    expect(data[0]).toMatchObject({ action: 'profile.update', outcome: 'allowed', actor: { kind: 'user' } });
    expect(JSON.stringify(data)).not.toMatch(/Ada|Grace|Edsger/);
    const times = (await listed('')).data.map((one) => (one as Event & { createdAt: string }).createdAt);
    expect(times).toEqual([...times].sort().reverse());
  });

  it('come page by page, each event once', async () => {
    const all = (await listed('')).data.map(({ id }) => id);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Awaited<ReturnType<typeof listed>> = await listed(
        `?limit=2${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(all);
  });

  it('are filtered by action, actor, outcome and day', async () => {
    expect((await listed('?action=nothing.like-this')).data).toEqual([]);
    expect((await listed('?actor=customer')).data).toEqual([]);
    expect((await listed('?outcome=allowed&actor=user')).data.length).toBeGreaterThanOrEqual(3);
    expect((await listed(`?from=${today}&to=${today}&action=profile.update`)).data).toHaveLength(3);
    expect((await listed('?to=2020-01-01')).data).toEqual([]);
    expect((await listed('?from=0001-01-01&to=9999-12-31&action=profile.update')).data).toHaveLength(3);
  });

  it.each([
    ['outcome=maybe', 'outcome'],
    ['actor=robot', 'actor'],
    ['action=DROP%20TABLE', 'action'],
    ['from=yesterday', 'from'],
    ['from=2026-02-02&to=2026-02-01', 'to'],
    ['organizationId=org_other', 'organizationId'],
  ])('refuse the filter %s, and say which it is', async (query, path) => {
    const got = await call('GET', `/v1/audit-events?${query}`, { token: token() });
    expect([got.status, got.body.errors?.[0]?.path]).toEqual([422, path]);
  });

  it('of another organization are never among them, and agents see none', async () => {
    const theirs = await call('GET', '/v1/audit-events', { token: stranger.users.admin.token });
    const ours = new Set((await listed('')).data.map(({ id }) => id));
    const events: Event[] = JSON.parse(theirs.text).data;
    expect(events.some(({ id }) => ours.has(id))).toBe(false);
    expect((await call('GET', '/v1/audit-events', { token: acme.users.agent.token })).status).toBe(403);
  });
});
