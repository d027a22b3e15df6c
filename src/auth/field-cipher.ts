import { type Random, systemRandom } from '../domain/ids.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { fromBase64Url, toBase64Url, toHex } from './encoding.ts';
import { type KeyRing, newestKey, secretBytes } from './key-ring.ts';

/** `malformed`: not a sealed value. `unknown_key`: its key is not in the ring. `tampered`: changed, or moved from elsewhere. */
export type OpenFailure = { reason: 'malformed' | 'unknown_key' | 'tampered' };

const IV_BYTES = 12;
/** Derived keys kept in memory: an isolate serves few organizations at a time; deriving one again costs microseconds. */
const KEYS_KEPT = 500;

/** A cipher over a key ring. Throws `configuration` when the ring is empty. */
export function createFieldCipher(ring: KeyRing, random: Random = systemRandom): FieldCipher {
  return new FieldCipher(ring, random);
}

/**
 * AES-256-GCM for single fields, each organization with its own key (HKDF-SHA256 from the ring's secret). A sealed value is
 * `v1.<kid>.<iv>.<ciphertext>`; organization and field are authenticated with it, so that a value moved to another row's
 * organization or another column does not open.
 */
export class FieldCipher {
  readonly #secrets: Map<string, Uint8Array<ArrayBuffer>>;
  readonly #derived = new Map<string, Promise<CryptoKey>>();
  readonly #newest: string;
  readonly #random: Random;

  constructor(ring: KeyRing, random: Random) {
    this.#secrets = new Map(ring.map((key) => [key.kid, secretBytes(key)]));
    this.#newest = newestKey(ring).kid;
    this.#random = random;
  }

  async seal(organizationId: string, field: string, text: string): Promise<string> {
    const iv = Uint8Array.from(this.#random(IV_BYTES));
    const key = await this.#key(this.#newest, organizationId, 'seal');
    const sealed = await crypto.subtle.encrypt(gcm(iv, organizationId, field), key, encode(text));
    return ['v1', this.#newest, toBase64Url(iv), toBase64Url(new Uint8Array(sealed))].join('.');
  }

  async open(organizationId: string, field: string, sealed: string): Promise<Result<string, OpenFailure>> {
    const parts = parse(sealed);
    if (parts === null) return err({ reason: 'malformed' });
    if (!this.#secrets.has(parts.kid)) return err({ reason: 'unknown_key' });
    const key = await this.#key(parts.kid, organizationId, 'seal');
    try {
      const text = await crypto.subtle.decrypt(gcm(parts.iv, organizationId, field), key, parts.body);
      return ok(new TextDecoder().decode(text));
    } catch {
      return err({ reason: 'tampered' });
    }
  }

  /** True when a value was sealed with an older key: seal it again when it is next written. */
  needsRotation(sealed: string): boolean {
    return parse(sealed)?.kid !== this.#newest;
  }

  /** HMAC-SHA256 in hex under the newest key, for exact lookups of a sealed field. */
  lookupHash(organizationId: string, field: string, text: string): Promise<string> {
    return this.#hash(this.#newest, organizationId, field, text);
  }

  /** The same under every key of the ring: what older rows may hold. */
  lookupHashes(organizationId: string, field: string, text: string): Promise<string[]> {
    return Promise.all([...this.#secrets.keys()].map((kid) => this.#hash(kid, organizationId, field, text)));
  }

  async #hash(kid: string, organizationId: string, field: string, text: string): Promise<string> {
    const key = await this.#key(kid, organizationId, 'lookup');
    const mac = await crypto.subtle.sign('HMAC', key, encode(JSON.stringify([field, text])));
    return toHex(new Uint8Array(mac));
  }

  #key(kid: string, organizationId: string, use: KeyUse): Promise<CryptoKey> {
    const name = JSON.stringify([kid, organizationId, use]);
    const known = this.#derived.get(name);
    if (known !== undefined) return known;
    const secret = this.#secrets.get(kid);
    if (secret === undefined) throw new RangeError(`key ${kid} is not in the ring`);
    const oldest = this.#derived.keys().next().value;
    if (this.#derived.size >= KEYS_KEPT && oldest !== undefined) this.#derived.delete(oldest);
    const made = deriveKey(secret, organizationId, use);
    this.#derived.set(name, made);
    return made;
  }
}

type KeyUse = 'seal' | 'lookup';

async function deriveKey(
  secret: Uint8Array<ArrayBuffer>,
  organizationId: string,
  use: KeyUse,
): Promise<CryptoKey> {
  const master = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const info = encode(JSON.stringify(['edgewise', use, 'v1', organizationId]));
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info };
  return use === 'seal'
    ? crypto.subtle.deriveKey(hkdf, master, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
    : crypto.subtle.deriveKey(hkdf, master, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign']);
}

function gcm(iv: Uint8Array<ArrayBuffer>, organizationId: string, field: string) {
  return { name: 'AES-GCM', iv, additionalData: encode(JSON.stringify([organizationId, field])) };
}

function parse(sealed: string) {
  const [version, kid, ivText, bodyText, ...rest] = sealed.split('.');
  if (version !== 'v1' || kid === undefined || ivText === undefined || bodyText === undefined) return null;
  const iv = fromBase64Url(ivText);
  const body = fromBase64Url(bodyText);
  if (rest.length > 0 || iv === null || body === null || iv.length !== IV_BYTES) return null;
  return { kid, iv, body };
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text));
}
