import { errorFields, type LogFields, type Logger } from './logger.ts';

/** One helper per business event, so that an event's name and fields are decided in one place. None of them throws. */

export interface HttpAccess {
  method: string;
  /** The route's pattern, never the path: a path can hold a customer's data. */
  route: string;
  status: number;
  durationMs: number;
  organizationId?: string | undefined;
  principal?: string | undefined;
  conversationId?: string | undefined;
}

export function httpAccess(log: Logger, access: HttpAccess): void {
  const fields: LogFields = { ...access };
  if (access.status >= 500) log.error('http.access', fields);
  else log.info('http.access', fields);
}

export function unexpectedFailure(log: Logger, where: string, thrown: unknown): void {
  log.error('unexpected.failure', { where, ...errorFields(thrown) });
}

export function loginSucceeded(log: Logger, user: { organizationId: string; userId: string }): void {
  log.info('auth.login', { ...user, outcome: 'success' });
}

export function loginFailed(log: Logger, why: 'invalid' | 'throttled'): void {
  log.warn('auth.login', { outcome: 'failure', why });
}

export function refreshTokenReused(log: Logger): void {
  log.warn('auth.refresh_reused', { outcome: 'family_ended' });
}

export function widgetSessionOpened(
  log: Logger,
  session: { organizationId: string; conversationId: string; resumed: boolean; verified: boolean },
): void {
  log.info('widget.session', session);
}

/** An attack on the assistant was noticed; the message itself is not logged. */
export function attackNoticed(
  log: Logger,
  attack: { organizationId: string; conversationId: string; requestId: string; kind: string; score: number },
): void {
  log.warn('guard.attack', attack);
}

/** Sentences of an answer were left out because no quote held them: a fault of ours, so that it must be seen. */
export function untraceableDropped(
  log: Logger,
  answer: { organizationId: string; conversationId: string; requestId: string; sentences: number },
): void {
  log.error('answer.untraceable', answer);
}

export function socketRefused(log: Logger, why: string): void {
  log.info('socket.refused', { why });
}

export function accessDenied(log: Logger, denial: { permission: string; role: string }): void {
  log.warn('auth.denied', denial);
}

export function rateLimited(log: Logger, limiter: string): void {
  log.warn('http.rate_limited', { limiter });
}

export function articleIndexed(
  log: Logger,
  article: { organizationId: string; articleId: string; version: number; durationMs: number },
): void {
  log.info('knowledge.indexed', article);
}

export function articleIndexFailed(
  log: Logger,
  article: { organizationId: string; articleId: string; version: number },
  thrown: unknown,
): void {
  log.error('knowledge.index_failed', { ...article, ...errorFields(thrown) });
}

export function dependencyDown(log: Logger, dependency: string, thrown: unknown): void {
  log.error('health.dependency_down', { dependency, ...errorFields(thrown) });
}
