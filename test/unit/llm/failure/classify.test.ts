import { describe, expect, test } from 'vitest';
import { classify, RETRY_WITHIN_MS } from '../../../../src/llm/failure/classify.ts';
import { readError } from '../../../../src/llm/failure/read-error.ts';

const NOW = Date.UTC(2026, 10, 22, 12);

/** An error as OpenAI's client throws it: the inner part of the body, and its fields once more. */
function openAiError(
  status: number | undefined,
  error: object | undefined,
  headers: Record<string, string> = {},
) {
  return Object.assign(new Error('words of a customer, sk-secret'), {
    status,
    error,
    headers: new Headers(headers),
    ...error,
  });
}

/** An error as Anthropic's client throws it: with the whole body. */
function anthropicError(
  status: number | undefined,
  type: string,
  {
    message = '',
    code,
    headers = {},
  }: { message?: string; code?: string; headers?: Record<string, string> } = {},
) {
  const error = {
    type: 'error',
    error: { type, message, ...(code ? { details: { error_code: code } } : {}) },
    request_id: 'req_1',
  };
  return Object.assign(new Error('words of a customer, sk-secret'), {
    status,
    error,
    type,
    headers: new Headers(headers),
  });
}

const said = (type: string, code: string | null = null, message = '') => ({
  type,
  code,
  message,
  param: null,
});

describe('what a provider’s refusal means, and what may help', () => {
  test.each<[string, unknown, string, string]>([
    [
      'a rate limit',
      openAiError(429, said('rate_limit_error', 'rate_limit_exceeded')),
      'rate_limited',
      'retry',
    ],
    ['a rate limit of Anthropic', anthropicError(429, 'rate_limit_error'), 'rate_limited', 'retry'],
    ['slow down', openAiError(503, said('service_unavailable_error', 'slow_down')), 'rate_limited', 'retry'],
    [
      'a quota that never heals',
      openAiError(429, said('insufficient_quota', 'insufficient_quota')),
      'quota_exhausted',
      'fallback',
    ],
    [
      'no credit',
      openAiError(429, said('insufficient_quota', 'credit_balance_exhausted')),
      'quota_exhausted',
      'fallback',
    ],
    [
      'a project’s limit',
      openAiError(429, said('insufficient_quota', 'project_spend_limit_exceeded')),
      'quota_exhausted',
      'fallback',
    ],
    [
      'a tier’s cap',
      anthropicError(429, 'rate_limit_error', { code: 'enforced_spend_limit_reached' }),
      'quota_exhausted',
      'fallback',
    ],
    [
      'a cap by its words',
      anthropicError(429, 'rate_limit_error', {
        message: 'You have reached your API usage limits: your organization …',
      }),
      'quota_exhausted',
      'fallback',
    ],
    [
      'no credit, as a 400',
      anthropicError(400, 'invalid_request_error', {
        message: 'Your credit balance is too low to access the Anthropic API.',
      }),
      'quota_exhausted',
      'fallback',
    ],
    [
      'an own limit, as a 400',
      anthropicError(400, 'invalid_request_error', {
        message: 'You have reached your specified workspace API usage limits. You will regain access on …',
      }),
      'quota_exhausted',
      'fallback',
    ],
    ['a bill that is not paid', anthropicError(402, 'billing_error'), 'quota_exhausted', 'fallback'],
    ['an overload', anthropicError(529, 'overloaded_error'), 'overloaded', 'retry'],
    [
      'an overload of OpenAI',
      openAiError(503, said('service_unavailable_error', 'server_is_overloaded')),
      'overloaded',
      'retry',
    ],
    ['an overload after HTTP 200', anthropicError(undefined, 'overloaded_error'), 'overloaded', 'retry'],
    ['a fault after HTTP 200', anthropicError(undefined, 'api_error'), 'unavailable', 'retry'],
    [
      'a fault of OpenAI after HTTP 200',
      openAiError(undefined, said('server_error')),
      'unavailable',
      'retry',
    ],
    [
      'a rate limit after HTTP 200',
      openAiError(undefined, said('tokens', 'rate_limit_exceeded')),
      'rate_limited',
      'retry',
    ],
    ['something unknown after HTTP 200', openAiError(undefined, said('strange')), 'unavailable', 'fallback'],
    ['a server’s fault', openAiError(500, said('server_error')), 'unavailable', 'retry'],
    ['a gateway’s fault', openAiError(502, undefined), 'unavailable', 'retry'],
    ['a gateway that waited in vain', anthropicError(504, 'timeout_error'), 'unavailable', 'retry'],
    ['a conflict', anthropicError(409, 'conflict_error'), 'unavailable', 'retry'],
    ['a request timeout', openAiError(408, undefined), 'unavailable', 'retry'],
    [
      'a wrong key',
      openAiError(401, said('invalid_request_error', 'invalid_api_key')),
      'unauthorized',
      'fallback',
    ],
    ['a wrong key of Anthropic', anthropicError(401, 'authentication_error'), 'unauthorized', 'fallback'],
    ['no permission', anthropicError(403, 'permission_error'), 'unauthorized', 'fallback'],
    [
      'a wrong place',
      openAiError(403, said('request_forbidden', 'unsupported_country_region_territory')),
      'region_refused',
      'fallback',
    ],
    [
      'a wrong place by its words',
      openAiError(403, said('x', null, 'Country, region, or territory not supported')),
      'region_refused',
      'fallback',
    ],
    [
      'a wrong place for Anthropic',
      anthropicError(403, 'forbidden', { message: 'Request not allowed' }),
      'region_refused',
      'fallback',
    ],
    [
      'an unknown model',
      openAiError(404, said('invalid_request_error', 'model_not_found')),
      'unknown_model',
      'fallback',
    ],
    ['an unknown model of Anthropic', anthropicError(404, 'not_found_error'), 'unknown_model', 'fallback'],
    [
      'too long a prompt',
      openAiError(400, said('invalid_request_error', 'context_length_exceeded')),
      'too_long',
      'fallback',
    ],
    [
      'too long a prompt of Anthropic',
      anthropicError(400, 'invalid_request_error', {
        message: 'prompt is too long: 210000 tokens > 200000 maximum',
      }),
      'too_long',
      'fallback',
    ],
    ['too large a request', anthropicError(413, 'request_too_large'), 'too_long', 'fallback'],
    [
      'more than a minute’s tokens',
      openAiError(
        429,
        said('tokens', 'rate_limit_exceeded', 'Request too large for gpt-6-luna on tokens per min'),
      ),
      'too_long',
      'fallback',
    ],
    ['a wrong request', openAiError(400, said('invalid_request_error')), 'bad_request', 'fallback'],
    ['a wrong request, as 422', openAiError(422, undefined), 'bad_request', 'fallback'],
    ['a redirect', openAiError(307, undefined), 'bad_response', 'fallback'],
    [
      'a body that is no object',
      Object.assign(new Error(), { status: 500, error: 'oops', headers: null }),
      'unavailable',
      'retry',
    ],
  ])('%s', (_, thrown, reason, next) => {
    expect(classify(readError(thrown, true), NOW)).toMatchObject({ reason, next });
  });

  test.each([
    [openAiError(undefined, undefined), false, 'unavailable'],
    [new TypeError('fetch failed'), false, 'unavailable'],
    [new TypeError('terminated'), true, 'incomplete'],
    [new SyntaxError('Unexpected token'), true, 'bad_response'],
    ['no error at all', true, 'incomplete'],
    [null, false, 'unavailable'],
  ])('what was thrown without an answer is told apart by when it was: %s, %s', (thrown, accepted, reason) => {
    const next = reason === 'bad_response' ? 'fallback' : 'retry';
    expect(classify(readError(thrown, accepted), NOW)).toMatchObject({ reason, next });
  });

  test.each([
    [{ 'retry-after': '2' }, 2_000, 'retry'],
    [{ 'retry-after-ms': '120.5' }, 121, 'retry'],
    [{ 'retry-after-ms': '120', 'retry-after': '60' }, 120, 'retry'],
    [{ 'retry-after': '0' }, 0, 'retry'],
    [{ 'retry-after': String(RETRY_WITHIN_MS / 1_000 + 1) }, RETRY_WITHIN_MS + 1_000, 'fallback'],
    [{ 'retry-after': 'Sun, 22 Nov 2026 12:00:01 GMT' }, 1_000, 'retry'],
    [{ 'retry-after': 'Sun, 22 Nov 2026 11:00:00 GMT' }, 0, 'retry'],
    [{ 'retry-after': 'soon' }, null, 'retry'],
    [{ 'retry-after': '-5' }, null, 'retry'],
    [{ 'retry-after': ' ' }, null, 'retry'],
    [{ 'retry-after': '1', 'x-should-retry': 'false' }, 1_000, 'fallback'],
  ])('%j is waited for %s ms, and no longer than a customer would: %s', (headers, retryAfterMs, next) => {
    const thrown = openAiError(429, said('rate_limit_error'), headers);
    expect(classify(readError(thrown, false), NOW)).toMatchObject({
      reason: 'rate_limited',
      retryAfterMs,
      next,
    });
  });

  test('an overload that names a long time is not waited for', () => {
    const thrown = anthropicError(529, 'overloaded_error', { headers: { 'retry-after': '30' } });
    expect(classify(readError(thrown, false), NOW)).toMatchObject({ next: 'fallback', retryAfterMs: 30_000 });
  });

  test('a provider’s advice to try again does not make a spent account rich', () => {
    const thrown = openAiError(429, said('insufficient_quota'), {
      'x-should-retry': 'true',
      'retry-after': '1',
    });
    expect(classify(readError(thrown, false), NOW).next).toBe('fallback');
  });

  test('the detail holds neither words of the customer nor keys, whatever the provider repeats', () => {
    const secret = 'my card is 4242 and sk-secret';
    for (const thrown of [
      openAiError(400, said(secret, secret, secret), { 'retry-after': secret }),
      anthropicError(529, secret, { message: secret, code: secret }),
      Object.assign(new Error(secret), { status: 418, code: secret }),
      new SyntaxError(secret),
      new Error(secret),
    ]) {
      const { detail } = classify(readError(thrown, true), NOW);
      expect(detail).not.toMatch(/card|4242|sk-|customer/);
      expect(detail.length).toBeGreaterThan(0);
      expect(detail.length).toBeLessThan(80);
    }
  });

  test('known codes are named, so that whoever reads the log knows what to do', () => {
    const thrown = openAiError(429, said('insufficient_quota', 'project_spend_limit_exceeded'));
    expect(classify(readError(thrown, false), NOW).detail).toBe(
      'status 429, project_spend_limit_exceeded, insufficient_quota',
    );
  });

  test('an error whose fields cannot be read is a lost connection, not a second error', () => {
    const hostile = Object.defineProperty(new Error(), 'status', {
      get() {
        throw new Error('no');
      },
    });
    expect(classify(readError(hostile, false), NOW).reason).toBe('unavailable');
  });
});
