import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ShopOrder {
  id: string;
  customerId: string;
  status: 'open' | 'shipped' | 'cancelled';
  total: string;
  items: { name: string; quantity: number }[];
  /** What no connector lists, so that nobody may see it. */
  internalNote: string;
}

export interface ShopSubscription {
  id: string;
  customerId: string;
  plan: string;
  status: 'active' | 'ended';
}

/** `hang` never answers; `error` answers 500 and does nothing; `commit-then-drop` does it and hangs up. */
export type ShopFault = 'hang' | 'error' | 'commit-then-drop' | 'redirect' | 'large' | 'html';

export interface Shop {
  url: string;
  token: string;
  orders: Map<string, ShopOrder>;
  subscriptions: Map<string, ShopSubscription>;
  /** What was asked, in order. */
  requests: { method: string; path: string; key: string | null; authorized: boolean; body: unknown }[];
  /** How often an order was really cancelled, and taken back. */
  effects: { cancelled: string[]; uncancelled: string[] };
  /** The next requests fail like this, one each. */
  faults: ShopFault[];
  close(): Promise<void>;
}

const ORDERS: ShopOrder[] = [
  order('A-1001', 'C-77', 'open', '49.90 EUR', 'Tea pot'),
  order('A-1002', 'C-77', 'shipped', '12.00 EUR', 'Tea towel'),
  order('B-2001', 'C-99', 'open', '310.00 EUR', 'Samovar'),
];

/** For everybody to see. */
const PRODUCTS = [
  { name: 'Tea pot', price: '49.90 EUR', inStock: 12 },
  { name: 'Tea towel', price: '12.00 EUR', inStock: 0 },
  { name: 'Samovar', price: '310.00 EUR', inStock: 3 },
];

function order(id: string, customerId: string, status: ShopOrder['status'], total: string, name: string) {
  return { id, customerId, status, total, items: [{ name, quantity: 1 }], internalNote: 'margin 40 %' };
}

/**
 * A small order system on loopback. `GET /orders/{id}?customer=`, `POST /orders/{id}/cancel` and `/uncancel` with `{customer}` and an
 * `Idempotency-Key`, `GET /subscriptions?customer=`, `GET /products?name=`. It tells nobody about orders of somebody else.
 */
export async function startShop(port = 0): Promise<Shop> {
  const state = {
    token: 'shop-secret-token',
    orders: new Map(ORDERS.map((one) => [one.id, structuredClone(one)])),
    subscriptions: new Map<string, ShopSubscription>([
      ['S-1', { id: 'S-1', customerId: 'C-77', plan: 'Tea of the month', status: 'active' }],
    ]),
    requests: [] as Shop['requests'],
    effects: { cancelled: [] as string[], uncancelled: [] as string[] },
    faults: [] as ShopFault[],
  };
  const seen = new Map<string, { status: number; body: unknown }>();
  const server = createServer((request, response) => {
    void serve(state, seen, request, response);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: bound } = server.address() as AddressInfo;
  return {
    ...state,
    url: `http://127.0.0.1:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

type State = Omit<Shop, 'url' | 'close'>;
type Seen = Map<string, { status: number; body: unknown }>;

async function serve(
  state: State,
  seen: Seen,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://shop.local');
  const body = await bodyOf(request);
  const key = request.headers['idempotency-key']?.toString() ?? null;
  const authorized = request.headers.authorization === `Bearer ${state.token}`;
  const method = request.method ?? 'GET';
  state.requests.push({ method, path: url.pathname + url.search, key, authorized, body });
  const fault = state.faults.shift();
  if (fault === 'hang') return;
  if (fault === 'error') return answer(response, { status: 500, body: { error: 'out of tea' } });
  if (fault === 'redirect') {
    response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    return;
  }
  if (fault === 'large') return answer(response, { status: 200, body: { id: 'x'.repeat(100_000) } });
  if (fault === 'html') {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<b>no</b>');
    return;
  }
  const known = key === null ? undefined : seen.get(`${method} ${url.pathname} ${key}`);
  const result = known ?? (authorized ? handle(state, method, url, body) : { status: 401, body: {} });
  if (key !== null) seen.set(`${method} ${url.pathname} ${key}`, result);
  if (fault === 'commit-then-drop') {
    request.socket.destroy();
    return;
  }
  answer(response, result);
}

function handle(state: State, method: string, url: URL, body: unknown): { status: number; body: unknown } {
  const [kind, rawId = '', action = ''] = url.pathname.split('/').filter(Boolean);
  const id = decodeURIComponent(rawId);
  const customer =
    url.searchParams.get('customer') ??
    (typeof body === 'object' && body !== null && 'customer' in body ? String(body.customer) : '');
  if (kind === 'products' && method === 'GET') {
    const wanted = url.searchParams.get('name')?.toLowerCase() ?? '';
    return {
      status: 200,
      body: { products: PRODUCTS.filter(({ name }) => name.toLowerCase().includes(wanted)) },
    };
  }
  if (kind === 'subscriptions' && method === 'GET') {
    const own = [...state.subscriptions.values()].filter(({ customerId }) => customerId === customer);
    return { status: 200, body: { subscriptions: own } };
  }
  const found = state.orders.get(id);
  if (kind !== 'orders' || found?.customerId !== customer) return { status: 404, body: { error: 'unknown' } };
  if (method === 'GET' && action === '') return { status: 200, body: found };
  if (method === 'POST' && action === 'cancel') {
    if (found.status !== 'open') return { status: 409, body: { error: found.status } };
    found.status = 'cancelled';
    state.effects.cancelled.push(id);
    return { status: 200, body: { id, status: found.status, receipt: randomUUID() } };
  }
  if (method === 'POST' && action === 'uncancel') {
    if (found.status !== 'cancelled') return { status: 409, body: { error: found.status } };
    found.status = 'open';
    state.effects.uncancelled.push(id);
    return { status: 200, body: { id, status: found.status } };
  }
  return { status: 404, body: { error: 'unknown' } };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const part of request) text += String(part);
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return text;
  }
}

function answer(response: ServerResponse, { status, body }: { status: number; body: unknown }): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
