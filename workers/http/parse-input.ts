import type { Context } from 'hono';
import type * as z from 'zod';
import { err, ok, type Result } from '../../src/domain/result.ts';
import type { FieldError, Problem } from '../../src/protocol/problem.ts';
import type { HttpEnv } from './deps.ts';
import type { RouteSpec } from './route-spec.ts';

/** Errors named in one answer: enough to mend a form, bounded so that a hostile body does not make a large answer. */
const ERRORS_MAX = 20;

interface Input {
  params: unknown;
  query: unknown;
  body: unknown;
}

/** Path, query and body through their schemas. What does not fit is a 422 with its fields, never echoing their values. */
export function parseInput(spec: RouteSpec, c: Context<HttpEnv>): Result<Input, Problem> {
  const params = spec.params?.safeParse(c.req.param());
  const query = spec.query?.safeParse(queryOf(c));
  const body = spec.body?.safeParse(c.get('json'));
  const errors = [params, query, body].flatMap((part) => part?.error?.issues.flatMap(fieldErrors) ?? []);
  if (errors.length === 0) return ok({ params: params?.data, query: query?.data, body: body?.data });
  return err({ code: 'invalid', detail: 'Some fields are not valid.', errors: errors.slice(0, ERRORS_MAX) });
}

/** A parameter that comes twice stays an array, which no schema of ours takes. */
function queryOf(c: Context<HttpEnv>): Record<string, string | string[]> {
  const entries = Object.entries(c.req.queries());
  return Object.fromEntries(
    entries.map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  );
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
