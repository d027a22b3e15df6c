import type { Clock } from '../domain/clock.ts';
import { LIMITS } from '../domain/limits.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { User } from '../domain/user.ts';
import { type AttemptCount, LOGIN_TRIES, throttle } from './login-throttle.ts';
import { newRefreshToken } from './opaque-secret.ts';
import { hashPassword, needsRehash, verifyNothing, verifyPassword } from './password.ts';
import { PASSWORD_CHARS } from './password-policy.ts';
import type { Tokens } from './tokens.ts';

/** What a login or a refresh answers. `expiresIn` is the access token's life in seconds. */
export interface Session {
  accessToken: string;
  refreshToken: string;
  expiresIn: number;
  user: User;
}

export interface LoginDeps {
  users: {
    findCredentialsByEmail(email: string): Promise<{ user: User; passwordHash: string } | null>;
    update(organizationId: string, userId: string, patch: { passwordHash: string }): Promise<unknown>;
  };
  sessions: { start(organizationId: string, userId: string, tokenHash: string): Promise<unknown> };
  attempts: {
    count(subject: string, limit: number): Promise<AttemptCount>;
    takeBack(subject: string): Promise<void>;
    clear(subject: string): Promise<void>;
  };
  tokens: Pick<Tokens, 'sign'>;
  /** Keyed hash of a throttle subject: neither addresses nor accounts stand readable in the counters. */
  fingerprint(subject: string): Promise<string>;
  clock: Clock;
}

/** `invalid` says nothing more on purpose: unknown e-mail, wrong password and disabled user are the same to a stranger. */
export type LoginFailure = { reason: 'invalid' } | { reason: 'throttled'; retryAfterSeconds: number };

/**
 * A password login: count the try -> throttle -> find the user -> check the password (or spend the same time) -> forget the
 * count -> renew an old hash -> begin a session.
 */
export async function login(
  deps: LoginDeps,
  input: { email: string; password: string; address: string },
): Promise<Result<Session, LoginFailure>> {
  const email = input.email.trim().toLowerCase();
  const account = await deps.fingerprint(`account:${email}`);
  const address = await deps.fingerprint(`address:${input.address}`);
  const pause = await countTry(deps, account, address);
  if (pause > 0) return err({ reason: 'throttled', retryAfterSeconds: pause });

  const found = await deps.users.findCredentialsByEmail(email);
  const right = await isRight(input.password, found?.passwordHash ?? null);
  if (found === null || !right || found.user.disabledAt !== null) return err({ reason: 'invalid' });

  await deps.attempts.clear(account);
  await deps.attempts.takeBack(address);
  await renewHash(deps, found, input.password);
  const refresh = await newRefreshToken();
  await deps.sessions.start(found.user.organizationId, found.user.id, refresh.hash);
  return ok(await sessionOf(deps, found.user, refresh.secret));
}

/** The answer to a user who has just proved who they are. */
export async function sessionOf(
  { tokens }: Pick<LoginDeps, 'tokens'>,
  user: User,
  refreshToken: string,
): Promise<Session> {
  const { organizationId, id: userId, role, name } = user;
  const access = await tokens.sign('access', { organizationId, userId, role, name });
  return { accessToken: access.token, refreshToken, expiresIn: LIMITS.accessTokenSeconds, user };
}

/** Seconds to wait, 0 when the try may go on. Both are counted, whatever the other says. */
async function countTry(deps: LoginDeps, account: string, address: string): Promise<number> {
  const now = deps.clock();
  const decisions = [
    throttle(await deps.attempts.count(address, LOGIN_TRIES.address), LOGIN_TRIES.address, now),
    throttle(await deps.attempts.count(account, LOGIN_TRIES.account), LOGIN_TRIES.account, now),
  ];
  return Math.max(...decisions.map((one) => (one.allowed ? 0 : one.retryAfterSeconds)));
}

async function isRight(password: string, hash: string | null): Promise<boolean> {
  const bounded = password.slice(0, PASSWORD_CHARS.max * 2);
  return hash === null ? verifyNothing(bounded) : verifyPassword(bounded, hash);
}

async function renewHash(
  deps: LoginDeps,
  { user, passwordHash }: { user: User; passwordHash: string },
  password: string,
): Promise<void> {
  if (!needsRehash(passwordHash)) return;
  await deps.users.update(user.organizationId, user.id, { passwordHash: await hashPassword(password) });
}
