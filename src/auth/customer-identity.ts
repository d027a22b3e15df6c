import { errors, jwtVerify } from 'jose';
import * as z from 'zod';
import { err, ok, type Result } from '../domain/result.ts';

/** Who the organization says its customer is. */
export interface CustomerIdentity {
  externalId: string;
  name: string | null;
  email: string | null;
  /** Until when they may be told what is for partners, in milliseconds since the Unix epoch: the end of the token. Null: they may not. */
  partnerUntil: number | null;
}

/** `not_configured`: the organization has no secret, so no token of it can be believed. */
export type IdentityFailure = {
  reason:
    | 'not_configured'
    | 'expired'
    | 'too_long_lived'
    | 'signature'
    | 'algorithm'
    | 'malformed'
    | 'no_user';
};

/** Seconds of clock difference forgiven between the organization's server and us. */
const CLOCK_TOLERANCE_SECONDS = 30;
/** An identity token is made for one visit: one that lives longer than a day is a mistake or a theft waiting to happen. */
const LIFE_MAX_SECONDS = 86_400;
/** Characters of a token that is looked at. */
const TOKEN_CHARS = 4_096;
/** Characters of a secret: 32 of them hold at least 128 bits, as HS256 needs at the least. */
export const IDENTITY_SECRET_CHARS_MIN = 32;

const userId = z.string().min(1).max(200);
const claimsSchema = z.object({
  exp: z.number(),
  user_id: userId.optional(),
  sub: userId.optional(),
  name: z.string().max(200).optional(),
  email: z.email().max(320).optional(),
  partner: z.boolean().optional(),
});

/**
 * Checks a JWT (HS256) that the organization's server signed with its secret. `user_id` or `sub` says who it is (when both
 * are there they must agree), `exp` is required and at most 24 hours ahead. `partner: true` lets them be told what is for
 * partners until then.
 */
export async function verifyCustomerIdentity(
  token: string,
  secret: string | null,
  nowMs: number,
): Promise<Result<CustomerIdentity, IdentityFailure>> {
  if (secret === null || secret.length < IDENTITY_SECRET_CHARS_MIN) return err({ reason: 'not_configured' });
  if (token.length > TOKEN_CHARS) return err({ reason: 'malformed' });
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ['HS256'],
      requiredClaims: ['exp'],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: new Date(nowMs),
    });
    return identityOf(payload, nowMs);
  } catch (cause) {
    return err({ reason: reasonOf(cause) });
  }
}

function identityOf(payload: unknown, nowMs: number): Result<CustomerIdentity, IdentityFailure> {
  const parsed = claimsSchema.safeParse(payload);
  if (!parsed.success) return err({ reason: 'malformed' });
  const claims = parsed.data;
  if (claims.exp > nowMs / 1_000 + LIFE_MAX_SECONDS + CLOCK_TOLERANCE_SECONDS) {
    return err({ reason: 'too_long_lived' });
  }
  const externalId = claims.user_id ?? claims.sub;
  if (externalId === undefined) return err({ reason: 'no_user' });
  if (claims.sub !== undefined && claims.sub !== externalId) return err({ reason: 'malformed' });
  return ok({
    externalId,
    name: claims.name ?? null,
    email: claims.email ?? null,
    partnerUntil: claims.partner === true ? claims.exp * 1_000 : null,
  });
}

function reasonOf(cause: unknown): IdentityFailure['reason'] {
  if (cause instanceof errors.JWTExpired) return 'expired';
  if (cause instanceof errors.JWSSignatureVerificationFailed) return 'signature';
  if (cause instanceof errors.JOSEAlgNotAllowed) return 'algorithm';
  return 'malformed';
}
