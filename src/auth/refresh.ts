import { err, ok, type Result } from '../domain/result.ts';
import type { User } from '../domain/user.ts';
import { sha256Hex } from './encoding.ts';
import { type LoginDeps, type Session, sessionOf } from './login.ts';
import { isRefreshToken, newRefreshToken } from './opaque-secret.ts';

interface SessionOwner {
  organizationId: string;
  userId: string;
  familyId: string;
}

export interface RefreshDeps {
  users: { get(organizationId: string, userId: string): Promise<User | null> };
  sessions: {
    rotate(
      tokenHash: string,
      nextHash: string,
    ): Promise<
      Result<
        SessionOwner,
        { reason: 'unknown' | 'expired' | 'ended' } | ({ reason: 'reused' } & SessionOwner)
      >
    >;
    endByToken(tokenHash: string, reason: 'logout' | 'disabled'): Promise<SessionOwner | null>;
  };
  tokens: LoginDeps['tokens'];
}

/** For the log; a client learns only that it must log in again. `reused` names whose session was ended by it. */
export type RefreshFailure =
  | { reason: 'malformed' | 'unknown' | 'expired' | 'ended' | 'disabled' }
  | ({ reason: 'reused' } & SessionOwner);

/** Exchanges a refresh token for a new one and an access token. A token used twice ends its whole family. */
export async function refresh(
  deps: RefreshDeps,
  refreshToken: string,
): Promise<Result<Session, RefreshFailure>> {
  if (!isRefreshToken(refreshToken)) return err({ reason: 'malformed' });
  const next = await newRefreshToken();
  const rotated = await deps.sessions.rotate(await sha256Hex(refreshToken), next.hash);
  if (!rotated.ok) return rotated;
  const user = await deps.users.get(rotated.value.organizationId, rotated.value.userId);
  if (user === null || user.disabledAt !== null) {
    await deps.sessions.endByToken(next.hash, 'disabled');
    return err({ reason: 'disabled' });
  }
  return ok(await sessionOf(deps, user, next.secret));
}

/** Ends the session of a refresh token, whichever of its family it is; null when there was none to end. */
export async function logout(
  deps: Pick<RefreshDeps, 'sessions'>,
  refreshToken: string,
): Promise<SessionOwner | null> {
  if (!isRefreshToken(refreshToken)) return null;
  return deps.sessions.endByToken(await sha256Hex(refreshToken), 'logout');
}
