import type { PiiType } from './pii.ts';

/**
 * The tokens of one conversation and what they stand for. Plain JSON: stored with the conversation, gone with it, never
 * logged. Cards, passwords and their like are in it only as far as a person may see them.
 */
export interface MaskVault {
  version: 1;
  entries: VaultEntry[];
}

export interface VaultEntry {
  /** Without brackets: `EMAIL_1`. */
  token: string;
  /** What `unmask` puts back: the value as first written, or the little that may be shown of it (`**** 1111`). */
  shown: string;
  /** By which the same value is known again. */
  key: string;
}

/** Entries of one vault: a long conversation names dozens; 500 of them are far below what one stored row may hold. */
export const VAULT_ENTRIES = 500;
/** UTF-16 units of a value that is kept: the longest address; what is longer (a pasted list) is masked for good. */
export const VAULT_VALUE_CHARS = 300;

/** Never restored in full, so never kept in full. */
const RESTRICTED: ReadonlySet<PiiType> = new Set(['CARD', 'CVV', 'PASSWORD', 'SECRET', 'SSN']);
const DIGITS_ONLY: ReadonlySet<PiiType> = new Set(['PHONE', 'SSN', 'ROUTING', 'ACCOUNT']);

/** A vault without entries. Pure. */
export function emptyVault(): MaskVault {
  return { version: 1, entries: [] };
}

/**
 * The token of a value, and the vault with it. The same value has the same token for the whole conversation. A full vault, or
 * a value too long, gives the irreversible token (`EMAIL`). Pure.
 */
export function tokenOf(vault: MaskVault, type: PiiType, value: string): { token: string; vault: MaskVault } {
  const key = `${type}:${keyOf(type, value)}`;
  const known = vault.entries.find((entry) => entry.key === key);
  if (known) return { token: known.token, vault };
  const shown = shownOf(type, value);
  if (vault.entries.length >= VAULT_ENTRIES || shown.length > VAULT_VALUE_CHARS)
    return { token: type, vault };
  const number = vault.entries.filter((entry) => entry.key.startsWith(`${type}:`)).length + 1;
  const token = `${type}_${number}`;
  return { token, vault: { version: 1, entries: [...vault.entries, { token, shown, key }] } };
}

/**
 * Of a restricted value the key says no more than what is shown. Passwords and check digits can therefore not be told apart
 * and share one token; keys of 20 random characters and more lose nothing by 32 bits of their hash.
 */
function keyOf(type: PiiType, value: string): string {
  if (type === 'CARD') return cardEnds(value);
  if (type === 'SSN') return value.replace(/\D/g, '').slice(-4);
  if (type === 'SECRET') return value.length >= 20 ? fnv1a(value) : '';
  if (RESTRICTED.has(type)) return '';
  if (DIGITS_ONLY.has(type)) return value.replace(/[^\d+]/g, '') || value;
  return value.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').slice(0, VAULT_VALUE_CHARS);
}

function shownOf(type: PiiType, value: string): string {
  const digits = value.normalize('NFKC').replace(/\D/g, '');
  if (type === 'CARD') return digits.length >= 12 ? `**** ${digits.slice(-4)}` : '****';
  if (type === 'SSN') return digits.length === 9 ? `***-**-${digits.slice(-4)}` : '***-**-****';
  return RESTRICTED.has(type) ? '********' : value;
}

/** PCI DSS 3.4: at most the first six and the last four digits. */
function cardEnds(value: string): string {
  const digits = value.normalize('NFKC').replace(/\D/g, '');
  return digits.length >= 13
    ? `${digits.slice(0, 6)}:${digits.slice(-4)}`
    : digits.length >= 12
      ? digits.slice(-4)
      : '';
}

/** Fowler-Noll-Vo 1a, 32 bits. */
function fnv1a(value: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < value.length; index++) {
    hash = Math.imul(hash ^ value.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash.toString(16);
}
