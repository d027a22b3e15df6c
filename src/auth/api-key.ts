import { type Random, systemRandom } from '../domain/ids.ts';
import { sha256Hex } from './encoding.ts';

/** An API key as it is made: `key` is shown once, `hash` and `prefix` are stored. */
export interface MadeApiKey {
  key: string;
  hash: string;
  prefix: string;
}

const PREFIX = 'ew_live_';
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 32 characters of base 62: 190 bits. */
const BODY_CHARS = 32;
/** 62^6 is more than 2^32, so six characters hold a CRC-32. */
const CHECK_CHARS = 6;
/** Characters shown after the prefix: enough to tell keys apart, worthless for guessing. */
const SHOWN_CHARS = 4;
const FORM = /^ew_live_([0-9A-Za-z]{32})([0-9A-Za-z]{6})$/;

/** A new key: prefix, random body, checksum. */
export async function newApiKey(random: Random = systemRandom): Promise<MadeApiKey> {
  const body = randomBase62(random);
  const key = `${PREFIX}${body}${checksum(body)}`;
  return { key, hash: await sha256Hex(key), prefix: `${PREFIX}${body.slice(0, SHOWN_CHARS)}` };
}

/** True when the text begins like an API key: a bearer credential is one or the other. */
export function looksLikeApiKey(text: string): boolean {
  return text.startsWith(PREFIX);
}

/** The hash under which a key is stored; null when form or checksum are wrong, so that typos cost no query. */
export async function apiKeyHash(key: string): Promise<string | null> {
  const found = FORM.exec(key);
  if (found === null || checksum(found[1] ?? '') !== found[2]) return null;
  return sha256Hex(key);
}

function randomBase62(random: Random): string {
  let text = '';
  while (text.length < BODY_CHARS) {
    for (const byte of random(BODY_CHARS * 2)) {
      if (byte < 248 && text.length < BODY_CHARS) text += ALPHABET[byte % 62];
    }
  }
  return text;
}

/** CRC-32 (IEEE 802.3, reflected) in base 62: finds typing errors and lets scanners confirm a find; it is no secret. */
function checksum(body: string): string {
  let crc = 0xffffffff;
  for (let at = 0; at < body.length; at += 1) {
    crc ^= body.charCodeAt(at);
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  let rest = (crc ^ 0xffffffff) >>> 0;
  let text = '';
  for (let digit = 0; digit < CHECK_CHARS; digit += 1) {
    text = (ALPHABET[rest % 62] ?? '0') + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}
