import { type Random, systemRandom } from '../domain/ids.ts';
import { equalBytes } from './constant-time.ts';
import { fromBase64Url, toBase64Url } from './encoding.ts';

/** scrypt's cost: memory is 128 * N * r bytes (16 MiB), work is N * r * p. See docs/decisions/0003-password-hash.md. */
export interface ScryptCost {
  N: number;
  r: number;
  p: number;
}

export const PASSWORD_COST: ScryptCost = { N: 16_384, r: 8, p: 5 };

const SALT_BYTES = 16;
const KEY_BYTES = 32;
/** No stored hash may ask for more than this: an isolate has 128 MiB in all. */
const MEMORY_MAX_BYTES = 64 * 1_024 * 1_024;
const WORK_MAX = 2 ** 21;
const ENCODED = /^scrypt\$(\d{1,6})\$(\d{1,2})\$(\d{1,2})\$([A-Za-z0-9_-]{22})\$([A-Za-z0-9_-]{43})$/;

/** A self-describing hash: `scrypt$N$r$p$salt$key`, salt and key in base64url. */
export async function hashPassword(
  password: string,
  random: Random = systemRandom,
  cost: ScryptCost = PASSWORD_COST,
): Promise<string> {
  const salt = random(SALT_BYTES);
  const key = await derive(password, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, toBase64Url(salt), toBase64Url(key)].join('$');
}

/** True when the password is the one that was hashed. A hash that is not ours is false, never an error. */
export async function verifyPassword(password: string, encoded: string): Promise<boolean> {
  const stored = parse(encoded);
  if (stored === null) return verifyNothing(password);
  const key = await derive(password, stored.salt, stored.cost);
  return equalBytes(key, stored.key);
}

/** Costs what `verifyPassword` costs and is false: for unknown e-mails, so that the time does not tell which exist. */
export async function verifyNothing(password: string): Promise<false> {
  await derive(password, new Uint8Array(SALT_BYTES), PASSWORD_COST);
  return false;
}

/** True when a hash was made with another cost than today's: hash again at the next login that succeeds. */
export function needsRehash(encoded: string, cost: ScryptCost = PASSWORD_COST): boolean {
  const stored = parse(encoded)?.cost;
  return stored === undefined || stored.N !== cost.N || stored.r !== cost.r || stored.p !== cost.p;
}

function parse(encoded: string): { cost: ScryptCost; salt: Uint8Array; key: Uint8Array } | null {
  const found = ENCODED.exec(encoded);
  if (found === null) return null;
  const [, n, r, p, salt64 = '', key64 = ''] = found;
  const cost = { N: Number(n), r: Number(r), p: Number(p) };
  const salt = fromBase64Url(salt64);
  const key = fromBase64Url(key64);
  if (salt === null || key === null || !isAffordable(cost)) return null;
  return { cost, salt, key };
}

function isAffordable({ N, r, p }: ScryptCost): boolean {
  const powerOfTwo = N >= 2 && (N & (N - 1)) === 0;
  return powerOfTwo && r > 0 && p > 0 && 128 * N * r <= MEMORY_MAX_BYTES && N * r * p <= WORK_MAX;
}

/**
 * Passwords are compared in Unicode form NFC, since keyboards differ in how they compose letters. The platform's module is
 * loaded when a password is first hashed: it takes 30 ms, which no cold start of a chat should pay.
 */
async function derive(password: string, salt: Uint8Array, cost: ScryptCost): Promise<Uint8Array> {
  const { scrypt } = await import('node:crypto');
  const bytes = new TextEncoder().encode(password.normalize('NFC'));
  return new Promise((resolve, reject) => {
    scrypt(bytes, salt, KEY_BYTES, { ...cost, maxmem: MEMORY_MAX_BYTES + 1_048_576 }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}
