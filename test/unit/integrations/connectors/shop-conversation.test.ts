import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectorTools } from '../../../../src/decide/tools/connector-tools.ts';
import type { CallConnector, ConnectorSnapshot } from '../../../../src/domain/connector.ts';
import { createHttpConnector } from '../../../../src/integrations/connectors/http-connector.ts';
import { connectorInputSchema } from '../../../../src/protocol/http/connectors.ts';
import { type Shop, startShop } from '../../../stand-ins/shop.ts';
import { shopConnector } from '../../../stand-ins/shop-connector.ts';
import { Talk, VISITOR } from '../../decide/tools/tool-kit.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await startShop();
});
afterEach(() => shop.close());

/** Status or idempotency may be left out of the declaration, as by an organization whose system has none. */
function declared(without: { status?: true; idempotent?: true } = {}): ConnectorSnapshot {
  const { secret, ...connector } = connectorInputSchema.parse(shopConnector(shop.url, shop.token));
  const tools = connector.tools.map(({ status, idempotent, ...tool }) => ({
    ...tool,
    timeoutMs: 400,
    idempotent: idempotent && !without.idempotent,
    ...(status && !without.status && { status }),
  }));
  return { name: 'shop', ...connector, tools, secret: secret ?? null };
}

const call = (): CallConnector =>
  createHttpConnector({
    fetch: (url, init) => fetch(url, init),
    allowed: (url) => url.startsWith(shop.url),
    secret: async ({ connector }) => connector.secret,
    breaker: () => ({ allows: () => true, record: () => undefined }),
    random: () => 0,
    wait: async () => undefined,
    timeout: (ms) => AbortSignal.timeout(ms),
  });

const talkWith = (connector: ConnectorSnapshot) => new Talk(connectorTools([connector], call()).tools());
const ORDER = { orderId: 'A-1001' };

test('an order is read for the customer whom it belongs to, and only what was listed is seen', async () => {
  const talk = talkWith(declared());
  const read = await talk.asks('where is A-1001?', 'shop_get_order', ORDER);
  expect(read).toEqual({
    kind: 'result',
    text: '{"id":"A-1001","status":"open","total":"49.90 EUR","items":[{"name":"Tea pot","quantity":1}]}',
  });
  expect(shop.requests[0]).toMatchObject({ path: '/orders/A-1001?customer=C-77', authorized: true });
  const others = await talk.asks('and B-2001?', 'shop_get_order', { orderId: 'B-2001' });
  expect(others).toMatchObject({ text: expect.stringContaining('knows nothing under these values') });
});

test('what is for everybody is read by visitors too, what is for customers is not', async () => {
  const talk = talkWith(declared());
  talk.customer = VISITOR;
  expect(await talk.asks('do you have tea pots?', 'shop_find_products', { name: 'tea pot' })).toMatchObject({
    text: '{"products":[{"name":"Tea pot","price":"49.90 EUR","inStock":12}]}',
  });
  const refused = await talk.asks('where is A-1001?', 'shop_get_order', ORDER);
  expect(refused).toMatchObject({ text: expect.stringContaining('not signed in') });
  expect(shop.requests.filter(({ path }) => path.startsWith('/orders'))).toEqual([]);
});

test('asked, confirmed, cancelled once; taken back once', async () => {
  const talk = talkWith(declared());
  const asked = await talk.asks('please cancel A-1001', 'shop_cancel_order', ORDER);
  expect(asked).toMatchObject({ kind: 'ask', quickReplies: ['Yes, do it', 'No, leave it'] });
  expect(shop.requests).toEqual([]);
  expect(await talk.settles('yes')).toMatch(/^Order A-1001 is cancelled\./);
  expect(shop.effects.cancelled).toEqual(['A-1001']);
  expect(await talk.settles('undo')).toContain('taken this back');
  await talk.settles('undo');
  expect(shop.effects.uncancelled).toEqual(['A-1001']);
  expect(shop.orders.get('A-1001')?.status).toBe('open');
});

test.each([
  ['it promises to do one key once', {}],
  ['it can only be asked whether it happened', { idempotent: true }],
] as const)('a change whose answer is lost happens once and is known where %s', async (_, without) => {
  const talk = talkWith(declared(without));
  await talk.asks('please cancel A-1001', 'shop_cancel_order', ORDER);
  shop.faults.push('commit-then-drop');
  expect(await talk.settles('yes')).toMatch(/^Order A-1001 is cancelled\./);
  expect(shop.effects.cancelled).toEqual(['A-1001']);
  const keys = shop.requests.filter(({ method }) => method === 'POST').map(({ key }) => key);
  expect(new Set(keys).size).toBe(1);
});

test.each(['commit-then-drop', 'hang'] as const)(
  'where nothing can tell, a %s is told honestly and never tried again',
  async (fault) => {
    const talk = talkWith(declared({ status: true, idempotent: true }));
    await talk.asks('please cancel A-1001', 'shop_cancel_order', ORDER);
    shop.faults.push(fault);
    expect(await talk.settles('yes')).toContain('may have been done');
    expect(await talk.settles('yes')).toBeNull();
    const again = await talk.asks('cancel A-1001 again', 'shop_cancel_order', ORDER);
    expect(again).toMatchObject({ kind: 'result', text: expect.stringContaining('Do not do it again') });
    expect(shop.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  },
);

test('what the shop refuses has not happened, and is said so', async () => {
  const talk = talkWith(declared());
  await talk.asks('please cancel A-1002', 'shop_cancel_order', { orderId: 'A-1002' });
  expect(await talk.settles('yes')).toContain('nothing was changed');
  expect(shop.effects.cancelled).toEqual([]);
});
