import { err, ok, type Result } from '../domain/result.ts';
import type { Principal, Role } from '../domain/user.ts';
import { apiKeyHash, looksLikeApiKey } from './api-key.ts';
import type { TokenFailure, Tokens } from './tokens.ts';

export interface AuthenticateDeps {
  tokens: Pick<Tokens, 'verify'>;
  apiKeys: {
    findByHash(
      hash: string,
    ): Promise<{ id: string; organizationId: string; role: Role; name: string } | null>;
  };
}

export type AuthenticateFailure = TokenFailure | { reason: 'unknown_api_key' };

/** Who a bearer credential of a user or a program is: an access token or an API key. */
export async function authenticateUser(
  deps: AuthenticateDeps,
  credential: string,
): Promise<Result<Principal, AuthenticateFailure>> {
  if (looksLikeApiKey(credential)) return authenticateKey(deps, credential);
  const verified = await deps.tokens.verify('access', credential);
  return verified.ok ? ok({ kind: 'user', ...verified.value }) : verified;
}

/** The same, or a customer's widget token: for the routes of a conversation. */
export async function authenticateAny(
  deps: AuthenticateDeps,
  credential: string,
): Promise<Result<Principal, AuthenticateFailure>> {
  const user = await authenticateUser(deps, credential);
  if (user.ok || user.error.reason !== 'wrong_kind') return user;
  return authenticateCustomer(deps, credential);
}

/** A customer's widget token. */
export async function authenticateCustomer(
  { tokens }: Pick<AuthenticateDeps, 'tokens'>,
  credential: string,
): Promise<Result<Principal, TokenFailure>> {
  const verified = await tokens.verify('widget', credential);
  if (!verified.ok) return verified;
  const { jurisdiction, ...customer } = verified.value;
  return ok({ kind: 'customer', ...customer, ...(jurisdiction !== null && { jurisdiction }) });
}

async function authenticateKey(
  { apiKeys }: AuthenticateDeps,
  credential: string,
): Promise<Result<Principal, AuthenticateFailure>> {
  const hash = await apiKeyHash(credential);
  const key = hash === null ? null : await apiKeys.findByHash(hash);
  if (key === null) return err({ reason: 'unknown_api_key' });
  const { id: keyId, organizationId, role, name } = key;
  return ok({ kind: 'api-key', organizationId, keyId, role, name });
}
