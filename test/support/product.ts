import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProduct as start } from '../../scripts/local/product.ts';

/** The whole product on a free port with its demo organization and a state folder of its own. */
export async function startProduct(bindings: Record<string, string> = {}) {
  const stateDir = await mkdtemp(join(tmpdir(), 'edgewise-'));
  const logs: string[] = [];
  const product = await start({ stateDir, port: 0, bindings, onLog: (line) => logs.push(line) });
  return {
    url: product.url,
    mf: product.mf,
    logs,
    async stop() {
      await product.stop();
      await rm(stateDir, { recursive: true, force: true });
    },
  };
}
