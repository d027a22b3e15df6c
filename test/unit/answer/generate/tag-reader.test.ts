import { describe, expect, test } from 'vitest';
import { tagReader, withoutTags } from '../../../../src/answer/generate/tag-reader.ts';

const read = (text: string, size: number) => {
  const reader = tagReader();
  let out = '';
  for (let at = 0; at < text.length; at += size) out += reader.push(text.slice(at, at + size));
  return { text: out + reader.end(), signal: reader.signal(), replies: reader.replies() };
};

describe('tags are read and never shown, however the text is cut', () => {
  test.each([
    ['<<sure>>\nYes.', '\nYes.', 'sure', []],
    ['  << UNSURE >> Yes.', '   Yes.', 'unsure', []],
    ['<<Unknown>>', '', 'unknown', []],
    ['No tag.', 'No tag.', null, []],
    ['<<sure>>Yes.\n<<replies: A | B b |C>>', 'Yes.\n', 'sure', ['A', 'B b', 'C']],
    ['Yes.\n<<Replies A|B>>', 'Yes.\n', null, ['A', 'B']],
    ['Yes <<unknown>> no.', 'Yes  no.', null, []],
    ['Half of one <<repl', 'Half of one ', null, []],
    ['Half of one <<replies: A | B', 'Half of one ', null, []],
    ['Half of one <', 'Half of one ', null, []],
    ['<<sure', '', null, []],
    ['if (a < b && c << 2) List<List<String>>', 'if (a < b && c << 2) List<List<String>>', null, []],
    ['<<sure>>>> x', '>> x', 'sure', []],
    [`<<replies: ${'long '.repeat(90)}>>\nText.`, '\nText.', null, []],
  ])('%s', (given, text, signal, replies) => {
    for (let size = 1; size <= given.length; size += 1) {
      const found = read(given, size);
      expect({ size, signal: found.signal, replies: found.replies }).toEqual({ size, signal, replies });
      expect({ size, text: found.text.replace(/^>+/, '') }).toEqual({ size, text: text.replace(/^>+/, '') });
    }
  });

  test('also where one is left when another is taken out', () => {
    expect(withoutTags('a <<su<<sure>>re>> b')).not.toMatch(/sure|<<|>>/);
    expect(withoutTags('<<<<unknown>>>>')).not.toMatch(/unknown/);
    expect(withoutTags('x << 2 >> 1')).toBe('x << 2 >> 1');
  });

  test('an endless one costs linear time and shows nothing', () => {
    const found = read(`Text. ${'<<replies: '.repeat(20_000)}`, 1_000);
    expect(found.text).not.toContain('replies');
  });
});
