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

test('a table without outer bars is a table, and prose with a bar is none', () => {
  expect(kinds('a | b\n--- | ---\n1 | 2\n\nthis | that')).toEqual(['table', 'paragraph']);
});

test('an underlined line is a heading, and a rule under a sentence or above a heading is none', () => {
  expect(kinds('Title\n=====\nText\n\nPart\n---\nMore.\n---\nLine\n---\n## H')).toEqual([
    'heading',
    'paragraph',
    'heading',
    'paragraph',
    'rule',
    'paragraph',
    'rule',
    'heading',
  ]);
  expect(splitBlocks('Part\n---\nx')[0]).toEqual({ kind: 'heading', start: 0, end: 8, level: 2 });
  expect(headingText('Part\n---')).toBe('Part');
});

test('a list ends at a line that begins anew, and goes on over one that was wrapped', () => {
  expect(kinds('- one\n- two\nAnd now something else.')).toEqual(['list', 'paragraph']);
  expect(kinds('- one\ntwo\n- three')).toEqual(['list']);
  expect(kinds('- a\n- b\n\n1. x\n2. y')).toEqual(['list', 'list']);
});

test('steps count on over pictures, code and short remarks, but not over chapters or a new introduction', () => {
  expect(kinds('1. a\n\n![p](x)\n\n2. b\n```\nc\n```\n3. d')).toEqual(['list']);
  expect(kinds('1. a\ntext of a\n1. b\ntext of b\n1. c')).toEqual(['list']);
  expect(kinds('Step 1: a\n\nmore\n\nStep 2: b')).toEqual(['list']);
  expect(kinds(`1. a\n\n${'Long text. '.repeat(60)}\n\n2. b`)).toEqual(['list', 'paragraph', 'list']);
  expect(kinds('1. a\n\nNow this:\n\n1. b')).toEqual(['list', 'paragraph', 'list']);
  expect(kinds('1. a\n\n# H\n\n2. b')).toEqual(['list', 'heading', 'list']);
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
    '2. y',
    'a | b',
    '--- | ---',
    '====',
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
  expect(headingText('## Set up {#setup}')).toBe('Set up');
});
