import { Gunzip, Inflate, Zlib } from 'fflate';
import { err, ok, type Result } from '../../domain/result.ts';

/** Packed bytes handed over at once: deflate grows by at most 1,032 times, so the limit is overrun by 4 MB at most. */
const PART_BYTES = 4_096;

export type Packing = 'deflate' | 'zlib' | 'gzip';

/**
 * Unpacks with a hard limit that is counted while unpacking: what an archive says about itself is not believed. `onPart` gets
 * the pieces; returns their sum. A stream that ends early or turns to nonsense is `broken`, whatever came before.
 */
export function inflateParts(
  packed: Uint8Array,
  packing: Packing,
  maxBytes: number,
  onPart: (part: Uint8Array) => void,
): Result<number, 'too_large' | 'broken'> {
  let total = 0;
  let ended = false;
  const stream = packing === 'gzip' ? new Gunzip() : packing === 'zlib' ? new Zlib() : new Inflate();
  stream.ondata = (part, final) => {
    total += part.length;
    ended ||= final;
    if (total <= maxBytes && part.length > 0) onPart(part);
  };
  try {
    for (let at = 0; at < packed.length; at += PART_BYTES) {
      stream.push(packed.subarray(at, at + PART_BYTES), at + PART_BYTES >= packed.length);
      if (total > maxBytes) return err('too_large');
    }
  } catch {
    return err('broken');
  }
  return ended ? ok(total) : err('broken');
}

/** All of it as one array. */
export function inflate(
  packed: Uint8Array,
  packing: Packing,
  maxBytes: number,
): Result<Uint8Array, 'too_large' | 'broken'> {
  const parts: Uint8Array[] = [];
  const total = inflateParts(packed, packing, maxBytes, (part) => parts.push(part));
  if (!total.ok) return total;
  const whole = new Uint8Array(total.value);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return ok(whole);
}
