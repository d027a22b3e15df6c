/**
 * Ids are a type prefix and 22 characters of base 62: 131 bits, so they cannot be guessed and never collide in practice.
 * Clients must treat them as opaque.
 */
export type IdPrefix =
  | 'org'
  | 'usr'
  | 'key'
  | 'fam'
  | 'cus'
  | 'cnv'
  | 'msg'
  | 'trn'
  | 'evt'
  | 'art'
  | 'src'
  | 'obj'
  | 'chk'
  | 'fbk'
  | 'gap'
  | 'dft'
  | 'aud'
  | 'llm'
  | 'run'
  | 'con'
  | 'req';

export type Random = (bytes: number) => Uint8Array;

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_LENGTH = 22;

/** The platform's cryptographic randomness. */
export const systemRandom: Random = (bytes) => crypto.getRandomValues(new Uint8Array(bytes));

/** A new unguessable id. Bytes of 248 and above are skipped, so every character is equally likely. */
export function newId(prefix: IdPrefix, random: Random = systemRandom): string {
  let id = '';
  while (id.length < ID_LENGTH) {
    for (const byte of random(ID_LENGTH * 2)) {
      if (byte < 248 && id.length < ID_LENGTH) id += ALPHABET[byte % 62];
    }
  }
  return `${prefix}_${id}`;
}

const ID_PATTERN = /^([a-z]{3})_[0-9A-Za-z]{1,64}$/;

/** True when `text` has the form of an id of this kind. Says nothing about whether it exists. */
export function isId(prefix: IdPrefix, text: string): boolean {
  return ID_PATTERN.exec(text)?.[1] === prefix;
}

/** The id of the reply to a turn derives from the turn's id, so that a resumed turn cannot store a second reply. */
export function replyIdOf(turnId: string): string {
  return `msg_${turnId.slice(4)}`;
}
