import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLogger, errorFields, type LogLevel } from '../../../src/telemetry/logger.ts';
import { maskText } from '../../../src/telemetry/mask.ts';

function recorder() {
  const lines: [LogLevel, string][] = [];
  const logger = createLogger({ clock: () => 0, write: (level, line) => lines.push([level, line]) });
  return { logger, lines };
}

describe('a log line', () => {
  it('is one line of JSON: time, level, event, then the fields of the logger and of the event', () => {
    const { logger, lines } = recorder();
    logger.with({ requestId: 'req_1' }).warn('something.happened', { count: 2, none: null, gone: undefined });
    expect(lines).toEqual([
      [
        'warn',
        '{"time":"1970-01-01T00:00:00.000Z","level":"warn","event":"something.happened","requestId":"req_1","count":2,"none":null}',
      ],
    ]);
  });

  it('stays one line and keeps its event, whatever the values', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (event, value) => {
        const { logger, lines } = recorder();
        logger.info('real', { note: value, event, level: 'forged', time: 'never' });
        expect(lines[0]?.[1]).not.toMatch(/[\n\r]/);
        expect(JSON.parse(lines[0]?.[1] ?? '')).toMatchObject({ event: 'real', level: 'info' });
      }),
    );
  });

  it('is never worth an exception', () => {
    const broken = createLogger({
      clock: () => Number.NaN,
      write: () => {
        throw new Error('disk full');
      },
    });
    expect(() => broken.error('x')).not.toThrow();
  });

  it('keeps ids as they are, so that they can be searched for', () => {
    const { logger, lines } = recorder();
    const requestId = '4111111111111111';
    logger.info('x', { requestId, organizationId: 'org_123456789', note: requestId });
    expect(JSON.parse(lines[0]?.[1] ?? '')).toMatchObject({
      requestId,
      organizationId: 'org_123456789',
      note: '[digits]',
    });
  });
});

describe('masking', () => {
  it('takes out e-mail addresses, tokens, keys and long numbers, and leaves the rest readable', () => {
    const cases: [string, string][] = [
      ['mail ada.lovelace+x@example.co.uk now', 'mail [email] now'],
      ['card 4111 1111 1111 1111, cvv 123', 'card [digits], cvv 123'],
      ['call +43 (660) 123-45-67', 'call [digits]'],
      ['ssn 123-45-6789', 'ssn [digits]'],
      ['Authorization: Bearer abc.def', 'Authorization: [token]'],
      ['edgewise.v1, bearer.abc.def', 'edgewise.v1, [token]'],
      ['key ew_live_0123456789abcdef', 'key [key]'],
      ['jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln', 'jwt [token]'],
      ['conversation cnv_0A1B2C3D4E5F6G7H8I9J0K', 'conversation cnv_0A1B2C3D4E5F6G7H8I9J0K'],
      ['took 12345 ms at v1.20261023.1', 'took 12345 ms at v1.20261023.1'],
    ];
    for (const [text, masked] of cases) expect(maskText(text)).toBe(masked);
  });

  it('is finished on text made to slow it down', () => {
    for (const text of [
      'a'.repeat(1e5),
      '1 '.repeat(1e5),
      '@'.repeat(1e5),
      'a@'.repeat(1e5),
      'eyJ'.repeat(1e5),
    ]) {
      expect(maskText(text).length).toBeLessThanOrEqual(2_000);
    }
  });
});

describe('something thrown', () => {
  it('is told by name, code, message and cause, and a value that is no error by its text', () => {
    const error = Object.assign(new TypeError('top', { cause: new Error('below') }), { code: 'E1' });
    expect(errorFields(error)).toMatchObject({
      error: 'TypeError',
      code: 'E1',
      message: 'top',
      cause: 'Error: below',
    });
    expect(errorFields('just text')).toEqual({ error: 'just text' });
  });
});
