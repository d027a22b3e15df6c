import { err, ok, type Result } from '../domain/result.ts';

/** NIST SP 800-63B: at least 8 characters, no composition rules, known bad ones refused. 200 bounds the work of hashing. */
export const PASSWORD_CHARS = { min: 8, max: 200 } as const;

export type PasswordRefusal =
  | { reason: 'too_short'; min: number }
  | { reason: 'too_long'; max: number }
  | { reason: 'malformed' }
  | { reason: 'common' };

/**
 * Words from which the passwords that are tried first are built. Digits and signs at the end do not make one better, so
 * `Password123!` is refused with `password`.
 */
const COMMON = new Set(
  `abc abcd abcdef abcdefg abcdefgh admin administrator baseball changeme charlie computer default demo dragon edgewise
  football freedom hello iloveyou internet jennifer jordan letmein login master michael michelle monkey mustang ninja
  passwd password passphrase pass princess qazwsx qwer qwert qwerty qwertyuiop asdf asdfgh asdfghjkl zxcvbnm salesforce
  secret shadow starwars summer winter spring autumn sunshine superman superuser support system temp test tester trustno
  user welcome whatever zaq1zaq1 1q2w3e4r 1q2w3e4r5t 1qaz2wsx q1w2e3r4 p@ssw0rd passw0rd pa55word`.split(
    /\s+/,
  ),
);

/** Whether a new password may be set, or the reason why not. Pure. */
export function checkNewPassword(password: string): Result<null, PasswordRefusal> {
  if (!password.isWellFormed()) return err({ reason: 'malformed' });
  const chars = [...password].length;
  if (chars < PASSWORD_CHARS.min) return err({ reason: 'too_short', min: PASSWORD_CHARS.min });
  if (chars > PASSWORD_CHARS.max) return err({ reason: 'too_long', max: PASSWORD_CHARS.max });
  return isCommon(password.toLowerCase()) ? err({ reason: 'common' }) : ok(null);
}

function isCommon(password: string): boolean {
  if (new Set(password).size <= 2 || isRun(password) || COMMON.has(password)) return true;
  const stem = password.replace(/^\P{L}+|\P{L}+$/gu, '');
  return stem === '' ? password.length < 12 : COMMON.has(stem) && password.length < stem.length + 6;
}

/** `12345678`, `hgfedcba`: every character the neighbour of the one before, in one direction. */
function isRun(text: string): boolean {
  const steps = new Set<number>();
  for (let at = 1; at < text.length; at += 1) steps.add(text.charCodeAt(at) - text.charCodeAt(at - 1));
  const [step] = steps;
  return steps.size === 1 && step !== undefined && Math.abs(step) === 1;
}
