import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DATABASES, withDatabaseIds } from '../../../scripts/deploy/database-ids.ts';
import { missingSecrets } from '../../../scripts/deploy/missing-secrets.ts';

const TOML = readFileSync(new URL('../../../wrangler.toml', import.meta.url), 'utf8');
const READER = readFileSync(new URL('../../../wrangler.reader.toml', import.meta.url), 'utf8');
const IDS = {
  RECORDS_DATABASE_ID: '6ab9c3d1-0000-4000-8000-00000000000a',
  KNOWLEDGE_DATABASE_ID: '6ab9c3d1-0000-4000-8000-00000000000b',
};

describe('the databases of a deploy', () => {
  test('are those that the environment names, each where it belongs, and nothing else of wrangler.toml changes', () => {
    const { toml, missing } = withDatabaseIds(TOML, IDS);
    expect(missing).toEqual([]);
    const changed = toml.split('\n').filter((line, index) => line !== TOML.split('\n')[index]);
    expect(changed).toEqual(Object.values(IDS).map((id) => `database_id = "${id}"`));
    for (const { name, placeholder } of DATABASES) {
      expect(TOML).toContain(`database_name = "${name}"`);
      expect(toml).not.toContain(placeholder);
    }
  });

  test('that nobody named stop the deploy by the name of their variable', () => {
    expect(withDatabaseIds(TOML, {}).missing).toEqual(['RECORDS_DATABASE_ID', 'KNOWLEDGE_DATABASE_ID']);
    expect(withDatabaseIds(TOML, { ...IDS, KNOWLEDGE_DATABASE_ID: '"; name = "x' }).missing).toEqual([
      'KNOWLEDGE_DATABASE_ID',
    ]);
  });

  test('that are written into wrangler.toml are kept', () => {
    const own = withDatabaseIds(TOML, IDS).toml;
    expect(withDatabaseIds(own, {})).toEqual({ toml: own, missing: [] });
  });
});

describe('the secrets of a deploy', () => {
  test('are all set, or those that are not are named', () => {
    expect(missingSecrets('[{"name":"FIELD_KEYS","type":"secret_text"}]')).toEqual(['TOKEN_KEYS']);
    expect(missingSecrets('[{"name":"TOKEN_KEYS"},{"name":"FIELD_KEYS"},{"name":"OTHER"}]')).toEqual([]);
    expect(missingSecrets('[null]')).toEqual(['TOKEN_KEYS', 'FIELD_KEYS']);
  });

  test('that cannot be read are an error, never taken for set', () => {
    expect(() => missingSecrets('{"error":"no"}')).toThrow(TypeError);
    expect(() => missingSecrets('')).toThrow(SyntaxError);
  });
});

test('the Worker that reads documents is the one that the product is bound to, under the same rules, and has no address', () => {
  const service = /binding = "READER"\nservice = "(.+)"/.exec(TOML)?.[1];
  expect(service).toBe('edgewise-reader');
  expect(READER).toContain(`\nname = "${service}"\n`);
  for (const rule of ['compatibility_date', 'compatibility_flags']) {
    const line = new RegExp(`^${rule} = .+$`, 'm');
    expect(READER.match(line)?.[0]).toBe(TOML.match(line)?.[0] ?? rule);
  }
  expect(READER).toMatch(/^workers_dev = false$/m);
  expect(READER).toMatch(/^preview_urls = false$/m);
  expect(READER).not.toMatch(/\[\[|route|\[vars\]/);
});
