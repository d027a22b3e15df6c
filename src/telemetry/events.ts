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

/** A model was to answer and did not; the quoted answer was said. */
export function answerNotGenerated(
  log: Logger,
  answer: { organizationId: string; conversationId: string; requestId: string; why: string },
): void {
  if (QUIET.has(answer.why)) log.info('answer.quoted', answer);
  else log.warn('answer.quoted', answer);
}

/** The model itself said that the articles do not hold the answer: nothing is wrong. */
const QUIET: ReadonlySet<string> = new Set(['unknown']);

/** Parts of a model's answer were not said, by reason and count; the words themselves are not logged. */
export function outputDropped(
  log: Logger,
  answer: { organizationId: string; conversationId: string; requestId: string },
  reasons: Readonly<Record<string, number>>,
): void {
  if (Object.keys(reasons).length > 0) log.warn('answer.output_dropped', { ...answer, ...reasons });
}

/** A tool was asked for, or run; its arguments and its result are not logged. */
export function toolRun(
  log: Logger,
  run: {
    organizationId: string;
    conversationId: string;
    requestId: string;
    runId: string;
    tool: string;
    effect: string;
    step: string;
    durationMs?: number;
    reason?: string;
  },
): void {
  const fields: LogFields = { ...run };
  if (run.step === 'refused' || run.step === 'failed' || run.step === 'uncertain')
    log.warn('tool.run', fields);
  else log.info('tool.run', fields);
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
