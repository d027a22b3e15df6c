import { join } from 'node:path';
import { bundleWorker } from '../scripts/local/bundle-worker.ts';
import { ROOT } from '../scripts/local/paths.ts';
import {
  type ChatClient,
  type ChatDialect,
  closedLoop,
  openClients,
  openLoop,
  type TurnTimes,
} from './harness/chat-client.ts';
import { CHAT_DIALECTS } from './harness/chat-dialects.ts';
import { bundlePeer, ensurePeers } from './harness/peers.ts';
import { processUsage } from './harness/process-usage.ts';
import { type BenchOptions, type BenchRow, benchRow } from './harness/report.ts';
import { median, percentile } from './harness/stats.ts';
import { type RunningWorkerd, startWorkerd } from './harness/workerd.ts';
import { measureObjectCalls } from './object-call.ts';

const SOCKETS = 50;
const TURNS_PER_SECOND = 20;
/** Turns of one conversation in the one-socket part: longer than most real ones. */
const TURNS_ALONE = 30;
/** Before each part, so that no object has gone to sleep and the code is warm. */
const WARM_UP_MS = 500;

/** One of the compared servers. */
export interface Contender {
  name: string;
  script: string;
  objects: Record<string, string>;
  dialect: ChatDialect;
}

interface Figures {
  cpuMsPerTurn: number;
  turnsPerSecond: number;
  firstMsAlone: number;
  firstMsP99: number;
}

interface Running extends Contender {
  server: RunningWorkerd;
  clients: ChatClient[];
  rounds: Figures[];
}

interface Plan {
  rounds: number;
  closedMs: number;
  aloneMs: number;
  openMs: number;
}

const FULL: Plan = { rounds: 5, closedMs: 3_000, aloneMs: 2_000, openMs: 8_000 };
const QUICK: Plan = { rounds: 3, closedMs: 1_500, aloneMs: 700, openMs: 3_000 };

/**
 * The cost of a turn apart from finding its answer: the product's conversation object with a scripted answer of 16 pieces,
 * beside the least that a turn can be on this platform and beside Cloudflare's own chat agent. Bare workerd, no proxy.
 * The servers take each part one right after the other, and every figure is the median over the rounds, so that what else
 * the machine does falls on all of them.
 */
export async function run(options: BenchOptions): Promise<BenchRow[]> {
  const plan = options.quick ? QUICK : FULL;
  const running: Running[] = [];
  const rows: BenchRow[] = [];
  try {
    for (const contender of await buildContenders(options)) {
      const server = await startWorkerd(contender);
      const started: Running = { ...contender, server, clients: [], rounds: [] };
      running.push(started);
      started.clients = await openClients(server.url, contender.dialect, 'c', SOCKETS);
    }
    for (let round = 0; round < plan.rounds; round += 1) {
      // Another order every round: nobody always follows the heaviest.
      const order = running.map((_, index) => running[(index + round) % running.length] as Running);
      await oneRound(order, round, plan);
      for (const { name, rounds } of running) {
        const figures = rounds[round];
        if (figures)
          options.progress(`engine, round ${round + 1} of ${plan.rounds}, ${name}: ${inWords(figures)}`);
      }
    }
    rows.push(...engineRows(new Map(running.map(({ name, rounds }) => [name, medians(rounds)]))));
  } finally {
    for (const { clients } of running) for (const client of clients) client.close();
    for (const { server } of running) await server.stop();
  }
  return [...rows, ...(await measureObjectCalls(options))];
}

/** Every part on every server before the next part. */
async function oneRound(order: Running[], round: number, plan: Plan): Promise<void> {
  for (const { server, clients, rounds } of order) {
    await closedLoop(clients, WARM_UP_MS);
    const before = processUsage(server.pid).cpuMs;
    const start = performance.now();
    const turns = await closedLoop(clients, plan.closedMs);
    const seconds = (performance.now() - start) / 1_000;
    const after = processUsage(server.pid).cpuMs;
    rounds[round] = {
      cpuMsPerTurn: before === null || after === null ? Number.NaN : (after - before) / turns.length,
      turnsPerSecond: turns.length / seconds,
      firstMsAlone: Number.NaN,
      firstMsP99: Number.NaN,
    };
  }
  // The two light ones together: a stall of the machine then falls on both, and at this rate neither stands in the other's way.
  const light = order.filter(({ name }) => name === 'floor' || name === 'engine');
  const heavy = order.filter((one) => !light.includes(one)).map((one) => [one]);
  for (const together of [light, ...heavy]) {
    for (const { clients } of together) await closedLoop(clients, WARM_UP_MS);
    await Promise.all(
      together.map(async ({ clients, rounds }) => {
        const turns = await openLoop(clients, TURNS_PER_SECOND, plan.openMs);
        Object.assign(rounds[round] ?? {}, { firstMsP99: percentile(turns.map(firstMs), 99) });
      }),
    );
  }
  const alone = await alternately(order, plan.aloneMs, `alone-${round}`);
  for (const { name, rounds } of order) {
    Object.assign(rounds[round] ?? {}, {
      firstMsAlone: percentile((alone.get(name) ?? []).map(firstMs), 50),
    });
  }
}

/** The engine and the floor; the peers too where `peers` says so. */
export async function buildContenders({ quick, progress }: BenchOptions): Promise<Contender[]> {
  await ensurePeers(progress);
  const out = join(ROOT, 'dist', 'bench');
  const agents = await bundlePeer('agents-worker.ts', join(out, 'agents.js'));
  const agentObjects = { StubAgent: 'StubAgent', StreamAgent: 'StreamAgent' };
  const contenders: Contender[] = [
    {
      name: 'floor',
      script: await bundleWorker('bench/worker/floor-worker.ts', join(out, 'floor.js')),
      objects: { CONVERSATION: 'FloorObject' },
      dialect: CHAT_DIALECTS.floor,
    },
    {
      name: 'engine',
      script: await bundleWorker('bench/worker/engine-worker.ts', join(out, 'engine.js')),
      objects: { CONVERSATION: 'EngineObject' },
      dialect: CHAT_DIALECTS.engine,
    },
    { name: 'stub', script: agents, objects: agentObjects, dialect: CHAT_DIALECTS.stub },
  ];
  if (!quick)
    contenders.push({ name: 'stream', script: agents, objects: agentObjects, dialect: CHAT_DIALECTS.stream });
  return contenders;
}

/** One socket at a time: a new conversation of some turns with each server in turn, until the time is over. */
async function alternately(order: Running[], ms: number, prefix: string): Promise<Map<string, TurnTimes[]>> {
  const times = new Map<string, TurnTimes[]>(order.map(({ name }) => [name, []]));
  const end = performance.now() + ms * order.length;
  for (let index = 0; performance.now() < end; index += 1) {
    for (const { name, server, dialect } of order) {
      const [client] = await openClients(server.url, dialect, `${prefix}-${index}`, 1);
      if (!client) continue;
      for (let turn = 0; turn < TURNS_ALONE; turn += 1) times.get(name)?.push(await client.turn());
      client.close();
    }
  }
  return times;
}

/** What is compared, in words; whether more or less is better; the goals beside the floor and beside the two peers. */
const PARTS: { key: keyof Figures; what: string; unit: string; limits: Record<string, number> }[] = [
  {
    key: 'cpuMsPerTurn',
    what: `server CPU per turn, ${SOCKETS} sockets`,
    unit: 'ms',
    limits: { floor: 3, stub: 1 / 4, stream: 1 / 10 },
  },
  {
    key: 'firstMsAlone',
    what: 'first text, p50, 1 socket',
    unit: 'ms',
    limits: { floor: 3, stub: 1, stream: 1 },
  },
  {
    key: 'firstMsP99',
    what: `first text, p99, ${TURNS_PER_SECOND} turns/s`,
    unit: 'ms',
    // Only the floor is measured in the same seconds, and on a busy machine a tail says nothing across minutes.
    limits: { floor: 3 },
  },
  {
    key: 'turnsPerSecond',
    what: `turns per second, ${SOCKETS} sockets`,
    unit: '/s',
    limits: { floor: 1 / 3, stub: 1, stream: 1 },
  },
];

const YARDSTICKS: Record<string, string> = {
  floor: 'bare object',
  stub: "Cloudflare's AIChatAgent, stub answer",
  stream: "Cloudflare's AIChatAgent, streamText",
};

function engineRows(figures: Map<string, Figures>): BenchRow[] {
  const engine = figures.get('engine');
  if (!engine) throw new Error('the engine was not measured');
  return Object.entries(YARDSTICKS).flatMap(([name, yardstick]) => {
    const other = figures.get(name);
    if (!other) return [];
    return PARTS.flatMap(({ key, what, unit, limits }) => {
      const limit = limits[name];
      if (limit === undefined || !Number.isFinite(engine[key])) return [];
      const is = key === 'turnsPerSecond' ? 'at least' : 'at most';
      return benchRow({
        what: `engine turn: ${what}`,
        value: engine[key],
        unit,
        yardstick: { what: yardstick, value: other[key] },
        goal: { is, limit, of: 'ratio' },
      });
    });
  });
}

function medians(rounds: Figures[]): Figures {
  const of = (key: keyof Figures) => median(rounds.map((round) => round[key]));
  return {
    cpuMsPerTurn: of('cpuMsPerTurn'),
    turnsPerSecond: of('turnsPerSecond'),
    firstMsAlone: of('firstMsAlone'),
    firstMsP99: of('firstMsP99'),
  };
}

function inWords(figures: Figures): string {
  const { cpuMsPerTurn, turnsPerSecond, firstMsAlone, firstMsP99 } = figures;
  return (
    `CPU ${cpuMsPerTurn.toFixed(2)} ms/turn, ${turnsPerSecond.toFixed(0)} turns/s, ` +
    `first text p50 alone ${firstMsAlone.toFixed(2)} ms, p99 at ${TURNS_PER_SECOND}/s ${firstMsP99.toFixed(1)} ms`
  );
}

function firstMs(times: TurnTimes): number {
  return times.firstMs;
}
