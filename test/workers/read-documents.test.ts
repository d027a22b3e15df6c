import { expect, test } from 'vitest';
import type { ReadDocument, ReadFailure } from '../../src/retrieve/read/document.ts';
import { listed, paragraph, styled, tinyDocx } from '../support/documents/tiny-docx.ts';
import { tinyPdf } from '../support/documents/tiny-pdf.ts';
import { readByBinding } from '../support/read-by-binding.ts';

/** Reads a file as it would be uploaded under this name, by the Worker that reads. */
function readAs(name: string, content: string | Uint8Array) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const url = name.endsWith('.html') ? 'https://help.example.com/articles/one' : null;
  return readByBinding({ bytes, mediaType: null, name, url });
}

async function onlyDocument(name: string, content: string | Uint8Array): Promise<ReadDocument> {
  const read = await readAs(name, content);
  const [document] = read.ok ? read.value : [];
  if (!document) throw new Error(`${name} was not read`);
  return document;
}

async function failure(name: string, content: string | Uint8Array): Promise<ReadFailure> {
  const read = await readAs(name, content);
  if (read.ok) throw new Error(`${name} was read`);
  return read.error;
}

const PDF = [
  [
    { text: '1. Returning an item', y: 740, size: 18 },
    { text: 'You can return most items within thirty days of their deliv-', y: 700 },
    { text: 'ery to you.', y: 686 },
  ],
];

test('the runtime reads a PDF, packed and protected too, and says why it does not read another', async () => {
  const text =
    '# 1. Returning an item\n\nYou can return most items within thirty days of their delivery to you.';
  expect((await onlyDocument('a.pdf', tinyPdf(PDF))).body).toBe(text);
  expect((await onlyDocument('a.pdf', tinyPdf(PDF, { packed: true, password: '' }))).body).toBe(text);
  expect((await failure('a.pdf', tinyPdf(PDF, { password: 'x' }))).reason).toBe('encrypted');
  expect((await failure('a.pdf', tinyPdf([[]]))).reason).toBe('empty');
  expect((await failure('a.pdf', tinyPdf(PDF).subarray(0, 300))).reason).toBe('broken');
});

test('the runtime reads Word documents, and stops a zip bomb', async () => {
  const body = `${paragraph('Titel', styled('berschrift1'))}${paragraph('Eins', listed(0))}`;
  expect(await onlyDocument('a.docx', tinyDocx(body))).toMatchObject({
    title: 'Titel',
    body: '# Titel\n\n1. Eins',
  });
  const bomb = tinyDocx('', { 'word/document.xml': new Uint8Array(8_000_000).fill(32) });
  expect((await failure('a.docx', bomb)).reason).toBe('too_large');
});

test('the runtime reads pages, Markdown, text and tables in their encodings', async () => {
  const page =
    '<meta charset="windows-1252"><title>T</title><main><p>F\xfcr 5 \x80</p><p hidden>EVIL</p></main>';
  expect((await onlyDocument('a.html', new Uint8Array(Buffer.from(page, 'latin1')))).body).toBe('Für 5 €');
  expect(await onlyDocument('a.md', '---\ntitle: T\n---\nText <!-- x -->')).toMatchObject({
    title: 'T',
    body: 'Text',
  });
  expect((await onlyDocument('a.txt', new Uint8Array(Buffer.from('\ufeffGröße', 'utf16le')))).body).toBe(
    'Größe',
  );
  expect((await onlyDocument('a.txt', new Uint8Array(Buffer.from('Größe', 'latin1')))).body).toBe('Größe');
  expect(await readAs('a.csv', 'Question;Answer\nA?;B\n')).toMatchObject({
    value: [{ title: 'A?', body: 'B' }],
  });
});

test('the largest file that may be uploaded reaches the reader, and the largest text comes back', async () => {
  const largest = new Uint8Array(25_000_000).fill(32);
  largest.set(new TextEncoder().encode('%PDF-1.7\n'));
  expect((await failure('a.pdf', largest)).reason).toBe('broken');
  const rows = Array.from({ length: 9_000 }, (_, at) => `Question ${at}?,${'Ünï'.repeat(200)}`);
  const read = await readAs('a.csv', `Question,Answer\n${rows.join('\n')}\n`);
  expect(read.ok && read.value.length).toBe(9_000);
});

test('in the runtime nothing that is broken throws', async () => {
  const good = tinyPdf(PDF);
  for (let at = 0; at < good.length; at += 37) {
    const read = await readAs('a.pdf', good.with(at, 255 - (good[at] ?? 0)));
    expect(typeof read.ok).toBe('boolean');
  }
});
