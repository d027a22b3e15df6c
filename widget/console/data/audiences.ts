import type { Audience } from './wire.ts';

/** Whom articles may be for, the widest first. */
export const AUDIENCES: readonly Audience[] = ['public', 'partner', 'internal'];

/** The widest of several: who may be told more may be told that too. Pure. */
export function widest(audience: readonly Audience[]): Audience {
  return AUDIENCES.find((one) => audience.includes(one)) ?? 'internal';
}

/** What somebody may be told: a partner is told what is for everybody too. Pure. */
export function readBy(reader: Audience): Audience[] {
  return AUDIENCES.slice(0, AUDIENCES.indexOf(reader) + 1);
}
