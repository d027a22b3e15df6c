import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitBlocks } from '../../../src/domain/blocks.ts';
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

test('a numbered list keeps what stands between its steps: pictures, code, remarks and sub-items', () => {
  const steps =
    '1. Open Setup.\n\n![Setup](a.png)\n\n2. Run this:\n\n```\nrun();\n```\n\n> [!NOTE]\n> It takes a minute.\n\n3. Choose:\n   - one\n   - two';
  const text = `${paragraph(1, 15)}\n\n${steps}\n\n${paragraph(30, 10)}`;
  expect(chunkText(text).some((one) => text.slice(one.start, one.end).includes(steps))).toBe(true);
});

test('on a page of questions each question is a chunk with its answer, named by it, its line still in the text', () => {
  const text =
    '## Billing\n\n**How do I pay?**\n\nBy card.\n\n**Can I pay later?**\nNo. Pay now.\n- by card\n- by cash\nIs there a fee?\nNone.';
  expect(chunkText(text).map((one) => [one.heading, text.slice(one.start, one.end)])).toEqual([
    ['Billing > How do I pay?', '**How do I pay?**\n\nBy card.'],
    ['Billing > Can I pay later?', '**Can I pay later?**\nNo. Pay now.\n- by card\n- by cash'],
    ['Billing > Is there a fee?', 'Is there a fee?\nNone.'],
  ]);
});

test('a question within running text begins nothing', () => {
  const text = 'You may ask whether\nthis is a question?\nIt goes on. Is it? Yes.\nWhy not?\nBecause.';
  expect(chunkText(text)).toHaveLength(1);
});

test('a bold line never ends a chunk: it stays with what it heads, and names it', () => {
  const text = [1, 2, 3].map((n) => `**Plan ${n}**\n\n${paragraph(n * 10, 9)}`).join('\n\n');
  const chunks = chunkText(text);
  expect(chunks.map((one) => one.heading)).toEqual(['Plan 1', 'Plan 2', 'Plan 3']);
  for (const one of chunks) expect(text.slice(one.start, one.end)).toMatch(/^\*\*Plan \d\*\*\n\nSentence/);
});

test('a table is cut only when it is very long, only between rows, and each part is headed by its columns', () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, index) => `| plan ${index} | ${index} EUR | a month of service |`).join(
      '\n',
    );
  const head = '| Plan | Price | Term |\n| --- | --- | --- |\n';
  const short = `# Prices\n\n${head}${rows(100)}`;
  expect(chunkText(short)).toHaveLength(1);
  const long = `# Prices\n\n${head}${rows(400)}`;
  const chunks = chunkText(long);
  expect(chunks.length).toBeGreaterThan(5);
  chunks.slice(1).forEach((one) => {
    expect(one.heading).toBe('Prices > Plan | Price | Term');
    expect(long.slice(one.start, one.end)).toMatch(/^\| plan[\s\S]* service \|$/);
  });
});

test('a definition stays with its term, and a remark in a box stays whole', () => {
  const terms = Array.from({ length: 20 }, (_, n) => `Term ${n}\n: ${sentence(n)} ${sentence(n)}`).join(
    '\n\n',
  );
  const box = `> [!NOTE]\n> ${sentence(1)}\n> ${sentence(2)}`;
  const text = `${terms}\n\n${box}\n\n${paragraph(1, 20)}`;
  const chunks = chunkText(text).map((one) => text.slice(one.start, one.end));
  expect(chunks.some((one) => one.includes(box))).toBe(true);
  for (let n = 0; n < 20; n += 1) expect(chunks.some((one) => one.includes(`Term ${n}\n: `))).toBe(true);
});

const part = fc.constantFrom(
  'words and more words. ',
  'A line.\n',
  '\n\n',
  '\n# H\n',
  '\nTitle\n=====\n',
  '\n- item\n',
  '\n1. one\n',
  '\n2. two\n',
  '  - deep\n',
  '\n```\ncode\n```\n',
  '| a | b |\n',
  '|---|---|\n',
  'a | b\n',
  '**Bold**\n',
  '\nWhy is it so?\n',
  '> quote\n',
  ': meaning\n',
  `${'long '.repeat(300)}\n`,
  '😀',
);
const texts = fc.array(part, { maxLength: 200 }).map((parts) => parts.join(''));

test('chunks of any text hold all of it but headings, rules and white space, in order, the same each time', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const chunks = chunkText(text);
      expect(chunkText(text)).toEqual(chunks);
      const held = new Array<boolean>(text.length).fill(false);
      let before = -1;
      for (const { start, end } of chunks) {
        expect(start).toBeGreaterThan(before);
        expect(end).toBeGreaterThan(start);
        expect(text.slice(start, end).isWellFormed()).toBe(true);
        held.fill(true, start, end);
        before = start;
      }
      const headings = splitBlocks(text).filter(({ kind }) => kind === 'heading' || kind === 'rule');
      for (const { start, end } of headings) held.fill(true, start, end);
      const left = [...text.matchAll(/\S/gu)].filter(({ index }) => !held[index]);
      expect(left.map(([character]) => character).join('')).toBe('');
    }),
  );
});

test('in any text, a list, code block or table that is not very long is whole in one chunk', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const chunks = chunkText(text);
      for (const { kind, start, end } of splitBlocks(text)) {
        if (!['list', 'code', 'table'].includes(kind) || end - start > CHUNK.blockChars) continue;
        expect(chunks.some((one) => one.start <= start && one.end >= end)).toBe(true);
      }
    }),
  );
});
