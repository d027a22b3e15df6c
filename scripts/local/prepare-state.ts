import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Miniflare } from 'miniflare';
import { readKnowledge } from '../seed/read-knowledge.ts';
import { applyMigrations } from './apply-migrations.ts';
import { openDatabases } from './databases.ts';
import { ROOT } from './paths.ts';

const RECORDS = join(ROOT, 'migrations/records');
const KNOWLEDGE = join(ROOT, 'migrations/knowledge');
const DEMO = join(ROOT, 'demo/knowledge');

/**
 * Migrates the databases of a state folder and seeds the demo, before the product runs on it. A stamp skips both when
 * nothing changed. In a runtime of its own: access from Node blocks Node, and a busy product whose log nobody reads then
 * blocks too.
 */
export async function prepareState(options: {
  stateDir: string;
  secrets: Record<string, string>;
  demo: boolean;
  say: (line: string) => void;
}): Promise<void> {
  const { stateDir, secrets, demo, say } = options;
  const stampFile = join(stateDir, 'prepared.stamp');
  const stamp = await stampOf(demo ? [RECORDS, KNOWLEDGE, DEMO] : [RECORDS, KNOWLEDGE]);
  if ((await readOr(stampFile)) === stamp) return;
  const mf = await openDatabases(stateDir, secrets);
  try {
    say('applying migrations');
    await applyMigrations(await mf.getD1Database('RECORDS'), RECORDS);
    await applyMigrations(await mf.getD1Database('KNOWLEDGE'), KNOWLEDGE);
    if (demo) {
      say('seeding the demo organization, once');
      await seed(mf);
    }
  } finally {
    await mf.dispose();
  }
  await writeFile(stampFile, stamp);
}

/** Inside workerd, where a statement costs microseconds; from Node each one would be several round trips. */
async function seed(mf: Miniflare): Promise<void> {
  const answer = await mf.dispatchFetch('http://edgewise.invalid/', {
    method: 'POST',
    body: JSON.stringify(await readKnowledge(DEMO)),
  });
  if (!answer.ok) throw new Error(`seeding failed: ${await answer.text()}`);
}

async function stampOf(folders: string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of folders) {
    for (const name of (await readdir(folder)).sort()) {
      if (/\.(sql|md)$/.test(name)) hash.update(name).update(await readFile(join(folder, name)));
    }
  }
  return hash.digest('hex');
}

async function readOr(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return null;
  }
}
