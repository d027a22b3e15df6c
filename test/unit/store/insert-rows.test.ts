import { sql } from 'drizzle-orm';
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { expect, test } from 'vitest';
import { openRecords, runBatch } from '../../../src/store/database.ts';
import { firstOfEach, insertRows } from '../../../src/store/insert-rows.ts';
import { nodeD1 } from '../../support/node-d1.ts';

const notes = sqliteTable(
  'notes',
  {
    organizationId: text('organization_id').notNull(),
    id: text('id').notNull(),
    isOpen: integer('is_open', { mode: 'boolean' }).notNull(),
    tags: text('tags', { mode: 'json' }).$type<string[]>(),
    body: text('body').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] })],
);
type Note = typeof notes.$inferSelect;

const note = (id: string, changes: Partial<Note> = {}): Note => ({
  ...{ organizationId: 'org_1', id, isOpen: true, tags: null, body: 'b', ...changes },
});

function database() {
  const d1 = nodeD1();
  d1.sqlite.exec(`CREATE TABLE notes (organization_id TEXT NOT NULL, id TEXT NOT NULL, is_open INTEGER NOT NULL, tags TEXT,
    body TEXT NOT NULL, PRIMARY KEY (organization_id, id)) STRICT`);
  const db = openRecords(d1);
  return { db, stored: () => db.select().from(notes).orderBy(notes.id) };
}

const put = insertRows(notes, {
  target: [notes.organizationId, notes.id],
  set: { body: sql`excluded.body` },
  setWhere: sql`excluded.body > notes.body`,
});

test('rows come back as they went in, in one statement with one parameter', async () => {
  const { db, stored } = database();
  const rows = [note('a', { tags: ['x', '"'] }), note('b', { isOpen: false }), note('c', { tags: [] })];
  const statements = put(db, rows);
  expect(statements.map(({ params }) => params.length)).toEqual([1]);
  await runBatch(db, statements);
  expect(await stored()).toEqual(rows);
});

test('of two rows with one key the later meets the earlier, as one that was stored before', async () => {
  const { db, stored } = database();
  await runBatch(db, put(db, [note('a', { body: '2' }), note('a', { body: '3' }), note('a', { body: '1' })]));
  expect((await stored()).map(({ body }) => body)).toEqual(['3']);
  await runBatch(db, insertRows(notes, null)(db, [note('a', { body: '9' }), note('b')]));
  expect((await stored()).map(({ body }) => body)).toEqual(['3', 'b']);
});

test('the text of a statement is the same whatever the rows, and none is made for no rows', () => {
  const { db } = database();
  expect(put(db, [])).toEqual([]);
  const [one] = put(db, [note('a')]);
  const [many] = put(db, [note("'; --"), note('b')]);
  expect(many?.sql).toBe(one?.sql);
});

test('more than one parameter may hold goes into several statements, and a row that is larger alone', async () => {
  const { db, stored } = database();
  const rows = [10, 150_000, 150_000, 150_000, 500_000, 10, 10].map((length, at) =>
    note(String(at), { body: '語'.repeat(length) }),
  );
  const statements = put(db, rows);
  expect(statements.map(({ params }) => JSON.parse(String(params[0])).length)).toEqual([3, 1, 1, 2]);
  await runBatch(db, statements);
  expect(await stored()).toEqual(rows);
});

test('statements of Drizzle and of rows are one transaction, in their order', async () => {
  const { db, stored } = database();
  await runBatch(db, [db.delete(notes), ...put(db, [note('a')]), db.update(notes).set({ tags: ['y'] })]);
  expect(await stored()).toEqual([note('a', { tags: ['y'] })]);
  const late = db.insert(notes).values(note('a'));
  await expect(runBatch(db, [...put(db, [note('b')]), late])).rejects.toThrow(/UNIQUE/);
  expect(await stored()).toEqual([note('a', { tags: ['y'] })]);
});

test('the first of each id of each organization stays', () => {
  const rows = [note('a'), note('a', { body: '2' }), note('a', { organizationId: 'org_2' }), note('b')];
  expect(firstOfEach(rows)).toEqual([rows[0], rows[2], rows[3]]);
  const close = [note('c', { organizationId: 'a b' }), note('b c', { organizationId: 'a' })];
  expect(firstOfEach(close)).toEqual(close);
});
