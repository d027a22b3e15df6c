import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { ROOT } from './paths.ts';

/**
 * The secrets of a local run: those of `.dev.vars`, and for what it does not set, keys made once and kept in the state
 * folder (mode 600), so that sessions and sealed fields survive a restart.
 */
export async function localSecrets(stateDir: string): Promise<Record<string, string>> {
  const file = join(stateDir, 'secrets.env');
  let kept = await readOr(file, '');
  if (kept === '') {
    kept = ['TOKEN_KEYS', 'FIELD_KEYS'].map((name) => `${name}='${newRing()}'\n`).join('');
    await mkdir(stateDir, { recursive: true });
    await writeFile(file, kept, { mode: 0o600 });
  }
  const own = parseEnv(await readOr(join(ROOT, '.dev.vars'), ''));
  return { ...parseEnv(kept), ...own } as Record<string, string>;
}

function newRing(): string {
  return JSON.stringify([{ kid: 'local-1', secret: randomBytes(32).toString('base64') }]);
}

async function readOr(path: string, fallback: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return fallback;
  }
}
