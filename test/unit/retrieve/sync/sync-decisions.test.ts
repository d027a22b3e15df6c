import { expect, test } from 'vitest';
import { externalIdSchema } from '../../../../src/protocol/http/knowledge.ts';
import { sourcePath } from '../../../../src/protocol/http/source-path.ts';
import { plainDocument } from '../../../../src/retrieve/read/document.ts';
import { articleName } from '../../../../src/retrieve/sync/article-name.ts';
import { nextSyncMs } from '../../../../src/retrieve/sync/next-sync.ts';
import { mayRemove } from '../../../../src/retrieve/sync/removal.ts';
import { hashPart, openDocument, storeDocument } from '../../../../src/retrieve/sync/stored-document.ts';

const watched = { deliberate: false, allowed: false };

test.each([
  [10, 5, true],
  [10, 6, false],
  [1, 1, false],
  [0, 0, true],
])('of %i served documents %i may vanish by themselves: %s', (served, vanishing, may) => {
  expect(mayRemove({ served, vanishing, ...watched }).ok).toBe(may);
  expect(mayRemove({ served, vanishing, ...watched, allowed: true }).ok).toBe(true);
  expect(mayRemove({ served, vanishing, ...watched, deliberate: true }).ok).toBe(true);
});

test('a refused removal says how many documents it would have taken and how to confirm it', () => {
  const refused = mayRemove({ served: 4, vanishing: 3, ...watched });
  expect(refused).toEqual({
    ok: false,
    error: { why: expect.stringMatching(/^3 of 4 .*"allowRemoval": true/) },
  });
});

test('an article is named readably, the same each time, apart from every other, and within the rules of ids', async () => {
  const documents = [
    'manuals/Rückgabe & Umtausch.pdf',
    'help.example.com/returns?page=2',
    'help.example.com',
    '日本語.md',
    '/',
  ];
  const names = await Promise.all(
    documents.flatMap((document) => [
      articleName('src_a', document, ''),
      articleName('src_a', document, '7'),
    ]),
  );
  expect(await articleName('src_a', documents[0] ?? '', '')).toBe(names[0]);
  expect(names[0]).toMatch(/^Ru-ckgabe-Umtausch-pdf~[0-9a-f]{20}$|^Ruckgabe-Umtausch-pdf~[0-9a-f]{20}$/);
  expect(new Set([...names, await articleName('src_b', documents[0] ?? '', '')]).size).toBe(names.length + 1);
  for (const name of names) expect(externalIdSchema.safeParse(name).success, name).toBe(true);
  const long = await articleName('src_a', `${'a'.repeat(2_000)}.pdf`, 'x'.repeat(2_000));
  expect(externalIdSchema.safeParse(long).success).toBe(true);
});

test('a reading is stored under the hash of what it says, and opens as it was', async () => {
  const read = [
    plainDocument({ key: '1', title: 'One', body: 'First.', format: 'text', links: ['https://a.test/'] }),
    plainDocument({
      key: '2',
      title: 'Two',
      body: 'Second. \u{1f600}',
      format: 'markdown',
      locale: 'de',
      tags: ['x'],
    }),
  ];
  const [once, twice] = [await storeDocument(read, null), await storeDocument(read, null)];
  expect(once.hash).toBe(twice.hash);
  expect((await storeDocument(read, 'https://a.test/')).hash).not.toBe(once.hash);
  const parts = openDocument(once.bytes);
  expect(parts).toMatchObject([
    { key: '1', title: 'One' },
    { key: '2', body: 'Second. \u{1f600}', locale: 'de' },
  ]);
  const hashes = await Promise.all(parts.map(hashPart));
  expect(once.parts.map(({ hash }) => hash)).toEqual(hashes);
});

test('a schedule says when the next sync is; a manual one never', () => {
  expect(nextSyncMs('manual', 1_000)).toBeNull();
  expect(nextSyncMs('hourly', 0)).toBe(3_600_000);
  expect(nextSyncMs('daily', 5)).toBe(86_400_005);
  expect(nextSyncMs('weekly', 0)).toBe(604_800_000);
});

test.each(['a.pdf', 'manuals/2026/returns.md', 'ümläut/日本.txt', 'with space/and+plus.csv', '..a/b..'])(
  '%s is a path within a source',
  (path) => {
    expect(sourcePath(path)).toBe(path.normalize('NFC'));
  },
);

test.each([
  ...['', '/a', 'a/', 'a//b', '../a', 'a/../b', './a', 'a\\b', 'a\u0000b', 'a\nb', '\ud800', 'x'.repeat(501)],
  'é'.repeat(200),
])('%j is none', (path) => {
  expect(sourcePath(path)).toBeNull();
});

test('a path that a Mac and a PC write differently is one path', () => {
  expect(sourcePath('u\u0308ber.md')).toBe('\u00fcber.md');
});
