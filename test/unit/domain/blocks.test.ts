import fc from 'fast-check';
import { expect, test } from 'vitest';
import { headingText, splitBlocks } from '../../../src/domain/blocks.ts';

const kinds = (text: string) => splitBlocks(text).map((one) => one.kind);

test('headings, paragraphs, lists, code, tables, quotes and rules are told apart', () => {
  const text =
    '# A\n\nwords\n\n- one\n- two\n\n```js\n# no heading\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> said\n\n---';
  expect(kinds(text)).toEqual(['heading', 'paragraph', 'list', 'code', 'table', 'quote', 'rule']);
});

test('a list keeps nested items, continuation lines, blank lines between items and code inside an item', () => {
  const list = '1. one\n   more\n   - nested\n\n2. two\n   ```\n   code\n\n   more code\n   ```\n3. three';
  expect(splitBlocks(list)).toEqual([{ kind: 'list', start: 0, end: list.length, level: 0 }]);
});

test('an unclosed fence runs to the end of the text', () => {
  expect(kinds('```\ncode\n\n# still code')).toEqual(['code']);
});

test('a table without a header is a table', () => {
  expect(kinds('| 1 | 2 |\n| 3 | 4 |')).toEqual(['table']);
});

test('blocks are in order, do not overlap, and hold everything but white space', () => {
  const line = fc.constantFrom(
    '# h',
    'words here',
    '- item',
    '  more',
    '```',
    '| a |',
    '> q',
    '',
    '---',
    '1. x',
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const text = lines.join('\n');
      let at = 0;
      for (const block of splitBlocks(text)) {
        expect(text.slice(at, block.start).trim()).toBe('');
        expect(block.end).toBeGreaterThan(block.start);
        at = block.end;
      }
      expect(text.slice(at).trim()).toBe('');
    }),
  );
});

test('a heading is its words, without marks', () => {
  expect(headingText('## **Set up** `OAuth` ##')).toBe('Set up OAuth');
});
