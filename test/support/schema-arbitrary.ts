import fc from 'fast-check';
import type { SchemaNode } from '../../workers/http/schema-text.ts';

/** Text that breaks careless code: markup, quotes of every language, path tricks, odd Unicode, control characters. */
export const HOSTILE_TEXTS = [
  '',
  ' ',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '[x](javascript:alert(1))',
  "' OR 1=1 --",
  '%27%20OR%201=1',
  '../../etc/passwd',
  '..%2f..%2f',
  '%00',
  '\u0000',
  '\ud800',
  '\u202e\u2066',
  '{{7*7}}#{7*7}',
  '__proto__',
  'constructor',
  '%_\\%',
  '" AND NOT *',
  'NEAR(a b, 2)',
  'ﷺ'.repeat(50),
  '👩‍👩‍👧‍👦',
  'a'.repeat(5_000),
];

/** Values that fit a JSON Schema, more or less: what a client means to send. */
export function fitting(schema: SchemaNode): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(fitting));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  switch ([schema.type].flat()[0]) {
    case 'object':
      return object(schema);
    case 'array':
      return fc.array(fitting(schema.items ?? {}), { maxLength: Math.min(schema.maxItems ?? 3, 3) });
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -5, max: Math.min(schema.maximum ?? 200, 200) });
    case 'number':
      return fc.double({ min: schema.minimum ?? -5, max: schema.maximum ?? 5, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return text(schema);
  }
}

/** What fits, and what does not: wrong types, missing and unknown fields, hostile texts. */
export function anyBody(schema: SchemaNode): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 5, arbitrary: fitting(schema) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fitting(schema), fc.constantFrom(...Object.keys(schema.properties ?? { a: 1 })), wrong())
        .map(([body, field, value]) =>
          typeof body === 'object' && body !== null ? { ...body, [field]: value } : value,
        ),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fitting(schema), fc.string())
        .map(([body, name]) => ({ ...Object(body), [name]: 1 })),
    },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
}

function wrong(): fc.Arbitrary<unknown> {
  return fc.oneof(fc.constantFrom<unknown>(...HOSTILE_TEXTS, null, -1, 1e308, [], {}, true), fc.jsonValue());
}

function object({ properties = {}, required = [] }: SchemaNode): fc.Arbitrary<unknown> {
  const fields: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [name, field] of Object.entries(properties)) fields[name] = fitting(field);
  return fc.record(fields, { requiredKeys: required.filter((name) => name in fields) });
}

function text({ format, pattern, minLength = 0, maxLength = 60 }: SchemaNode): fc.Arbitrary<unknown> {
  if (format === 'email') return fc.emailAddress();
  if (format === 'uri') return fc.webUrl();
  if (pattern) return fc.constantFrom('en', 'en-GB', '#0b5fff', 'article-1', 'article_2.md', '12');
  const plain = fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 60) });
  return fc.oneof(plain, fc.constantFrom(...HOSTILE_TEXTS));
}
