import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ConnectorCall } from '../../../../src/domain/connector.ts';
import {
  createHttpConnector,
  type HttpConnectorDeps,
} from '../../../../src/integrations/connectors/http-connector.ts';
import { type Shop, startShop } from '../../../stand-ins/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await startShop();
});
afterEach(() => shop.close());

const outcomes: string[] = [];
function connector(over: Partial<HttpConnectorDeps> = {}) {
  return createHttpConnector({
    fetch: (url, init) => fetch(url, init),
    allowed: () => true,
    secret: async ({ connector: { secret } }) => secret,
    breaker: () => ({ allows: () => true, record: (outcome) => outcomes.push(outcome) }),
    random: () => 0,
    wait: async () => undefined,
    timeout: (ms) => AbortSignal.timeout(ms),
    ...over,
  });
}

function order(over: Partial<ConnectorCall> = {}): ConnectorCall {
  return {
    connector: { name: 'shop', baseUrl: shop.url, auth: { kind: 'bearer' }, tools: [], secret: shop.token },
    template: { method: 'GET', path: '/orders/{id}', query: { customer: 'C-77' } },
    input: { id: 'A-1001' },
    ...{ effect: 'reads', idempotent: false, timeoutMs: 300, idempotencyKey: 'run_1', result: ['status'] },
    ...over,
  };
}

const change = { effect: 'changes', template: { method: 'POST', path: '/orders/{id}/cancel' } } as const;

describe('reading', () => {
  test.each(['error', 'hang', 'commit-then-drop'] as const)('survives one %s', async (fault) => {
    shop.faults.push(fault);
    const answer = await connector()(order({ timeoutMs: fault === 'hang' ? 300 : 2_000 }), null);
    if (fault === 'hang')
      expect(answer).toMatchObject({ kind: 'failed', why: 'It took too long to answer.' });
    else expect(answer).toEqual({ kind: 'done', status: 200, value: { status: 'open' } });
  });

  test.each([
    ['redirect', 'redirect'],
    ['large', 'too long'],
    ['html', 'neither JSON nor plain text'],
  ] as const)('takes no %s', async (fault, why) => {
    shop.faults.push(fault, fault);
    const answer = await connector()(order(), null);
    expect(answer).toMatchObject({ kind: 'failed', why: expect.stringContaining(why), happened: 'no' });
    expect(JSON.stringify(answer)).not.toContain(shop.token);
  });
});

describe('changing', () => {
  test('is tried once, and twice with one key only where that is promised', async () => {
    shop.faults.push('error', 'error');
    expect(await connector()(order(change), null)).toMatchObject({ kind: 'failed', happened: 'unknown' });
    expect(shop.requests).toHaveLength(1);
    shop.faults.length = 0;
    shop.faults.push('error');
    await connector()(order({ ...change, idempotent: true }), null);
    expect(shop.requests.slice(1).map(({ key }) => key)).toEqual(['run_1', 'run_1']);
  });
});

test('nothing is asked whose address is not allowed, or whose secret does not open', async () => {
  const refused = await connector({ allowed: () => false })(order(), null);
  expect(refused).toMatchObject({ kind: 'failed', why: 'Its address may not be asked.', happened: 'no' });
  const sealed = await connector({ secret: () => Promise.reject(new Error('tampered')) })(order(), null);
  expect(sealed).toMatchObject({ kind: 'failed', why: expect.stringContaining('secret cannot be read') });
  const broken = { allows: () => false, record: () => undefined };
  const open = await connector({ breaker: () => broken })(order(), null);
  expect(open).toMatchObject({ kind: 'failed', why: expect.stringContaining('not asked now') });
  expect(shop.requests).toEqual([]);
});

test('that the other side refuses something does not count against it, that it fails does', async () => {
  outcomes.length = 0;
  await connector()(order({ input: { id: 'X-0' } }), null);
  shop.faults.push('error', 'error');
  await connector()(order(), null);
  expect(outcomes).toEqual(['answered', 'failed', 'failed']);
});
