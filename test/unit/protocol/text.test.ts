import { describe, expect, test } from 'vitest';
import { nameText, requiredName, requiredText } from '../../../src/protocol/text.ts';

describe('names', () => {
  test('cannot turn the direction in which they are read, nor hide characters', () => {
    expect(nameText(50).parse('\u202enimdA\u202c A\u200bda\ufeff')).toBe('nimdA Ada');
  });

  test('keep the joiners that their script needs', () => {
    expect(nameText(50).parse('می\u200cخواهم')).toBe('می\u200cخواهم');
  });

  test('are not blank once what hides in them is gone', () => {
    expect(requiredName(50).safeParse('\u200b\u2060').success).toBe(false);
  });
});

test.each(['\u200b', '\u00ad\u2060', '\ufeff ', '\u{e0041}'])(
  'a text of which nothing can be seen is empty',
  (text) => {
    expect(requiredText(50).safeParse(text).success).toBe(false);
    expect(requiredText(50).safeParse(`${text}a`).success).toBe(true);
  },
);
