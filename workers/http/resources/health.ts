import type { Health } from '../../../src/protocol/http/health.ts';
import { dependencyDown } from '../../../src/telemetry/events.ts';
import type { FrontDeps, Probe } from '../deps.ts';
import { defineFrontRoute, type FrontTable } from '../front-route.ts';

/** A dependency that does not answer within this is down for a customer, who waits. */
const PROBE_MS = 2_000;
/** Results are kept this long, so that a monitor, or a stranger, cannot turn the probes into load. */
const CACHE_MS = 2_000;

const tag = 'Health';

/** Liveness, readiness and both together. Ready really asks every dependency and names the one that is down. */
export function healthRoutes(table: FrontTable): void {
  const check = cachedHealth(table.deps);
  defineFrontRoute(
    table,
    {
      path: '/health/live',
      tag,
      summary: 'Does the Worker run?',
      answers: async () => ({ 200: await schema() }),
    },
    (c) => c.json({ status: 'ok', checks: {} } satisfies Health),
  );
  for (const path of ['/health', '/health/ready']) {
    defineFrontRoute(
      table,
      {
        path,
        tag,
        summary: path === '/health' ? 'How are the dependencies?' : 'Can it take traffic?',
        description: 'Databases, conversation objects and the queue are really asked, each for at most 2 s.',
        answers: async () => ({ 200: await schema(), 503: await schema() }),
      },
      async (c) => {
        const health = await check();
        for (const [name, { status, why }] of Object.entries(health.checks)) {
          if (status === 'down') dependencyDown(c.get('log'), name, why);
        }
        return c.json(health, health.status === 'down' ? 503 : 200);
      },
    );
  }
}

const schema = async () => (await import('../../../src/protocol/http/health.ts')).healthSchema;

/** One check at a time for all who ask, and its result for a moment after. */
function cachedHealth(deps: FrontDeps): () => Promise<Health> {
  let startedMs = Number.NEGATIVE_INFINITY;
  let health: Promise<Health> | null = null;
  return () => {
    const now = deps.clock();
    if (health === null || now - startedMs >= CACHE_MS) {
      startedMs = now;
      health = askAll(deps.probes, deps.clock);
    }
    return health;
  };
}

async function askAll(probes: Record<string, Probe>, clock: () => number): Promise<Health> {
  const checks = await Promise.all(
    Object.entries(probes).map(async ([name, probe]) => [name, await ask(probe, clock)] as const),
  );
  return { status: overall(probes, Object.fromEntries(checks)), checks: Object.fromEntries(checks) };
}

type Check = Health['checks'][string];

/** Down when a needed part is down, degraded when another one is. Pure. */
function overall(probes: Record<string, Probe>, checks: Record<string, Check>): Health['status'] {
  const down = Object.keys(checks).filter((name) => checks[name]?.status === 'down');
  if (down.some((name) => probes[name]?.needed)) return 'down';
  return down.length > 0 ? 'degraded' : 'ok';
}

async function ask(probe: Probe, clock: () => number): Promise<Check> {
  const startedMs = clock();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const late = new Promise<'timeout'>((resolve) => {
    timer = setTimeout(() => resolve('timeout'), PROBE_MS);
  });
  try {
    const outcome = await Promise.race([probe.check(), late]);
    const ms = clock() - startedMs;
    return outcome === 'timeout' ? { status: 'down', ms, why: 'timeout' } : { status: 'ok', ms };
  } catch {
    return { status: 'down', ms: clock() - startedMs, why: 'failed' };
  } finally {
    clearTimeout(timer);
  }
}
