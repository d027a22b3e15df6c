import { join } from 'node:path';
import { ROOT } from '../scripts/local/paths.ts';
import { bundlePeer, ensurePeers } from './harness/peers.ts';
import { processUsage } from './harness/process-usage.ts';
import { type BenchOptions, type BenchRow, benchRow } from './harness/report.ts';
import { median } from './harness/stats.ts';
import { startWorkerd } from './harness/workerd.ts';

const ROUNDS = 7;
/** Calls of one request, one after another: below the 1,000 subrequests that the platform allows. */
const CALLS = 500;

/**
 * One call from a Worker to an object: the platform's own RPC beside itty-durable. It keeps the decision for native RPC
 * (docs/decisions) open to check.
 */
export async function measureObjectCalls({ quick, progress }: BenchOptions): Promise<BenchRow[]> {
  await ensurePeers(progress);
  const script = await bundlePeer('itty-worker.ts', join(ROOT, 'dist', 'bench', 'itty.js'));
  const objects = { IttyObject: 'IttyObject', NativeObject: 'NativeObject' };
  const server = await startWorkerd({ script, objects });
  try {
    const cpu = { itty: [] as number[], native: [] as number[] };
    const wall = { itty: [] as number[], native: [] as number[] };
    const batches = quick ? 4 : 16;
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const kind of round % 2 === 0 ? (['itty', 'native'] as const) : (['native', 'itty'] as const)) {
        const before = processUsage(server.pid).cpuMs ?? Number.NaN;
        const start = performance.now();
        for (let batch = 0; batch < batches; batch += 1) await callMany(server.url, kind);
        if (round === 0) continue; // the first round warms up
        wall[kind].push((performance.now() - start) / (batches * CALLS));
        cpu[kind].push(((processUsage(server.pid).cpuMs ?? Number.NaN) - before) / (batches * CALLS));
      }
    }
    progress(
      `object call: native ${median(wall.native).toFixed(3)} ms, itty ${median(wall.itty).toFixed(3)} ms`,
    );
    return [row('CPU', cpu), row('time', wall)].filter((one) => Number.isFinite(one.value));
  } finally {
    await server.stop();
  }
}

function row(what: string, times: { itty: number[]; native: number[] }): BenchRow {
  return benchRow({
    what: `object call, ${what}: native RPC`,
    value: median(times.native),
    unit: 'ms',
    yardstick: { what: 'itty-durable', value: median(times.itty) },
    goal: { is: 'at most', limit: 1, of: 'ratio' },
  });
}

async function callMany(url: string, kind: 'itty' | 'native'): Promise<void> {
  const response = await fetch(`${url}/${kind}/${CALLS}`);
  const { total } = (await response.json()) as { total: number };
  if (total !== 45) throw new Error(`${kind} answered ${total}`);
}
