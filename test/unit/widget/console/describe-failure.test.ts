import { describe, expect, test } from 'vitest';
import { ApiError } from '../../../../widget/console/data/api-error.ts';
import { describeFailure } from '../../../../widget/console/describe-failure.ts';
import { texts } from '../../../../widget/console/locale/en.ts';

const failure = (part: Partial<ApiError>) =>
  describeFailure(
    new ApiError({
      status: 422,
      code: 'invalid',
      detail: 'The input is wrong.',
      fields: [],
      retryAfterSeconds: null,
      requestId: 'req_1',
      ...part,
    }),
    texts,
  );

describe('a failure in words', () => {
  test('says how long to wait, in whole minutes', () => {
    expect(failure({ code: 'login_paused', status: 429, retryAfterSeconds: 1_741 }).todo).toBe(
      'Try again in 30 min.',
    );
    expect(failure({ code: 'rate_limited', status: 429, retryAfterSeconds: 2 }).todo).toBe(
      'Try again in 1 min.',
    );
  });

  test('names the fields that are wrong', () => {
    const fields = [{ path: 'settings.url', message: 'must be an http or https address' }];
    expect(failure({ fields }).detail).toBe('settings.url must be an http or https address');
  });

  test('of the server has its reference, one of the reader has none', () => {
    expect(failure({ status: 500, code: 'internal' }).detail).toBe('Reference: req_1');
    expect(failure({ status: 401, code: 'invalid_credentials' }).detail).toBe('');
  });

  test('that nobody foresaw still says something', () => {
    expect(failure({ status: 418, code: 'teapot', detail: '' }).what).not.toBe('');
    expect(failure({ status: 0, code: 'offline' })).toMatchObject({ what: texts.errors.offline, detail: '' });
  });
});
