import { expect, test } from 'vitest';
import type { SyncDeps } from '../../../workers/queue/sync-deps.ts';
import { filesSupply } from '../../../workers/queue/sync-files.ts';
import { type RemoteReader, readElsewhere } from '../../../workers/read-elsewhere.ts';
import { paragraph, tinyDocx } from '../../support/documents/tiny-docx.ts';
import { tinyPdf } from '../../support/documents/tiny-pdf.ts';
import { readByBinding } from '../../support/read-by-binding.ts';
import { type SourceKit, sourceKit } from '../../support/source-kit.ts';

/** Where files are read by `read`. */
function readingBy({ records, files }: SourceKit, read: SyncDeps['read']): Partial<SyncDeps> {
  return { read, supplyOf: async (source) => filesSupply(source, { records, files, read }) };
}

const HANDBOOK = tinyPdf([
  [
    { text: 'Warranty', y: 740, size: 18 },
    { text: 'The warranty of a lamp lasts for seven years.', y: 700 },
  ],
]);

test('uploaded PDF, Word and CSV files are read by the Worker that reads, and found', async () => {
  const kit = await sourceKit();
  const source = await kit.source('files');
  await kit.upload(source, 'handbook.pdf', HANDBOOK);
  await kit.upload(source, 'guide.docx', tinyDocx(paragraph('Lamps are shipped within two weeks.')));
  await kit.upload(source, 'faq.csv', 'Question,Answer\nMay I dim a lamp?,Every lamp can be dimmed.\n');
  await kit.upload(source, 'locked.pdf', tinyPdf([], { password: 'x' }));
  const message = await kit.start(source);
  await kit.drain(message, readingBy(kit, readByBinding));
  expect(await kit.sync(message)).toMatchObject({ state: 'finished', found: 4, read: 3, failed: 1 });
  expect(await kit.documents(source)).toMatchObject({ 'locked.pdf': 'failed: encrypted' });
  expect(await kit.found('warranty')).toContainEqual(expect.stringContaining('seven years'));
  expect(await kit.found('shipped')).toContainEqual(expect.stringContaining('two weeks'));
  expect(await kit.found('dim a lamp')).toContainEqual(expect.stringContaining('can be dimmed'));
});

test('where the Worker that reads dies of each file or is down, the files fail, the sync ends, and a new try has them', async () => {
  const kit = await sourceKit();
  const source = await kit.source('files');
  for (let at = 0; at < 20; at += 1)
    await kit.upload(source, `${at}.txt`, `Text ${at}\nThe walrus number ${at}.`);
  const dying: RemoteReader = {
    read: async ({ name }) => {
      throw new Error(name === '3.txt' ? 'Worker exceeded CPU time limit.' : 'Network connection lost.');
    },
  };
  const deps = { clock: () => kit.time.now, wait: async () => undefined, log: () => undefined };
  const down = await kit.start(source);
  await kit.drain(
    down,
    readingBy(kit, (raw) => readElsewhere(dying, raw, deps)),
  );
  expect(await kit.sync(down)).toMatchObject({ state: 'finished', found: 20, failed: 20, removed: 0 });
  expect(new Set(Object.values(await kit.documents(source)))).toEqual(new Set(['failed: process_ended']));

  const again = await kit.start(source, { mode: 'failed' });
  await kit.drain(again, readingBy(kit, readByBinding));
  expect(await kit.sync(again)).toMatchObject({ state: 'finished', read: 20, failed: 0 });
  expect(await kit.titles()).toHaveLength(20);
});
