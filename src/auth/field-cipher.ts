import { type Random, systemRandom } from '../domain/ids.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { fromBase64Url, toBase64Url, toHex } from './encoding.ts';
import { type KeyRing, newestKey, secretBytes } from './key-ring.ts';

/** `malformed`: not a sealed value. `unknown_key`: its key is not in the ring. `tampered`: changed, or moved from elsewhere. */
export type OpenFailure = { reason: 'malformed' | 'unknown_key' | 'tampered' };

export type FieldCipher = ReturnType<typeof createFieldCipher>;

const IV_BYTES = 12;
/** Derived keys kept in memory: an isolate serves few organizations at a time; deriving one again costs microseconds. */
const KEYS_KEPT = 500;

/**
 * AES-256-GCM for single fields, each organization with its own key (HKDF-SHA256 from the ring's secret). A sealed value is
 * `v1.<kid>.<iv>.<ciphertext>`; organization and field are authenticated with it, so that a value moved to another row's
 * organization or another column does not open.
 */
export function createFieldCipher(ring: KeyRing, random: Random = systemRandom) {
  const derived = new Map<string, Promise<CryptoKey>>();
  const secrets = new Map(ring.map((key) => [key.kid, secretBytes(key)]));
  const newest = newestKey(ring).kid;

  function key(kid: string, organizationId: string, use: 'seal' | 'lookup'): Promise<CryptoKey> | null {
    const secret = secrets.get(kid);
    if (secret === undefined) return null;
    const name = JSON.stringify([kid, organizationId, use]);
    const known = derived.get(name);
    if (known !== undefined) return known;
    const oldest = derived.keys().next().value;
    if (derived.size >= KEYS_KEPT && oldest !== undefined) derived.delete(oldest);
    const made = deriveKey(secret, organizationId, use);
    derived.set(name, made);
    return made;
  }

  async function hashUnder(
    kid: string,
    organizationId: string,
    field: string,
    text: string,
  ): Promise<string> {
    const signing = await key(kid, organizationId, 'lookup');
    if (signing === null) throw new RangeError(`key ${kid} is not in the ring`);
    const mac = await crypto.subtle.sign('HMAC', signing, encode(JSON.stringify([field, text])));
    return toHex(new Uint8Array(mac));
  }

  return {
    async seal(organizationId: string, field: string, text: string): Promise<string> {
      const iv = Uint8Array.from(random(IV_BYTES));
      const sealing = await key(newest, organizationId, 'seal');
      if (sealing === null) throw new RangeError(`key ${newest} is not in the ring`);
      const sealed = await crypto.subtle.encrypt(gcm(iv, organizationId, field), sealing, encode(text));
      return ['v1', newest, toBase64Url(iv), toBase64Url(new Uint8Array(sealed))].join('.');
    },

    async open(organizationId: string, field: string, sealed: string): Promise<Result<string, OpenFailure>> {
      const parts = parse(sealed);
      if (parts === null) return err({ reason: 'malformed' });
      const opening = await key(parts.kid, organizationId, 'seal');
      if (opening === null) return err({ reason: 'unknown_key' });
      try {
        const text = await crypto.subtle.decrypt(gcm(parts.iv, organizationId, field), opening, parts.body);
        return ok(new TextDecoder().decode(text));
      } catch {
        return err({ reason: 'tampered' });
      }
    },

    /** True when a value was sealed with an older key: seal it again when it is next written. */
    needsRotation: (sealed: string) => parse(sealed)?.kid !== newest,

    /** HMAC-SHA256 in hex under the newest key, for exact lookups of a sealed field. */
    lookupHash: (organizationId: string, field: string, text: string) =>
      hashUnder(newest, organizationId, field, text),

    /** The same under every key of the ring, newest first: what older rows may hold. */
    lookupHashes: (organizationId: string, field: string, text: string) =>
      Promise.all(ring.map(({ kid }) => hashUnder(kid, organizationId, field, text))),
  };
}

async function deriveKey(
  secret: Uint8Array<ArrayBuffer>,
  organizationId: string,
  use: 'seal' | 'lookup',
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
