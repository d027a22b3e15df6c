import { expect, test } from 'vitest';
import { failure, onlyDocument, readAs } from '../../../support/documents/read-as.ts';

async function rows(name: string, content: string | Uint8Array, limits = {}) {
  const read = await readAs(name, content, limits);
  return read.ok ? read.value : [];
}

test('a table of questions and answers is one document a row, whose key stays while the question does', async () => {
  const first = await rows(
    'faq.csv',
    'Question,Answer,Category\n"How long?","30 days, from\ndelivery",Returns\nCost?,Free,\n',
  );
  expect(first.map(({ title, body, tags }) => ({ title, body, tags }))).toEqual([
    { title: 'How long?', body: '30 days, from\ndelivery', tags: ['Returns'] },
    { title: 'Cost?', body: 'Free', tags: [] },
  ]);
  const later = await rows('faq.csv', 'Question,Answer\nCost?,5 EUR\nHow long?,14 days\nHow long?,twice\n');
  expect(later[0]?.key).toBe(first[1]?.key);
  expect(later[1]?.key).toBe(first[0]?.key);
  expect(new Set(later.map(({ key }) => key)).size).toBe(3);
});

test('columns are found by many names, ids are keys, HTML in cells is text, other columns are told', async () => {
  const [row] = await rows(
    'export.csv',
    '\ufeffId;Article_Title__c;Article Body;Language;Product\n7;Reset;"<p>Press <b>once</b>.</p><p style=""display:none"">EVIL</p>";en-US;X1\n',
  );
  expect(row).toMatchObject({
    key: '7',
    title: 'Reset',
    locale: 'en-US',
    body: 'Press once.\n\nProduct: X1',
  });
});

test('tabs and semicolons are found out, and a file in Windows-1252 is read', async () => {
  expect(await rows('a.tsv', 'question\tanswer\nA?\tB, with comma\n')).toMatchObject([
    { title: 'A?', body: 'B, with comma' },
  ]);
  const bytes = new Uint8Array(Buffer.from('Frage;Antwort\nRückgabe?;Für 5 \x80\n', 'latin1'));
  expect(await rows('a.csv', bytes)).toMatchObject([{ title: 'Rückgabe?', body: 'Für 5 €' }]);
});

test('any other table is one document, in parts with the header above each', async () => {
  const lines = Array.from({ length: 45 }, (_, at) => `Country ${at},${at}|x`);
  const { body, title } = await onlyDocument('shipping-costs.csv', `Country,Cost\n${lines.join('\n')}`);
  expect(title).toBe('shipping costs');
  expect(body.match(/\| Country \| Cost \|\n\| --- \| --- \|/g)).toHaveLength(3);
  expect(body).toContain('| Country 44 | 44/x |');
});

test('a quote that is never closed does not swallow the rows below it', async () => {
  const lines = Array.from({ length: 50 }, (_, at) => `Question ${at}?,Answer ${at}`);
  lines[10] = 'Question 10?,"Answer 10';
  expect(await rows('faq.csv', `question,answer\n${lines.join('\n')}`)).toHaveLength(50);
});

test('rows and text beyond the limits are left out, and the last document says so', async () => {
  const lines = Array.from({ length: 50 }, (_, at) => `Question ${at}?,Answer ${at}`);
  const cut = await rows('faq.csv', `question,answer\n${lines.join('\n')}`, { rows: 10 });
  expect(cut).toHaveLength(10);
  expect(cut.at(-1)?.truncated).toBe(true);
  const short = await rows('faq.csv', `question,answer\n${lines.join('\n')}`, { fileTextChars: 100 });
  expect(short.length).toBeLessThan(15);
  expect(short.at(-1)?.truncated).toBe(true);
});

test('a table without rows, or without a row that says anything, is empty', async () => {
  expect((await failure('a.csv', 'question,answer\n')).reason).toBe('empty');
  expect((await failure('a.csv', 'question,answer\n,only an answer\n')).reason).toBe('empty');
  expect((await failure('a.csv', '\n\n\n')).reason).toBe('empty');
});
