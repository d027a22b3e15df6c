import type { Failed } from './classify.ts';

/**
 * Makes facts of what an official client threw: an error with `status`, `headers` and the parsed body in `error`. By their
 * fields, not their classes, since the clients are only loaded when they are used. `accepted`: the answer's stream had begun,
 * so that a lost connection is a cut answer. Never throws. Pure.
 */
export function readError(thrown: unknown, accepted: boolean): Failed {
  if (thrown instanceof SyntaxError) return { kind: 'malformed', what: 'an event that is not JSON' };
  const status = field(thrown, 'status');
  const body = field(thrown, 'error');
  if (typeof status !== 'number' && (body === undefined || body === null))
    return accepted ? { kind: 'cut' } : { kind: 'unreachable' };
  // Anthropic's body holds its error one level deeper than OpenAI's client hands it out.
  const error = field(body, 'error') ?? body;
  const codes = [
    field(field(error, 'details'), 'error_code'),
    field(error, 'code'),
    field(error, 'type'),
    field(thrown, 'code'),
    field(thrown, 'type'),
  ];
  const message = field(error, 'message');
  const headers = field(thrown, 'headers');
  return {
    kind: 'refused',
    status: typeof status === 'number' ? status : null,
    codes: [...new Set(codes.filter((code) => typeof code === 'string'))],
    message: typeof message === 'string' ? message : '',
    headers: headers instanceof Headers ? headers : null,
  };
}

/** A field of something of which nothing is known; undefined where it has none, or will not tell. */
function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  try {
    return Reflect.get(value, name);
  } catch {
    return undefined;
  }
}
