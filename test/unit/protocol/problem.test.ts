import { expect, it } from 'vitest';
import { PROBLEMS, problemBody } from '../../../src/protocol/problem.ts';
import { problemSchema } from '../../../src/protocol/problem-schema.ts';

it('every problem is a complete RFC 9457 body whose type names its entry in /docs', () => {
  for (const code of Object.keys(PROBLEMS) as (keyof typeof PROBLEMS)[]) {
    const body = problemBody({ code, detail: 'd' }, 'req_1');
    expect(problemSchema.strict().parse(body)).toEqual(body);
    expect(body).toMatchObject({
      code,
      type: `/docs#problem-${code}`,
      requestId: 'req_1',
      status: PROBLEMS[code].status,
    });
    expect(body.title).not.toBe('');
  }
});

it('a problem names wrong fields only where there are any', () => {
  expect(problemBody({ code: 'not_found', detail: 'd' }, 'r')).not.toHaveProperty('errors');
  const errors = [{ path: 'a', message: 'm' }];
  expect(problemBody({ code: 'invalid', detail: 'd', errors }, 'r').errors).toEqual(errors);
});
