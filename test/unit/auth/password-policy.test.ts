import { expect, test } from 'vitest';
import { checkNewPassword } from '../../../src/auth/password-policy.ts';

test.each([
  'correct horse battery',
  'edgewise-demo',
  'x7$kQ2!p',
  'Tr0ub4dor&3',
  'passwordless is the future',
  '密码密码密码密码安全',
  'a'.repeat(100) + 'bc'.repeat(50),
])('a good password may be set: %s', (password) => {
  expect(checkNewPassword(password)).toEqual({ ok: true, value: null });
});

test.each([
  ['1234567', 'too_short'],
  ['👍👍👍👍', 'too_short'],
  ['ab'.repeat(101), 'too_long'],
  ['bad \ud800 surrogate', 'malformed'],
  ['password', 'common'],
  ['Password1', 'common'],
  ['PASSWORD123!', 'common'],
  ['123password', 'common'],
  ['letmein!!', 'common'],
  ['qwertyuiop', 'common'],
  ['p@ssw0rd', 'common'],
  ['Salesforce1', 'common'],
  ['12345678', 'common'],
  ['87654321', 'common'],
  ['abcdefghij', 'common'],
  ['aaaaaaaaaaaa', 'common'],
  ['abababababab', 'common'],
  ['19841985', 'common'],
])('%s is refused: %s', (password, reason) => {
  expect(checkNewPassword(password)).toMatchObject({ ok: false, error: { reason } });
});
