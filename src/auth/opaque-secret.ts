import { type Random, systemRandom } from '../domain/ids.ts';
import { sha256Hex, toBase64Url } from './encoding.ts';

/** A secret that is given out once and stored as its hash. */
export interface OpaqueSecret {
  secret: string;
  /** SHA-256 in hex. A slow hash is not needed: 256 random bits cannot be guessed. */
  hash: string;
}

/** Refresh tokens begin like this, so that a leaked one is recognized by secret scanners. */
const REFRESH_PREFIX = 'ew_rt_';
const SECRET_BYTES = 32;

/** A new refresh token: 256 random bits. */
export async function newRefreshToken(random: Random = systemRandom): Promise<OpaqueSecret> {
  const secret = REFRESH_PREFIX + toBase64Url(random(SECRET_BYTES));
  return { secret, hash: await sha256Hex(secret) };
}

/** True when the text has the form of a refresh token: anything else is refused without asking the database. */
export function isRefreshToken(text: string): boolean {
  return /^ew_rt_[A-Za-z0-9_-]{43}$/.test(text);
}
