import type { Context } from 'hono';
import type { IllegalTransition } from '../../src/domain/conversation.ts';
import { PROBLEMS, type Problem, problemBody } from '../../src/protocol/problem.ts';
import type { PostFailure } from '../conversation/api.ts';
import type { HttpEnv } from './deps.ts';

/** Answers a problem as `application/problem+json`, with `Retry-After` and `WWW-Authenticate` where they belong. */
export function problemResponse(c: Context<HttpEnv>, problem: Problem): Response {
  const headers: Record<string, string> = { 'Content-Type': 'application/problem+json' };
  if (problem.retryAfterSeconds !== undefined) {
    headers['Retry-After'] = String(Math.max(1, Math.ceil(problem.retryAfterSeconds)));
  }
  const { status } = PROBLEMS[problem.code];
  if (status === 401) headers['WWW-Authenticate'] = 'Bearer';
  return c.body(JSON.stringify(problemBody(problem, c.get('requestId'))), status, headers);
}

/** The one answer for what does not exist and for what belongs to somebody else: nobody can tell the two apart. */
export const NOT_FOUND: Problem = { code: 'not_found', detail: 'There is nothing here under this id.' };

/** Expected failures of the layers below, by their tag. */
export type Failure =
  | PostFailure
  | IllegalTransition
  | { reason: 'timeout' }
  | { reason: 'email_taken' }
  | { reason: 'last_owner' }
  | { reason: 'version_conflict' }
  | { reason: 'belongs_to_source' }
  | { reason: 'invalid_cursor' }
  | { reason: 'limit_reached'; limit: number };

/** From a failure inside to the wire: rich inside, poor outside. The switch is exhaustive. Pure. */
export function problemOf(failure: Failure): Problem {
  switch (failure.reason) {
    case 'not_found':
      return NOT_FOUND;
    case 'ended':
      return { code: 'ended', detail: 'The conversation has ended; begin a new one.' };
    case 'rate_limited':
      return {
        code: 'rate_limited',
        detail: 'Messages arrive faster than a conversation takes them.',
        retryAfterSeconds: failure.retryAfterMs / 1_000,
      };
    case 'full':
      return { code: 'full', detail: `A conversation holds at most ${failure.limit} messages.` };
    case 'not_owner':
      return { code: 'not_owner', detail: 'Take the conversation over before you write in it.' };
    case 'illegal_transition':
      return {
        code: 'illegal_transition',
        detail: `A conversation that is ${failure.from} does not take ${failure.event}.`,
      };
    case 'timeout':
      return { code: 'unavailable', detail: 'It took too long; try again.', retryAfterSeconds: 1 };
    case 'email_taken':
      return { code: 'email_taken', detail: 'Another user has this e-mail address.' };
    case 'last_owner':
      return { code: 'last_owner', detail: 'Make somebody else an owner first.' };
    case 'invalid_cursor':
      return {
        code: 'invalid',
        detail: 'The cursor is not one of this list.',
        errors: [{ path: 'cursor', message: 'must be the nextCursor of a page of this list' }],
      };
    case 'limit_reached':
      return { code: 'limit_reached', detail: `The organization may have at most ${failure.limit}.` };
    case 'belongs_to_source':
      return {
        code: 'belongs_to_source',
        detail:
          'The article is made from a source, which would overwrite the change. Change the document there, or choose another id.',
      };
    case 'version_conflict':
      return { code: 'version_conflict', detail: 'Read it again and repeat the change.' };
  }
}

/** Unwraps for handlers: `{ problem }` is a reply that `defineRoute` sends. Pure. */
export function refuse(problem: Problem): { problem: Problem } {
  return { problem };
}
