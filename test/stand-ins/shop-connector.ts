import type * as z from 'zod';
import type { connectorInputSchema } from '../../src/protocol/http/connectors.ts';

/** The declaration of the stand-in shop: what an admin would write for it. */
export function shopConnector(baseUrl: string, secret: string): z.input<typeof connectorInputSchema> {
  const orderId = {
    type: 'string',
    description: 'The order number, such as A-1001',
    required: true,
    pattern: '[A-Z]-\\d{4,8}',
  } as const;
  return {
    baseUrl,
    auth: { kind: 'bearer' },
    secret,
    tools: [
      {
        ...{ name: 'get_order', effect: 'reads', method: 'GET', path: '/orders/{orderId}' },
        description: 'State, total and items of one order of the customer.',
        query: { customer: '{customerId}' },
        input: { orderId },
        inject: { customerId: 'customer.externalId' },
        result: ['id', 'status', 'total', 'items.name', 'items.quantity'],
      },
      {
        ...{ name: 'list_subscriptions', effect: 'reads', method: 'GET', path: '/subscriptions' },
        description: 'The subscriptions of the customer.',
        query: { customer: '{customerId}' },
        input: {},
        inject: { customerId: 'customer.externalId' },
        result: ['subscriptions.id', 'subscriptions.plan', 'subscriptions.status'],
      },
      {
        ...{ name: 'find_products', effect: 'reads', method: 'GET', path: '/products', scope: 'anyone' },
        description: 'Price and stock of products of the shop.',
        query: { name: '{name}' },
        input: { name: { type: 'string', description: 'Part of the name, such as tea', maxLength: 60 } },
        result: ['products.name', 'products.price', 'products.inStock'],
      },
      {
        ...{ name: 'cancel_order', effect: 'changes', method: 'POST', path: '/orders/{orderId}/cancel' },
        description: 'Cancels an order that has not been shipped.',
        body: { customer: '{customerId}' },
        input: { orderId },
        inject: { customerId: 'customer.externalId' },
        result: ['id', 'status'],
        idempotent: true,
        preview: {
          en: 'Cancel order {orderId}.',
          de: 'Bestellung {orderId} stornieren.',
          fr: 'Annuler la commande {orderId}.',
          es: 'Cancelar el pedido {orderId}.',
          pt: 'Cancelar a encomenda {orderId}.',
          it: 'Annullare l’ordine {orderId}.',
          ja: '注文 {orderId} をキャンセルします。',
          ar: 'إلغاء الطلب {orderId}.',
        },
        done: { en: 'Order {orderId} is cancelled.', de: 'Bestellung {orderId} ist storniert.' },
        undo: {
          ...{ method: 'POST', path: '/orders/{orderId}/uncancel', body: { customer: '{customerId}' } },
          windowMinutes: 30,
        },
        status: {
          ...{ method: 'GET', path: '/orders/{orderId}', query: { customer: '{customerId}' } },
          ...{ field: 'status', equals: 'cancelled' },
        },
      },
    ],
  };
}
