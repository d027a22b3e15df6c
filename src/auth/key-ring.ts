import { AppError } from '../domain/errors.ts';

/** A key ring: the first key signs or encrypts, all of them verify or decrypt. `secret` is base64 of 32 bytes or more. */
export type KeyRing = readonly { kid: string; secret: string }[];

/** The key that signs or encrypts. An empty ring throws `configuration`: it is a mistake of whoever runs the product. */
export function newestKey(ring: KeyRing): { kid: string; secret: string } {
  const key = ring[0];
  if (key === undefined) throw new AppError('configuration', 'a key ring is empty');
  return key;
}

/** The bytes of a key's secret. */
export function secretBytes(key: { secret: string }): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(key.secret), (char) => char.charCodeAt(0));
}
