import type { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { FieldError } from '../../../src/protocol/problem.ts';
import type { HttpEnv } from '../deps.ts';
import { problemResponse } from '../problem.ts';

/** Errors named in one answer: enough to mend a form, bounded so that a hostile body does not make a large answer. */
const ERRORS_MAX = 20;

/** Called after each schema: what does not fit is answered 422 with its fields, never echoing their values. */
export function invalidInput(
  result: { success: true } | { success: false; error: z.ZodError },
  c: Context<HttpEnv>,
): Response | undefined {
  if (result.success) return undefined;
  const errors = result.error.issues.flatMap(fieldErrors).slice(0, ERRORS_MAX);
  return problemResponse(c, { code: 'invalid', detail: 'Some fields are not valid.', errors });
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: pathOf([...issue.path, key]), message: 'is not known here' }));
  }
  return [{ path: pathOf(issue.path), message: issue.message }];
}

/** Names of unknown fields are the client's own text: bounded and without control characters. */
function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map(String)
    .join('.')
    .replace(/[^\x20-\x7e]/g, '?')
    .slice(0, 200);
}
