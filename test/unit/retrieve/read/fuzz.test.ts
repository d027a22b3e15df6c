import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAs } from '../../../support/documents/read-as.ts';
import { listed, paragraph, tinyDocx } from '../../../support/documents/tiny-docx.ts';
import { tinyPdf } from '../../../support/documents/tiny-pdf.ts';

/** Good files of every kind. */
const FILES: Record<string, Uint8Array> = {
  'a.pdf': tinyPdf([
    [
      { text: '1. Returning an item', y: 740, size: 18 },
      { text: 'You can return most items within thirty days.', y: 700 },
    ],
    [{ text: 'Second page of the same handbook', y: 700 }],
  ]),
  'packed.pdf': tinyPdf([[{ text: 'Packed text of a page', y: 700 }]], { packed: true, password: '' }),
  'a.docx': tinyDocx(`${paragraph('Title')}${paragraph('Item', listed(0))}`),
  'a.html': new TextEncoder().encode(
    '<!doctype html><html lang="en"><head><title>T</title><style>.x{display:none}</style></head><body><nav>n</nav><main><h1>T</h1><ul><li>a</li></ul><table><tr><td>1</td></tr></table><p class="x" style="color:#fff">p &amp; q</p><!-- c --></main></body></html>',
  ),
  'a.md': new TextEncoder().encode(
    '---\ntitle: T\ntags: [a]\n---\n# H\n\n- a\n\n```\ncode\n```\n<div hidden>x</div>',
  ),
  'a.csv': new TextEncoder().encode('question,answer,tags\n"A, ""b""?",c,d\ne,"f\ng",h\n'),
  'a.txt': new TextEncoder().encode('Title\n\nSome text with Größe.'),
};

interface Change {
  at: number;
  kind: 'set' | 'cut' | 'double' | 'drop';
  byte: number;
  length: number;
}

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  kind: fc.constantFrom('set', 'set', 'set', 'cut', 'double', 'drop'),
  byte: fc.integer({ min: 0, max: 255 }),
  length: fc.integer({ min: 1, max: 60 }),
});

function changed(bytes: Uint8Array, changes: readonly Change[]): Uint8Array {
  let result = bytes;
  for (const { at, kind, byte, length } of changes) {
    const from = Math.floor(at * result.length);
    const part = result.subarray(from, from + length);
    const [head, tail] = [result.subarray(0, from), result.subarray(from + part.length)];
    if (kind === 'set') result = result.with(from, byte);
    else if (kind === 'cut') result = head;
    else if (kind === 'drop') result = concat(head, tail);
    else result = concat(head, part, part, tail);
    if (result.length === 0) return result;
  }
  return result;
}

function concat(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

test.each(Object.keys(FILES))('no change to a good file makes reading throw or hang: %s', async (name) => {
  const good = FILES[name] ?? new Uint8Array();
  expect((await readAs(name, good)).ok).toBe(true);
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
      const read = await readAs(name, changed(good, changes));
      if (read.ok)
        expect(read.value.every(({ title, body }) => title !== '' && body.isWellFormed())).toBe(true);
      else expect(read.error.detail).not.toBe('');
    }),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 100) },
  );
});

test('no bytes at all make reading throw, whatever they are called', async () => {
  const name = fc.constantFrom('a.pdf', 'a.docx', 'a.html', 'a.md', 'a.csv', 'a.txt', '', 'x', '\u0000/..');
  const head = fc.constantFrom('', '%PDF-1.7\n', 'PK\u0003\u0004', '<html>', '---\n', '{\\rtf');
  await fc.assert(
    fc.asyncProperty(name, head, fc.uint8Array({ maxLength: 400 }), async (file, start, rest) => {
      const read = await readAs(file, concat(new Uint8Array(Buffer.from(start, 'latin1')), rest));
      expect(typeof read.ok).toBe('boolean');
    }),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 100) },
  );
});
