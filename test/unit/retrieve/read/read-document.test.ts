import { expect, test } from 'vitest';
import { failure, onlyDocument } from '../../../support/documents/read-as.ts';
import { paragraph, tinyDocx } from '../../../support/documents/tiny-docx.ts';
import { tinyPdf } from '../../../support/documents/tiny-pdf.ts';

test('what a file begins with decides before its type and its name', async () => {
  const pdf = tinyPdf([[{ text: 'Hello from a PDF file', y: 700 }]]);
  expect((await onlyDocument('a.txt', pdf, {}, 'text/plain')).body).toBe('Hello from a PDF file');
  expect((await onlyDocument('a.pdf', tinyDocx(paragraph('Word')), {}, 'application/pdf')).body).toBe('Word');
  expect((await onlyDocument('a.txt', '<!DOCTYPE html><p>Page</p>', {}, 'text/plain')).body).toBe('Page');
});

test('then the type decides, and where that says nothing the ending of the name', async () => {
  expect((await onlyDocument('a.html', '# Title', {}, 'text/markdown')).title).toBe('Title');
  expect((await onlyDocument('a.md', '# Title', {}, 'application/octet-stream')).title).toBe('Title');
  expect((await onlyDocument('a.md', '# Title', {}, 'text/plain')).format).toBe('markdown');
});

test('what cannot be read says what to do', async () => {
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
  expect(await failure('a.png', png)).toMatchObject({ reason: 'unsupported' });
  expect(await failure('a.rtf', '{\\rtf1 x}')).toMatchObject({ detail: expect.stringContaining('.docx') });
  expect(await failure('a.exe', 'MZ')).toMatchObject({ reason: 'unsupported' });
  expect(await failure('a.json', '{}', {}, 'application/json')).toMatchObject({ reason: 'unsupported' });
  expect(await failure('a.md', new Uint8Array([1, 2, 3, 0, 0]))).toMatchObject({ reason: 'broken' });
  expect(await failure('a.txt', '')).toMatchObject({ reason: 'empty' });
  expect(await failure('a.txt', ' \n\u200b ')).toMatchObject({ reason: 'empty' });
});

test('a file of 50 MB is refused without being read, and text above its own limit too', async () => {
  expect(await failure('a.pdf', new Uint8Array(50_000_000))).toMatchObject({
    reason: 'too_large',
    detail: expect.stringContaining('25 MB'),
  });
  expect(await failure('a.html', 'x'.repeat(200), { pageBytes: 100 })).toMatchObject({ reason: 'too_large' });
  expect(await failure('a.txt', 'x'.repeat(200), { textBytes: 100 })).toMatchObject({ reason: 'too_large' });
});

test('front matter of Markdown gives title, tags and language; what is wrong in it costs nothing else', async () => {
  const said = await onlyDocument(
    'a.md',
    '---\ntitle: Returns\ntags: [a, b]\nlang: de_AT\n---\n\n# Other\n\nText',
  );
  expect(said).toMatchObject({
    title: 'Returns',
    tags: ['a', 'b'],
    locale: 'de-AT',
    body: '# Other\n\nText',
    noIndex: false,
  });
  const wrong = await onlyDocument('my-page.md', '---\ntitle: [unclosed\ntags: {a: 1}\n---\nText');
  expect(wrong).toMatchObject({ title: 'my page', tags: [], body: 'Text' });
  const bomb = `a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\ntitle: Boom`;
  expect((await onlyDocument('a.md', `---\n${bomb}\n---\nText`)).body).toBe('Text');
  expect((await onlyDocument('a.md', '---\ndraft: true\n---\nText')).noIndex).toBe(true);
});

test('Markdown hides nothing: comments, hidden elements, alternative texts; code stays as it is', async () => {
  const { body } = await onlyDocument(
    'a.md',
    'Seen <!-- EVIL -->\n\n<div style="display:none">EVIL\n\n**EVIL**</div>\n\n<p hidden>EVIL</p>\n\n[//]: # (EVIL)\n[comment]: <> (EVIL)\n\n![EVIL](x.png) end\n\n<img alt="EVIL" src=x>\n\n`<b hidden>code</b>`\n\n```html\n<!-- kept -->\n![kept](x)\n```\n\n<!-- never closed',
  );
  expect(body).not.toContain('EVIL');
  expect(body).toContain('`<b hidden>code</b>`');
  expect(body).toContain('<!-- kept -->\n![kept](x)');
  expect(body).toContain('never closed');
});

test.each([
  ['UTF-8', new TextEncoder().encode('Größe')],
  ['UTF-8 with a mark', new TextEncoder().encode('\ufeffGröße')],
  ['UTF-16 LE', new Uint8Array(Buffer.from('\ufeffGröße', 'utf16le'))],
  ['UTF-16 BE', new Uint8Array(Buffer.from('\ufeffGröße', 'utf16le').swap16())],
  ['UTF-16 without a mark', new Uint8Array(Buffer.from('Größe of all', 'utf16le'))],
  ['Windows-1252', new Uint8Array(Buffer.from('Größe', 'latin1'))],
])('text is read in %s', async (_name, bytes) => {
  expect((await onlyDocument('a.txt', bytes)).body).toContain('Größe');
});

test('UTF-8 that was cut within a letter stays UTF-8', async () => {
  const bytes = new TextEncoder().encode(
    'Größe, Höhe, Fülle, Maß, Übermaß, Äpfel und Öl, Grüße, süß, heiß, fünf und zwölf Bären, ü',
  );
  expect((await onlyDocument('a.txt', bytes.subarray(0, bytes.length - 1))).body).toContain('Größe, Höhe');
});

test('the first line of a text is its title where it stands alone', async () => {
  expect((await onlyDocument('notes.txt', 'Returns\n\nWithin 30 days.')).title).toBe('Returns');
  expect((await onlyDocument('return_policy-v2.txt', 'One line of\ntext.')).title).toBe('return policy v2');
});
