import { type EntityContext, findEntities } from '../../../../src/understand/entities/find-entities.ts';

/** Wednesday 18 November 2026, 15:00 UTC: 16:00 in Berlin. */
export const CONTEXT: EntityContext = {
  now: Date.UTC(2026, 10, 18, 15),
  timeZone: 'Europe/Berlin',
  locale: 'en-GB',
  products: ['Edgewise', 'Edgewise Pro', 'Data Pump', 'エッジパス'],
};

/** Type, stretch and value of every entity; an amount as "20 USD", a range as "from/until". */
export function found(text: string, context: Partial<EntityContext> = {}): [string, string, string][] {
  return findEntities(text, { ...CONTEXT, ...context }).map((one) => [one.type, one.text, said(one.value)]);
}

function said(value: ReturnType<typeof findEntities>[number]['value']): string {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'amount':
      return `${value.value} ${value.currency}`;
    case 'date':
      return value.until === undefined ? value.date : `${value.date}/${value.until}`;
    case 'time':
      return value.until === undefined ? value.time : `${value.time}/${value.until}`;
  }
}

/** The values of one type. */
export function values(type: string, text: string, context: Partial<EntityContext> = {}): string[] {
  return found(text, context)
    .filter((one) => one[0] === type)
    .map((one) => one[2]);
}
