import { describe, expect, test } from 'vitest';
import { definePrompt } from '../../../../src/answer/prompt/define-prompt.ts';

const greeting = definePrompt({
  name: 'greeting',
  version: 3,
  parts: { hello: 'Hello {{name}}!', note: '<note>{{text}}</note>{{made}}' },
  variables: {
    name: { kind: 'line', maxChars: 10 },
    text: { kind: 'text', maxChars: 20 },
    made: { kind: 'made' },
  },
});

/** As a file with a mistake would do it, past the compiler. */
function defineLoosely(parts: Record<string, string>, variables: Record<string, { kind: 'made' }>) {
  return () => definePrompt({ name: 'wrong', version: 1, parts, variables });
}

describe('a prompt', () => {
  test('fills its variables by their kinds: one line, lines, or what was made of filled parts', () => {
    expect(greeting.id).toBe('greeting-v3');
    expect(greeting.fill('hello', { name: 'A\nB "C"' })).toBe('Hello A B ”C”!');
    expect(greeting.fill('note', { text: 'a\nb', made: '<x/>' })).toBe('<note>a\nb</note><x/>');
  });

  test('cuts a value at its limit', () => {
    expect(greeting.fill('hello', { name: 'x'.repeat(11) })).toBe(`Hello ${'x'.repeat(10)}!`);
  });

  test('puts a value in once: what looks like a variable in it stays text', () => {
    expect(greeting.fill('note', { text: '{{made}} $& $1', made: '{{text}}' })).toBe(
      '<note>{{made}} $& $1</note>{{text}}',
    );
  });

  test('cannot be defined with a variable that nobody declared', () => {
    expect(defineLoosely({ a: 'Hi {{nmae}}' }, {})).toThrow(
      'prompt wrong-v1, part a: {{nmae}} is not a variable; it has none',
    );
    expect(defineLoosely({ a: 'Hi {{nmae}} {{name}}' }, { name: { kind: 'made' } })).toThrow('it has name');
  });

  test('cannot be defined with a variable that no part uses', () => {
    expect(defineLoosely({ a: 'Hi' }, { name: { kind: 'made' } })).toThrow('no part uses name');
  });

  test('does not send a request with a hole in it', () => {
    const { fill } = definePrompt<Record<string, string>>({
      name: 'wrong',
      version: 1,
      parts: { a: 'Hi {{name}}' },
      variables: { name: { kind: 'made' } },
    });
    expect(() => fill('a', {})).toThrow('prompt wrong-v1, part a: no value for {{name}}');
  });
});
