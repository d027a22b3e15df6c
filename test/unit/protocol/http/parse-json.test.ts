import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../../src/protocol/http/parse-json.ts';

const reason = (text: string, depth = 32) => {
  const parsed = parseJson(text, depth);
  return parsed.ok ? 'ok' : parsed.error.reason;
};

describe('parseJson', () => {
  it('gives what JSON.parse gives for every value that JSON can hold', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(parseJson(text, 32)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]":,\\ua1 \u0000') }), (text) => {
        expect(['ok', 'malformed', 'too_deep', 'duplicate_key']).toContain(reason(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('refuses two members of one name in one object, however the name is written', () => {
    for (const text of [
      '{"a":1,"a":2}',
      '{"a":1,"\\u0061":2}',
      '{"b":[{"a":1 , "a" :2}]}',
      '{"a":{"a":1},"a":2}',
    ]) {
      expect(reason(text)).toBe('duplicate_key');
    }
    for (const text of ['{"a":{"a":1}}', '[{"a":1},{"a":2}]', '{"a":"a\\":","b":"a"}', '["a","a"]']) {
      expect(reason(text)).toBe('ok');
    }
  });

  it('allows exactly the depth it is given, and refuses 100,000 levels without building them', () => {
    expect(reason('[[[]]]', 3)).toBe('ok');
    expect(reason('[[[[]]]]', 3)).toBe('too_deep');
    expect(reason('{"a":'.repeat(100_000))).toBe('too_deep');
    expect(reason(JSON.stringify('['.repeat(100)), 3)).toBe('ok');
  });

  it('keeps __proto__ a plain member', () => {
    const parsed = parseJson('{"__proto__":{"admin":true}}', 8);
    expect(parsed.ok && Object.keys(parsed.value as object)).toEqual(['__proto__']);
    expect(Object.hasOwn({}, 'admin')).toBe(false);
  });
});
