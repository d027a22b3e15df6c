import type { CUSTOMER_FIELDS } from '../../../src/domain/connector.ts';
import type { Connector } from '../data/wire.ts';

/** The compiler holds these to the server's. */
export const CUSTOMER: typeof CUSTOMER_FIELDS = ['customer.externalId', 'customer.email', 'customer.name'];

/**
 * What is sent to try a tool with values as they were typed, by the names of its inputs and the customer's fields. What is empty is
 * left out; what should be a number and is none goes as it is, so that the server says what is wrong. Pure.
 */
export function trialOf(
  { name, input, inject }: Pick<Connector['tools'][number], 'name' | 'input' | 'inject'>,
  values: Readonly<Record<string, string>>,
  send: boolean,
) {
  const given = Object.entries(input).flatMap(([field, { type }]) => {
    const text = (values[field] ?? '').trim();
    return text === '' ? [] : [[field, typed(text, type)] as const];
  });
  const needed = Object.values(inject);
  const customer = CUSTOMER.flatMap((field) => {
    const text = (values[field] ?? '').trim();
    return text === '' || !needed.includes(field) ? [] : [[field.slice('customer.'.length), text] as const];
  });
  return {
    ...{ tool: name, send, input: Object.fromEntries(given) },
    ...(customer.length > 0 ? { customer: Object.fromEntries(customer) } : {}),
  };
}

function typed(text: string, type: string): string | number | boolean {
  if (type === 'boolean') return text === 'true';
  const number = Number(text);
  return (type === 'number' || type === 'integer') && Number.isFinite(number) ? number : text;
}
