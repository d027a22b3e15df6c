import { checkNewPassword } from '../../src/auth/password-policy.ts';
import type { Problem } from '../../src/protocol/problem.ts';

/** Why a new password in this field is refused, or null. Pure. */
export function passwordProblem(field: string, password: string): Problem | null {
  const checked = checkNewPassword(password);
  if (checked.ok) return null;
  return {
    code: 'invalid',
    detail: 'The password cannot be used.',
    errors: [{ path: field, message: message(checked.error) }],
  };
}

function message(refusal: Extract<ReturnType<typeof checkNewPassword>, { ok: false }>['error']): string {
  switch (refusal.reason) {
    case 'too_short':
      return `must have at least ${refusal.min} characters`;
    case 'too_long':
      return `must have at most ${refusal.max} characters`;
    case 'malformed':
      return 'must be well-formed Unicode';
    case 'common':
      return 'is too easy to guess';
  }
}
