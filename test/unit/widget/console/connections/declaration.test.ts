import { expect, test } from 'vitest';
import { connectorInputSchema } from '../../../../../src/protocol/http/connectors.ts';
import {
  declarationOf,
  refused,
  TEMPLATE,
  textOf,
} from '../../../../../widget/console/connections/declaration.ts';
import { trialOf } from '../../../../../widget/console/connections/trial.ts';

test('the template is accepted by the server as it stands', () => {
  const parsed = connectorInputSchema.safeParse(declarationOf(TEMPLATE, 'secret'));
  expect(parsed.error?.issues ?? []).toEqual([]);
  if (!parsed.data) throw new Error('refused');
  const again = connectorInputSchema.safeParse(declarationOf(textOf(parsed.data), ''));
  expect(again.success).toBe(true);
  expect(textOf(parsed.data)).not.toContain('secret"');
});

test('an empty secret is not sent, so that the stored one stays; what is no object is not sent at all', () => {
  expect(declarationOf('{"tools": []}', '')).toEqual({ tools: [] });
  expect(declarationOf('{"tools": []}', 's')).toEqual({ tools: [], secret: 's' });
  for (const text of ['', '[]', 'null', '1', '{"a":}']) expect(declarationOf(text, '')).toBeNull();
});

test('what is refused stands at its line, and what is about the secret beside the secret', () => {
  const errors = [
    { path: 'tools.0.preview.en', message: 'is needed' },
    { path: 'secret', message: 'is needed for this kind of auth' },
  ];
  const text = '{\n"tools": [\n{"name": "x"}]}';
  const { faults, secret } = refused(errors, text);
  expect(faults.map(({ path, place }) => [path, place?.line])).toEqual([['tools.0.preview.en', 3]]);
  expect(secret).toBe('is needed for this kind of auth');
  expect(refused(errors.slice(1), '{"secret": 1}')).toMatchObject({
    faults: [{ path: 'secret', place: { line: 1 } }],
    secret: undefined,
  });
});

test('sample values are sent in the types of their inputs, and nothing that was left empty', () => {
  const field = (type: 'string' | 'integer' | 'boolean') => ({ type, description: 'x', required: true });
  const tool = {
    name: 'find',
    input: { text: field('string'), count: field('integer'), open: field('boolean'), more: field('string') },
    inject: { id: 'customer.externalId', mail: 'customer.email' } as const,
  };
  const values = {
    ...{ text: ' 12 ', count: '12', open: 'false', more: ' ', other: 'x' },
    ...{ 'customer.externalId': 'C-77', 'customer.name': 'not needed' },
  };
  expect(trialOf(tool, values, false)).toEqual({
    ...{ tool: 'find', send: false, input: { text: '12', count: 12, open: false } },
    customer: { externalId: 'C-77' },
  });
  expect(trialOf(tool, { count: 'many' }, true)).toEqual({
    tool: 'find',
    send: true,
    input: { count: 'many' },
  });
});
