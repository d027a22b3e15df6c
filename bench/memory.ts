import { readFile } from 'node:fs/promises';
import { buildContenders, type Contender } from './engine.ts';
import { type ChatClient, closedLoop, openClients } from './harness/chat-client.ts';
import { processUsage } from './harness/process-usage.ts';
import { type BenchOptions, type BenchRow, benchRow } from './harness/report.ts';
import { type RunningWorkerd, startWorkerd } from './harness/workerd.ts';

const ACTIVE = { full: 250, quick: 100 };
const IDLE = { full: 10_000, quick: 1_000 };
/** Every active conversation has had this many turns, this many of them at a time, before its memory is read. */
const ACTIVE_TURNS = 6;
const AT_ONCE = 10;
/** An object without a message sleeps after 10 to 25 s; only then is its socket idle. */
const SETTLE_MS = 30_000;
/** New idle sockets per second: an awake object holds about three files more until it sleeps. */
const IDLE_OPENED_PER_SECOND = 60;
/** The runtime keeps two files for a socket, and needs some for the objects that are still awake. */
const FILES_PER_SOCKET = 2;
const SPARE_FILES = 4_000;
/** KB a socket: 1.2 GB for 10,000. */
const IDLE_KB = 123;
/** Below this many sockets the process itself is most of the memory, and only the comparison says something. */
const TELLING_SOCKETS = 5_000;

/**
 * Memory of the server process: per conversation that is being used, and with many sockets whose objects have gone to
 * sleep. Each contender gets a fresh process; new objects are opened at no more than 100 a second, because an awake object
 * holds several files and the runtime dies at its limit.
 */
export async function run(options: BenchOptions): Promise<BenchRow[]> {
  const contenders = await buildContenders({ ...options, quick: true });
  const active = new Map<string, number>();
  for (const contender of contenders) {
    const bytes = await activeMemory(contender, options.quick ? ACTIVE.quick : ACTIVE.full);
    active.set(contender.name, bytes / 1_024);
    options.progress(`memory, ${contender.name}: ${(bytes / 1_024).toFixed(0)} KB per active conversation`);
  }
  const rows = [
    activeRow(active, 'floor', 'bare object', { is: 'at most', limit: 400, of: 'value' }),
    activeRow(active, 'stub', "Cloudflare's AIChatAgent, stub answer", {
      is: 'at most',
      limit: 1,
      of: 'ratio',
    }),
  ];
  const count = await affordableSockets(options);
  const idle = new Map<string, number>();
  for (const contender of contenders.filter(({ name }) => name !== 'stub')) {
    const bytes = await idleMemory(contender, count, options);
    idle.set(contender.name, bytes / 1_024 / count);
  }
  return [...rows, idleRow(idle, count)];
}

function activeRow(
  kilobytes: Map<string, number>,
  peer: string,
  label: string,
  goal: Parameters<typeof benchRow>[0]['goal'],
): BenchRow {
  return benchRow({
    what: 'memory per active conversation',
    value: kilobytes.get('engine') ?? Number.NaN,
    unit: 'KB',
    yardstick: { what: label, value: kilobytes.get(peer) ?? Number.NaN },
    goal,
  });
}

function idleRow(kilobytes: Map<string, number>, count: number): BenchRow {
  return benchRow({
    what: `memory per idle socket, ${count.toLocaleString('en-US')} of them, an object each`,
    value: kilobytes.get('engine') ?? Number.NaN,
    unit: 'KB',
    yardstick: { what: 'bare object', value: kilobytes.get('floor') ?? Number.NaN },
    goal:
      count >= TELLING_SOCKETS
        ? { is: 'at most', limit: IDLE_KB, of: 'value' }
        : { is: 'at most', limit: 1.25, of: 'ratio' },
  });
}

async function activeMemory(contender: Contender, count: number): Promise<number> {
  const server = await startWorkerd(contender);
  const clients: ChatClient[] = [];
  try {
    // The first conversations pay for the code itself; what each further one adds is counted.
    const first = await openClients(server.url, contender.dialect, 'first', 5);
    clients.push(...first);
    await closedLoop(first, 1_500);
    const before = rss(server);
    const fleet = await openClients(server.url, contender.dialect, 'active', count);
    clients.push(...fleet);
    await useAll(fleet);
    return (rss(server) - before) / count;
  } finally {
    for (const client of clients) client.close();
    await server.stop();
  }
}

/** Like visitors, not like a load test: only a few answers are being written at any moment. */
async function useAll(fleet: ChatClient[]): Promise<void> {
  for (let turn = 0; turn < ACTIVE_TURNS; turn += 1) {
    for (let from = 0; from < fleet.length; from += AT_ONCE) {
      await Promise.all(fleet.slice(from, from + AT_ONCE).map((client) => client.turn()));
    }
  }
}

async function idleMemory(contender: Contender, count: number, options: BenchOptions): Promise<number> {
  const server = await startWorkerd(contender);
  const clients: ChatClient[] = [];
  try {
    const step = 1_000;
    for (let opened = 0; opened < count; opened += step) {
      const size = Math.min(step, count - opened);
      clients.push(
        ...(await openClients(server.url, contender.dialect, `idle-${opened}`, size, IDLE_OPENED_PER_SECOND)),
      );
      const megabytes = (rss(server) / 2 ** 20).toFixed(0);
      options.progress(`memory, ${contender.name}: ${opened + size} sockets open, ${megabytes} MB`);
    }
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const lost = clients.filter((client) => !client.alive).length;
    if (lost > 0 || !server.alive())
      throw new Error(`${lost} of ${count} sockets of ${contender.name} were lost`);
    const bytes = rss(server);
    options.progress(`memory, ${contender.name}: ${count} asleep, ${(bytes / 2 ** 20).toFixed(0)} MB`);
    return bytes;
  } finally {
    for (const client of clients) client.close();
    await server.stop();
  }
}

/** As many sockets as this system's file limit allows; says so where they are fewer than wanted. */
async function affordableSockets({ quick, progress }: BenchOptions): Promise<number> {
  const wanted = quick ? IDLE.quick : IDLE.full;
  const limits = await readFile('/proc/self/limits', 'utf8').catch(() => '');
  const files = Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1] ?? Number.POSITIVE_INFINITY);
  if (files >= wanted * FILES_PER_SOCKET + SPARE_FILES) return wanted;
  const fewer = Math.max(100, Math.floor((files - SPARE_FILES) / FILES_PER_SOCKET / 100) * 100);
  progress(
    `memory: the file limit is ${files}; ${fewer} idle sockets instead of ${wanted} (raise it: ulimit -n)`,
  );
  return fewer;
}

function rss(server: RunningWorkerd): number {
  return processUsage(server.pid).rssBytes ?? Number.NaN;
}
