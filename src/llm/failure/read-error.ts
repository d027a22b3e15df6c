import type { Failed } from './classify.ts';

/**
 * Makes facts of what an official client threw: an error with `status`, `headers` and the parsed body in `error`. By their
 * fields, not their classes, since the clients are only loaded when they are used. `accepted`: the answer's stream had begun,
 * so that a lost connection is a cut answer. Pure.
 */
export function readError(thrown: unknown, accepted: boolean): Failed {
  if (thrown instanceof SyntaxError) return { kind: 'malformed', what: 'an event that is not JSON' };
  const error = fields(thrown);
  const status = typeof error.status === 'number' ? error.status : null;
  const body = error.error;
  if (status === null && (body === undefined || body === null))
    return accepted ? { kind: 'cut' } : { kind: 'unreachable' };
  const outer = fields(body);
  // Anthropic's body holds its error one level deeper than OpenAI's client hands it out.
  const inner = typeof outer.error === 'object' && outer.error !== null ? fields(outer.error) : outer;
  const codes = [
    fields(inner.details).error_code,
    inner.code,
    inner.type,
    error.errorCode,
    error.code,
    error.type,
  ];
  return {
    kind: 'refused',
    status,
    codes: [...new Set(codes.filter((code) => typeof code === 'string'))],
    message: typeof inner.message === 'string' ? inner.message : '',
    headers: error.headers instanceof Headers ? error.headers : null,
  };
}

function fields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(entriesOf(value)) : {};
}

/** What is asked for; a getter of somebody else's class may throw. */
function entriesOf(value: object): [string, unknown][] {
  return FIELDS.flatMap((name): [string, unknown][] => {
    const found: unknown = Reflect.get(value, name);
    return found === undefined ? [] : [[name, found]];
  });
}

const FIELDS = [
  'status',
  'error',
  'headers',
  'errorCode',
  'code',
  'type',
  'message',
  'details',
  'error_code',
];
