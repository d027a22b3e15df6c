import type { FieldError } from '../../../src/protocol/problem.ts';
import type { Connector } from '../data/wire.ts';
import { jsonPlaces, type Place, placeOf } from './json-places.ts';

/** What the server does not accept of a declaration, and where that stands. */
export interface Fault {
  path: string;
  message: string;
  place: Place | null;
}

/** The server's rule for names. */
export const NAME = /^[a-z][a-z0-9]{0,23}$/;

const ORDER = {
  orderId: { type: 'string', description: 'Such as A-1001', pattern: '[A-Z]-\\d{4,8}' },
};
const CUSTOMER = { customerId: 'customer.externalId' };

/** What a new connection begins with: one tool that reads, and one that changes something. */
export const TEMPLATE = JSON.stringify(
  {
    baseUrl: 'https://api.example.com/v2',
    auth: { kind: 'bearer' },
    tools: [
      {
        ...{ name: 'get_order', description: 'State and total of one order of the customer.' },
        ...{ effect: 'reads', method: 'GET', path: '/orders/{orderId}' },
        ...{ query: { customer: '{customerId}' }, input: ORDER, inject: CUSTOMER },
        result: ['id', 'status', 'total'],
      },
      {
        ...{ name: 'cancel_order', description: 'Cancels an order that has not been shipped.' },
        ...{ effect: 'changes', method: 'POST', path: '/orders/{orderId}/cancel' },
        ...{ body: { customer: '{customerId}' }, input: ORDER, inject: CUSTOMER },
        ...{ result: ['status'], preview: { en: 'Cancel order {orderId}.' } },
        done: { en: 'Order {orderId} is cancelled.' },
      },
    ],
  },
  null,
  2,
);

/** A stored connector as it is edited: without its name and without what is never shown. Pure. */
export function textOf({ baseUrl, auth, tools }: Pick<Connector, 'baseUrl' | 'auth' | 'tools'>): string {
  return JSON.stringify({ baseUrl, auth, tools }, null, 2);
}

/** What is sent, or null where the text is no JSON object. An empty secret keeps the stored one. Pure. */
export function declarationOf(text: string, secret: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null;
    return { ...parsed, ...(secret === '' ? {} : { secret }) };
  } catch {
    return null;
  }
}

/** What was refused: the secret has a field of its own, all else stands in the text. Pure. */
export function refused(
  errors: readonly FieldError[],
  text: string,
): { faults: Fault[]; secret: string | undefined } {
  const places = jsonPlaces(text);
  const inText = errors.filter(({ path }) => path !== 'secret' || places.has('secret'));
  const secret = errors.find((error) => !inText.includes(error))?.message;
  return { faults: inText.map((error) => ({ ...error, place: placeOf(places, error.path) })), secret };
}
