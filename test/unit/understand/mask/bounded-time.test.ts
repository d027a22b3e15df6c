import { describe, expect, test } from 'vitest';
import { findPii } from '../../../../src/understand/mask/find-pii.ts';
import { mask, redact } from '../../../../src/understand/mask/mask.ts';
import { cpuMs } from '../../../support/cpu-ms.ts';

/** UTF-16 units: above anything a route accepts. */
const HOSTILE_CHARS = 100_000;
/** Generous for a busy machine: measured on a quiet one, the slowest takes half a second. */
const HOSTILE_MS = 5_000;

const PIECES = [
  'a',
  '1',
  '1 ',
  '1-',
  '@',
  'a@',
  'a.',
  'a b@',
  'eyJ',
  'eyJaaaa.',
  '-----BEGIN PRIVATE KEY-----',
  'password ',
  'password is ',
  'Ab ',
  '12 Ab Ab ',
  '\n',
  ':',
  'a:',
  'four ',
  'https://a',
  '&token',
  'GB82',
  'GB 82 ',
  'Mr. ',
  'corner of ',
  'born ',
  '\u200b',
  '１',
  '(',
  'via ',
  'rue Ab ',
  'ssn is is is is ',
  'api key ',
  '\t',
  'address is ',
  'Dear A ',
  'bearer ',
  '4111 ',
  '4111111111111111 ',
  '[EMAIL_',
  '[EMAIL_1]',
  '名',
  'é',
  'A1 ',
  '🙂',
  "I'm Ab ",
  '\ud800',
  '\0',
];

describe('bad input', () => {
  test.each(PIECES)(
    '%j a hundred thousand characters long is answered in bounded time',
    { timeout: 60_000 },
    (piece) => {
      const text = piece.repeat(Math.ceil(HOSTILE_CHARS / piece.length)).slice(0, HOSTILE_CHARS);
      const started = cpuMs();
      for (const span of findPii(text)) expect(span.end).toBeLessThanOrEqual(text.length);
      expect(cpuMs() - started).toBeLessThan(HOSTILE_MS);
    },
  );

  test('many finds that lie over each other cost no more in a longer text', { timeout: 60_000 }, () => {
    const started = process.cpuUsage().user;
    findPii('John '.repeat((4 * HOSTILE_CHARS) / 5));
    expect((process.cpuUsage().user - started) / 1_000).toBeLessThan(HOSTILE_MS);
  });

  test('twice the text takes about twice the time: no pattern goes back over what it has read', {
    timeout: 60_000,
  }, () => {
    const time = (length: number) => {
      const text = '12 Ab rue Mr. Ab born 4111 1111 password api key a@b '.repeat(length / 50);
      findPii(text);
      const started = process.cpuUsage().user;
      findPii(text);
      return process.cpuUsage().user - started;
    };
    expect(time(80_000) / Math.max(time(20_000), 1_000)).toBeLessThan(12);
  });

  test.each([
    'Ab, ',
    '12 Ab ',
    'Acme Ltd, Ab, ',
    'Ab & ',
    'ab j cd ',
    'Halle (',
    '12 Abgatan ',
    'corner of 5th and ',
    'Ab Cd\nManager\nAb\n12\n',
    'driving licence A1 A1 ',
  ])('details of %j take time that grows with the text alone', { timeout: 60_000 }, (piece) => {
    // The least of some runs: one alone may hold a collection of garbage, or the machine's moment of weakness.
    const time = (length: number) => {
      const text = piece.repeat(length / piece.length);
      const runs = Array.from({ length: 4 }, () => {
        const started = cpuMs();
        findPii(text, { details: true });
        return cpuMs() - started;
      });
      return Math.min(...runs);
    };
    expect(time(80_000) / Math.max(time(20_000), 1)).toBeLessThan(12);
  });

  test.each(['', ' ', '\0', '\ud800', '🙂🙂🙂', '\u200b\u200b', '[]', '[EMAIL_]'])(
    '%j has nothing and stays as it is',
    (text) => {
      expect(findPii(text)).toEqual([]);
      expect(mask(text).text).toBe(text);
      expect(redact(text)).toBe(text);
    },
  );
});
