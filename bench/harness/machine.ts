import { readFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../scripts/local/paths.ts';

/** The machine in one line: what a reader needs to compare figures, and nothing that identifies it. */
export async function describeMachine(): Promise<string> {
  const cores = cpus();
  const memoryGb = Math.round(totalmem() / 2 ** 30);
  return [
    `${cores.length} cores ${cores[0]?.model.replaceAll(/\s+/g, ' ').trim() ?? 'unknown'}`,
    `${memoryGb} GB`,
    `${process.platform} ${process.arch}`,
    `Node ${process.versions.node}`,
    `workerd ${await workerdVersion()}`,
    `load ${(loadavg()[0] ?? 0).toFixed(1)} at the start`,
  ].join(', ');
}

async function workerdVersion(): Promise<string> {
  const manifest = await readFile(join(ROOT, 'node_modules/workerd/package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
