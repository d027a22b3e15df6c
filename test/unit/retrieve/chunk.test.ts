import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CHUNK, chunkText } from '../../../src/retrieve/chunk.ts';

const sentence = (n: number) => `Sentence number ${n} says something of its own about the matter at hand.`;
const paragraph = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => sentence(from + index)).join(' ');

test('every section is a chunk under the path of its headings', () => {
  const text = 'Lead.\n\n# A\nOne.\n\n## B\nTwo.\n\n# C\nThree.';
  expect(chunkText(text).map((one) => [one.heading, text.slice(one.start, one.end)])).toEqual([
    ['', 'Lead.'],
    ['A', 'One.'],
    ['A > B', 'Two.'],
    ['C', 'Three.'],
  ]);
});

test('a long section is cut between sentences, and each piece begins with the last sentence of the one before', () => {
  const text = paragraph(1, 60);
  const chunks = chunkText(text);
  expect(chunks.length).toBeGreaterThan(3);
  chunks.slice(1).forEach((chunk, index) => {
    expect(chunk.start).toBeLessThan(chunks[index]?.end ?? 0);
    expect(text.slice(chunk.start)).toMatch(/^Sentence number/);
  });
});

test('lists, tables and code are never cut, and keep the line that introduces them', () => {
  const list = Array.from({ length: 40 }, (_, index) => `${index + 1}. ${sentence(index)}`).join('\n');
  const code = `\`\`\`\n${'call();\n'.repeat(200)}\`\`\``;
  const text = `${paragraph(1, 15)} Follow these steps:\n\n${list}\n\n${paragraph(30, 10)}\n\n${code}`;
  const chunks = chunkText(text).map((one) => text.slice(one.start, one.end));
  expect(chunks.some((chunk) => chunk.includes(`Follow these steps:\n\n${list}`))).toBe(true);
  expect(chunks.some((chunk) => chunk.includes(code))).toBe(true);
});

test('an article of only a heading is one chunk, an empty one is none', () => {
  expect(chunkText('# Only this')).toEqual([{ start: 0, end: 11, heading: '' }]);
  expect(chunkText(' \n\n')).toEqual([]);
});

test('a paragraph of 900 KB is cut into chunks near the target, surrogate pairs intact', () => {
  const chunks = chunkText('😀'.repeat(450_000));
  expect(Math.max(...chunks.map((one) => one.end - one.start))).toBeLessThanOrEqual(CHUNK.wholeChars);
  expect(chunks.every((one) => one.start % 2 === 0 && one.end % 2 === 0)).toBe(true);
});

test('chunks of any text hold all of it but headings, rules and white space', () => {
  const part = fc.constantFrom(
    'words and more words. ',
    '\n\n',
    '\n# H\n',
    '\n- item\n',
    '\n```\ncode\n```\n',
    '| a | b |\n',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 200 }), (parts) => {
      const text = parts.join('');
      let left = text;
      for (const one of chunkText(text).reverse()) left = `${left.slice(0, one.start)}${left.slice(one.end)}`;
      expect(left.replace(/^ {0,3}#.*$/gm, '').trim()).toBe('');
    }),
  );
});
