import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What benches keep between runs; the system empties it. */
export const CACHE = join(tmpdir(), 'edgewise-bench');

/**
 * `make()`, or what it made in an earlier run from the same `inputs`. For figures that follow from their inputs alone, never for
 * times.
 */
export async function remembered<Value>(
  name: string,
  inputs: readonly string[],
  make: () => Promise<Value>,
): Promise<Value> {
  const path = join(CACHE, `${name}-${hashOf(inputs)}.json`);
  if (existsSync(path)) return JSON.parse(await readFile(path, 'utf8')) as Value;
  const value = await make();
  await mkdir(CACHE, { recursive: true });
  await writeFile(`${path}.${process.pid}`, JSON.stringify(value));
  await rename(`${path}.${process.pid}`, path);
  return value;
}

/** Lengths go in too, so that no two lists of inputs read the same. */
export function hashOf(inputs: Iterable<string>): string {
  const hash = createHash('sha256');
  for (const one of inputs) hash.update(`${one.length}:${one}`);
  return hash.digest('hex').slice(0, 24);
}
