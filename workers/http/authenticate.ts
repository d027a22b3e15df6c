import { type AuthenticateFailure, authenticateAny } from '../../src/auth/authenticate.ts';
import { err, ok, type Result } from '../../src/domain/result.ts';
import type { Principal } from '../../src/domain/user.ts';
import type { Problem } from '../../src/protocol/problem.ts';
import type { HttpDeps } from './deps.ts';

/** The holder of a bearer credential of any kind, or the 401 to answer. */
export async function authenticate(
  deps: HttpDeps,
  credential: string | null,
): Promise<Result<Principal, Problem>> {
  if (credential === null) return err({ code: 'unauthenticated', detail: 'Send Authorization: Bearer.' });
  const { tokens } = deps.auth;
  const known = await authenticateAny({ tokens, apiKeys: deps.records.apiKeys }, credential);
  return known.ok ? ok(known.value) : err(problemOf(known.error));
}

/** Why a token is refused is for the log of an attacker's patience: only `expired` helps an honest client. Pure. */
function problemOf(failure: AuthenticateFailure): Problem {
  return failure.reason === 'expired'
    ? { code: 'token_expired', detail: 'Get a new token and repeat the request.' }
    : { code: 'unauthenticated', detail: 'The credential is not valid.' };
}
