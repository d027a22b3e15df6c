import * as z from 'zod';
import { type Shop, startShop } from '../../test/stand-ins/shop.ts';
import { shopConnector } from '../../test/stand-ins/shop-connector.ts';
import { DEMO } from '../seed.ts';

const NAME = 'shop';
const loginSchema = z.object({ accessToken: z.string() });
const connectorSchema = z.object({ baseUrl: z.string() });

/** A small order system for the demo organization, on this port where it is free. */
export async function startDemoShop(port: number): Promise<Shop> {
  try {
    return await startShop(port);
  } catch {
    return startShop();
  }
}

/**
 * Makes the shop a connector of the demo organization, so that the assistant can look up products, and orders of verified customers. What
 * somebody has set in its place stays. False: it could not be set, for instance since the demo's password was changed.
 */
export async function connectDemoShop(
  productUrl: string,
  shop: Pick<Shop, 'url' | 'token'>,
): Promise<boolean> {
  const email = DEMO.users.find(({ role }) => role === 'admin')?.email;
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ email, password: DEMO.password });
  const login = await fetch(`${productUrl}/v1/auth/login`, { method: 'POST', headers, body });
  const token = loginSchema.safeParse(await login.json());
  if (!token.success) return false;
  const authorized = { ...headers, authorization: `Bearer ${token.data.accessToken}` };
  const address = `${productUrl}/v1/connectors/${NAME}`;
  const found = await fetch(address, { headers: authorized });
  const known = connectorSchema.safeParse(await found.json());
  if (known.success && !known.data.baseUrl.startsWith('http://127.0.0.1:')) return true;
  if (known.success && known.data.baseUrl === shop.url) return true;
  const declaration = JSON.stringify(shopConnector(shop.url, shop.token));
  const stored = await fetch(address, { method: 'PUT', headers: authorized, body: declaration });
  return stored.ok;
}
