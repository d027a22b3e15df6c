import { expect, test } from 'vitest';
import { AppError } from '../../../src/domain/errors.ts';
import { type Env, parseEnv } from '../../../workers/env.ts';

const RING = JSON.stringify([{ kid: 'k', secret: Buffer.alloc(32, 1).toString('base64') }]);

test('a Worker without bindings or keys does not start, and names everything that is missing at once', () => {
  const bindings = { ENVIRONMENT: 'test', TOKEN_KEYS: RING } as Env;
  expect(() => parseEnv(bindings)).toThrow(AppError);
  for (const name of ['RECORDS', 'KNOWLEDGE', 'SYNCS', 'FILES', 'READER', 'FIELD_KEYS (not set'])
    expect(() => parseEnv(bindings)).toThrow(name);
  expect(() => parseEnv(bindings)).not.toThrow('TOKEN_KEYS');
});
