import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import * as z from 'zod';
import type { Clock } from '../domain/clock.ts';
import { LIMITS } from '../domain/limits.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { JURISDICTIONS, ROLES } from '../domain/user.ts';
import { type KeyRing, newestKey, secretBytes } from './key-ring.ts';

const id = z.string().min(1).max(100);
const jurisdiction = z.enum(JURISDICTIONS).nullable();

/**
 * The kinds of token and what each says. `access`: a console user. `widget`: a customer within one conversation. `resume`:
 * the same browser may have a new widget token for that conversation.
 */
const KINDS = {
  access: {
    seconds: LIMITS.accessTokenSeconds,
    claims: z.object({ organizationId: id, userId: id, role: z.enum(ROLES), name: z.string().max(400) }),
  },
  widget: {
    seconds: LIMITS.widgetTokenSeconds,
    claims: z.object({ organizationId: id, conversationId: id, customerId: id, jurisdiction }),
  },
  resume: {
    seconds: LIMITS.resumeTokenSeconds,
    claims: z.object({ organizationId: id, conversationId: id, customerId: id }),
  },
} as const;

export type TokenKind = keyof typeof KINDS;
export type TokenClaims<K extends TokenKind> = z.infer<(typeof KINDS)[K]['claims']>;

/** `wrong_kind`: a good token of ours, used as another kind. Only `expired` is worth telling a client apart. */
export type TokenFailure = {
  reason: 'expired' | 'signature' | 'malformed' | 'wrong_kind' | 'unknown_key' | 'algorithm' | 'issuer';
};

export interface IssuedToken {
  token: string;
  /** Milliseconds since the Unix epoch. */
  expiresAt: number;
}

/** Characters of a token that is looked at; ours have about 500. */
const TOKEN_CHARS = 4_096;
const ISSUER = 'edgewise';

export type Tokens = ReturnType<typeof createTokens>;

/**
 * Signs and verifies the product's own tokens: JWS HS256, the first key of the ring signs, all verify. `typ` and `aud` name
 * the kind and both are checked, so that one kind can never be used as another.
 */
export function createTokens(ring: KeyRing, clock: Clock) {
  const keys = new Map(ring.map((key) => [key.kid, importKey(secretBytes(key))]));
  const { kid } = newestKey(ring);
  return {
    sign: <K extends TokenKind>(kind: K, claims: TokenClaims<K>) => sign(kind, claims, { kid, keys, clock }),
    verify: <K extends TokenKind>(kind: K, token: string) => verify(kind, token, { keys, clock }),
  };
}

interface Signer {
  kid: string;
  keys: Map<string, Promise<CryptoKey>>;
  clock: Clock;
}

async function sign<K extends TokenKind>(
  kind: K,
  claims: TokenClaims<K>,
  { kid, keys, clock }: Signer,
): Promise<IssuedToken> {
  const now = Math.floor(clock() / 1_000);
  const expires = now + KINDS[kind].seconds;
  const key = await keyOf(keys, kid);
  const token = await new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'HS256', kid, typ: typeOf(kind) })
    .setIssuer(ISSUER)
    .setAudience(audienceOf(kind))
    .setIssuedAt(now)
    .setExpirationTime(expires)
    .sign(key);
  return { token, expiresAt: expires * 1_000 };
}

async function verify<K extends TokenKind>(
  kind: K,
  token: string,
  { keys, clock }: Omit<Signer, 'kid'>,
): Promise<Result<TokenClaims<K>, TokenFailure>> {
  if (token.length > TOKEN_CHARS) return err({ reason: 'malformed' });
  try {
    const { payload } = await jwtVerify(token, (header) => keyOf(keys, header.kid), {
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience: audienceOf(kind),
      typ: typeOf(kind),
      requiredClaims: ['exp', 'iat'],
      currentDate: new Date(clock()),
    });
    return claimsOf(kind, payload);
  } catch (cause) {
    return err({ reason: reasonOf(cause) });
  }
}

function claimsOf<K extends TokenKind>(kind: K, payload: JWTPayload): Result<TokenClaims<K>, TokenFailure> {
  const parsed = KINDS[kind].claims.safeParse(payload);
  return parsed.success ? ok(parsed.data as TokenClaims<K>) : err({ reason: 'malformed' });
}

class UnknownKey extends Error {}

function keyOf(keys: Map<string, Promise<CryptoKey>>, kid: string | undefined): Promise<CryptoKey> {
  const key = kid === undefined ? undefined : keys.get(kid);
  return key ?? Promise.reject(new UnknownKey());
}

function reasonOf(cause: unknown): TokenFailure['reason'] {
  if (cause instanceof UnknownKey) return 'unknown_key';
  if (cause instanceof errors.JWTExpired) return 'expired';
  if (cause instanceof errors.JWSSignatureVerificationFailed) return 'signature';
  if (cause instanceof errors.JOSEAlgNotAllowed) return 'algorithm';
  if (cause instanceof errors.JWTClaimValidationFailed) {
    if (cause.claim === 'aud' || cause.claim === 'typ') return 'wrong_kind';
    if (cause.claim === 'iss') return 'issuer';
  }
  return 'malformed';
}

function importKey(secret: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
}

function audienceOf(kind: TokenKind): string {
  return `edgewise:${kind}`;
}

function typeOf(kind: TokenKind): string {
  return `edgewise-${kind}+jwt`;
}
