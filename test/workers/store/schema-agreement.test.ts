import { env } from 'cloudflare:test';
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { expect, test } from 'vitest';
import * as schema from '../../../src/store/schema/index.ts';

const tables = Object.values(schema) as SQLiteTable[];

async function pragma<T>(text: string): Promise<T[]> {
  return (await env.RECORDS.prepare(`PRAGMA ${text}`).all<T>()).results;
}

test('the migrated database holds exactly the tables of the drizzle schema', async () => {
  const { results } = await env.RECORDS.prepare(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_cf%' ESCAPE '\\'
     AND name NOT LIKE 'd1\\_%' ESCAPE '\\' ORDER BY name`,
  ).all<{ name: string }>();
  expect(results.map((row) => row.name)).toEqual(tables.map((table) => getTableConfig(table).name).sort());
});

test.each(tables.map((table) => [getTableConfig(table).name, getTableConfig(table)] as const))(
  'columns, types, nullability, keys and indexes of %s agree with its migration',
  async (name, config) => {
    const stored = await pragma<{ name: string; type: string; notnull: number; pk: number }>(
      `table_info(${name})`,
    );
    const described = config.columns.map((column) => ({
      name: column.name,
      type: column.getSQLType().toUpperCase(),
      required: column.notNull,
    }));
    expect(stored.map((row) => ({ name: row.name, type: row.type, required: row.notnull === 1 }))).toEqual(
      described,
    );

    const keyed = stored.filter((row) => row.pk > 0).sort((left, right) => left.pk - right.pk);
    const composite = config.primaryKeys[0]?.columns.map((column) => column.name);
    const single = config.columns.filter((column) => column.primary).map((column) => column.name);
    expect(keyed.map((row) => row.name)).toEqual(composite ?? single);

    const indexes = await pragma<{ name: string; unique: number; origin: string }>(`index_list(${name})`);
    const storedIndexes: Record<string, unknown> = {};
    for (const index of indexes.filter((one) => one.origin === 'c')) {
      const columns = await pragma<{ name: string }>(`index_info(${index.name})`);
      storedIndexes[index.name] = {
        unique: index.unique === 1,
        columns: columns.map((column) => column.name),
      };
    }
    const describedIndexes = config.indexes.map(({ config: index }) => [
      index.name,
      {
        unique: index.unique,
        columns: index.columns.map((column) => ('name' in column ? column.name : '?')),
      },
    ]);
    expect(storedIndexes).toEqual(Object.fromEntries(describedIndexes));
  },
);

test.each(tables.map((table) => [getTableConfig(table).name, getTableConfig(table)] as const))(
  'foreign keys of %s and what happens on deletion agree with its migration',
  async (name, config) => {
    const rows = await pragma<{ id: number; table: string; from: string; to: string; on_delete: string }>(
      `foreign_key_list(${name})`,
    );
    const stored = rows.map((row) => `${row.from} -> ${row.table}.${row.to} ${row.on_delete}`).sort();
    const described = config.foreignKeys.flatMap((key) => {
      const { columns, foreignTable, foreignColumns } = key.reference();
      return columns.map(
        (column, at) =>
          `${column.name} -> ${getTableConfig(foreignTable).name}.${foreignColumns[at]?.name} ${key.onDelete?.toUpperCase()}`,
      );
    });
    expect(stored).toEqual(described.sort());
  },
);

test('audit events cannot be changed once they are written', async () => {
  const organization = `INSERT INTO organizations (id, name, tier, widget_key, created_at, updated_at)
    VALUES ('org_audit', 'A', 'free', 'wk_audit', 't', 't')`;
  const event = `INSERT INTO audit_events (id, organization_id, actor_kind, actor_id, action, outcome, request_id, created_at)
    VALUES ('aud_1', 'org_audit', 'user', 'usr_1', 'x', 'allowed', 'req_1', 't')`;
  await env.RECORDS.batch([env.RECORDS.prepare(organization), env.RECORDS.prepare(event)]);
  await expect(env.RECORDS.prepare("UPDATE audit_events SET outcome = 'denied'").run()).rejects.toThrow(
    /append-only/,
  );
});
