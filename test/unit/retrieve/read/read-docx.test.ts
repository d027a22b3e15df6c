import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { failure, onlyDocument } from '../../../support/documents/read-as.ts';
import { listed, paragraph, styled, tinyDocx } from '../../../support/documents/tiny-docx.ts';

test('headings by style in any language, lists, tables and links become Markdown', async () => {
  const link =
    '<w:p><w:r><w:t>See </w:t></w:r><w:hyperlink r:id="l1"><w:r><w:t>the page</w:t></w:r></w:hyperlink></w:p>';
  const script = '<w:p><w:hyperlink r:id="l2"><w:r><w:t>click</w:t></w:r></w:hyperlink></w:p>';
  const cell = (text: string) => `<w:tc>${paragraph(text)}</w:tc>`;
  const table = `<w:tbl><w:tr>${cell('Country')}${cell('Days')}</w:tr><w:tr>${cell('France')}${cell('5|6')}</w:tr></w:tbl>`;
  const document = await onlyDocument(
    'rücksendung.docx',
    tinyDocx(
      [
        paragraph('Rücksendung', styled('berschrift1')),
        paragraph('Sie haben 30 Tage.'),
        paragraph('Öffnen', listed(0)),
        paragraph('Knopf', listed(1)),
        paragraph('Senden', listed(0)),
        link,
        script,
        table,
      ].join(''),
    ),
  );
  expect(document.title).toBe('Rücksendung');
  expect(document.locale).toBe('de-DE');
  expect(document.body).toBe(
    '# Rücksendung\n\nSie haben 30 Tage.\n\n1. Öffnen\n  - Knopf\n2. Senden\n\nSee [the page](https://example.com/a_%28b%29)\n\nclick\n\n| Country | Days |\n| --- | --- |\n| France | 5/6 |',
  );
});

test('styles that are based on each other in a circle end', async () => {
  expect((await onlyDocument('a.docx', tinyDocx(paragraph('Text', styled('Eigene'))))).body).toContain(
    'Text',
  );
});

test('deleted, hidden and white text, codes of fields and second copies of drawings are left out', async () => {
  const run = (properties: string, text: string) =>
    `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`;
  const body = `<w:p>${run('', 'seen')}${run('<w:vanish/>', 'HIDDEN')}${run('<w:color w:val="FFFFFF"/>', 'HIDDEN')}${run('<w:sz w:val="2"/>', 'HIDDEN')}${run('<w:vanish w:val="0"/>', ' too')}
    <w:del><w:r><w:delText>HIDDEN</w:delText></w:r></w:del><w:r><w:instrText>HIDDEN</w:instrText></w:r></w:p>
    <mc:AlternateContent><mc:Choice>${paragraph('once')}</mc:Choice><mc:Fallback>${paragraph('HIDDEN')}</mc:Fallback></mc:AlternateContent>`;
  expect((await onlyDocument('a.docx', tinyDocx(body))).body).toBe('seen too\n\nonce');
});

test('a document without its text, a cut-off one and other archives are each told apart', async () => {
  expect(await failure('a.docx', tinyDocx('', { 'word/document.xml': null }))).toMatchObject({
    reason: 'broken',
  });
  const whole = tinyDocx(paragraph('Text'));
  expect(await failure('a.docx', whole.subarray(0, whole.length - 30))).toMatchObject({ reason: 'broken' });
  expect(await failure('a.docx', 'not a zip')).toMatchObject({ reason: 'broken' });
  expect(await failure('a.zip', zipSync({ 'a.txt': strToU8('x') }))).toMatchObject({ reason: 'unsupported' });
  const sheet = await failure('a.xlsx', zipSync({ 'xl/workbook.xml': strToU8('<x/>') }));
  expect(sheet).toMatchObject({ reason: 'unsupported', detail: expect.stringContaining('CSV') });
  expect(await failure('a.docx', tinyDocx(''))).toMatchObject({ reason: 'empty' });
});

test('a document with a password says so', async () => {
  const container = new Uint8Array(2_048);
  container.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  expect((await failure('a.doc', container)).reason).toBe('unsupported');
  container.set(Buffer.from('EncryptedPackage', 'utf16le'), 1_024);
  expect((await failure('a.docx', container)).reason).toBe('encrypted');
  const locked = tinyDocx(paragraph('Text'));
  for (let at = 0; at < locked.length - 4; at += 1) {
    const directory =
      locked[at] === 0x50 && locked[at + 1] === 0x4b && locked[at + 2] === 1 && locked[at + 3] === 2;
    if (directory) locked[at + 8] = 1;
  }
  expect((await failure('a.docx', locked)).reason).toBe('encrypted');
});

test('a zip bomb is stopped while it unpacks, whatever its directory says', async () => {
  const bomb = tinyDocx('', { 'word/document.xml': new Uint8Array(8_000_000).fill(32) });
  expect((await failure('a.docx', bomb)).reason).toBe('too_large');
  // The directory and the entry claim that it unpacks to ten bytes.
  const view = new DataView(bomb.buffer, bomb.byteOffset, bomb.byteLength);
  for (let at = 0; at < bomb.length - 46; at += 1) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true);
    if (view.getUint32(at, true) === 0x04034b50) view.setUint32(at + 22, 10, true);
  }
  expect((await failure('a.docx', bomb)).reason).toBe('too_large');
});

test('archives with thousands of entries are not searched, and archives within are not opened', async () => {
  const many: Record<string, string> = {};
  for (let at = 0; at < 200; at += 1) many[`word/media/${at}.png`] = 'x';
  expect((await failure('a.docx', tinyDocx(paragraph('Text'), many), { archiveEntries: 100 })).reason).toBe(
    'too_many',
  );
  const nested = tinyDocx(paragraph('Text'), { 'word/inner.docx': tinyDocx(paragraph('Inner')) });
  expect((await onlyDocument('a.docx', nested)).body).toBe('Text');
});

test('elements nested without end are cut, and the document says so', async () => {
  const deep = tinyDocx(`${paragraph('Text')}${'<w:sdt>'.repeat(100_000)}`);
  expect(await onlyDocument('a.docx', deep)).toMatchObject({ body: 'Text', truncated: true });
});
