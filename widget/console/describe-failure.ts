import { fill } from '../locale/texts.ts';
import type { Failure } from './data/api-error.ts';
import type { Texts } from './locale/texts.ts';

/** Codes whose own English detail says nothing that the words here do not say. */
const PLAIN = new Set([
  'offline',
  'timeout',
  'internal',
  'unavailable',
  'forbidden',
  'not_found',
  'login_paused',
  'invalid_credentials',
]);

/** A failure in the reader's words; `detail` is what the server added, in English, and empty where it adds nothing. Pure. */
export function describeFailure(
  failure: Failure,
  texts: Texts,
): { what: string; todo: string; detail: string } {
  const { errors } = texts;
  const seconds = failure.retryAfterSeconds;
  const later = seconds === null ? errors.later : fill(errors.laterIn, Math.max(1, Math.ceil(seconds / 60)));
  const [what, todo] = wordsOf(failure, texts, later);
  const fields = failure.fields
    .map(({ path, message }) => (path ? `${path} ${message}` : message))
    .join('; ');
  const detail = PLAIN.has(failure.code) ? '' : fields || failure.detail;
  const trace = failure.status >= 500 && failure.requestId ? fill(errors.reference, failure.requestId) : '';
  return { what, todo, detail: [detail, trace].filter(Boolean).join(' ') };
}

function wordsOf({ code, status }: Failure, { errors }: Texts, later: string): [what: string, todo: string] {
  switch (code) {
    case 'offline':
      return [errors.offline, errors.offlineTodo];
    case 'timeout':
      return [errors.timeout, errors.again];
    case 'invalid_credentials':
      return [errors.credentials, errors.credentialsTodo];
    case 'login_paused':
      return [errors.paused, later];
    case 'rate_limited':
      return [errors.tooFast, later];
    case 'forbidden':
      return [errors.forbidden, errors.forbiddenTodo];
    case 'not_found':
      return [errors.missing, errors.missingTodo];
    case 'version_conflict':
      return [errors.conflict, errors.conflictTodo];
    case 'too_large':
      return [errors.tooLarge, ''];
    case 'limit_reached':
      return [errors.limit, ''];
    default:
      return status >= 500 || status === 0 ? [errors.server, later] : [errors.refused, ''];
  }
}
