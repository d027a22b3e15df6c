import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { archivedMessages, compareArchive, signIn, storedMessages } from './chaos/archive.ts';
import { type CountedCalls, compareCalls, countedCalls } from './chaos/calls.ts';
import { addFindings, checkConversation, type Findings, NOTHING_FOUND } from './chaos/check.ts';
import { Load } from './chaos/load.ts';
import { Victim } from './chaos/victim.ts';
import { wait } from './chaos/visitor.ts';
import { type LocalStandIns, startStandIns } from './local/stand-ins.ts';

const HELP = `usage: npm run chaos [-- options]

Kills the whole product (SIGKILL to Node and workerd) again and again under load, starts it again on the same state, and
compares what visitors were promised with what is stored.

  --kills N             how often (default 20)
  --seconds-between S   mean time between kills, drawn between 0.3 and 1.7 of it (default 2)
  --visitors N          sockets at once (default 20)
  --rate N              messages per second over all of them (default 50)
  --seed N              of the random times (default 1)
  --llm                 stand-ins for vendors of models write the answers, and the calls they saw are compared with the sums
  --log FILE            keep the product's log lines
  --check               exit 1 when a promise was broken (else 0 whenever it ran)
  --json                one JSON object on standard output
`;

/** After the last kill everything must be acked, answered and archived within this. */
const SETTLE_MS = 90_000;

/** Looks at D1: six are two minutes, in which an object repeats its records at least three times. */
const ARCHIVE_ROUNDS = 6;

interface Options {
  kills: number;
  secondsBetween: number;
  visitors: number;
  rate: number;
  seed: number;
  llm: boolean;
  log: string | null;
  check: boolean;
  json: boolean;
}

interface Outcome {
  findings: Findings;
  archiveMissing: number;
  archiveDoubled: number;
  readyMs: number[];
  conversations: number;
  calls: ({ seen: number } & CountedCalls) | null;
}

async function main(): Promise<number> {
  const options = readOptions();
  const stateDir = await mkdtemp(join(tmpdir(), 'edgewise-chaos-'));
  try {
    const outcome = await run(options, stateDir);
    report(options, outcome);
    return options.check && !isClean(outcome) ? 1 : 0;
  } finally {
    await rm(stateDir, { recursive: true, force: true });
  }
}

async function run(options: Options, stateDir: string): Promise<Outcome> {
  const port = await freePort();
  const standIns = options.llm ? await startStandIns(port) : null;
  const bindings = standIns?.variables ?? {};
  const victim = new Victim(port, stateDir, { logFile: options.log, bindings });
  const random = seeded(options.seed);
  const readyMs: number[] = [];
  progress('starting the product');
  await victim.start();
  const load = new Load(victim.url, options);
  load.start();
  try {
    for (let kill = 1; kill <= options.kills; kill += 1) {
      await wait(options.secondsBetween * 1000 * (0.3 + 1.4 * random()));
      await victim.kill();
      readyMs.push(await victim.start());
      if (kill % 10 === 0 || kill === options.kills) progress(`${kill} kills, ${load.counts()}`);
    }
    load.pause();
    progress('waiting until everything is acked and answered');
    await load.settle(SETTLE_MS);
    return await collect(victim, load, { stateDir, readyMs, standIns });
  } finally {
    load.stop();
    await victim.kill();
    await standIns?.stop();
  }
}

async function collect(
  victim: Victim,
  load: Load,
  { stateDir, readyMs, standIns }: { stateDir: string; readyMs: number[]; standIns: LocalStandIns | null },
): Promise<Outcome> {
  const token = await signIn(victim.url);
  const sequences = new Map<string, number[]>();
  let findings = NOTHING_FOUND;
  for (const visitor of load.visitors) {
    const conversationId = visitor.session?.conversationId;
    if (!conversationId) continue;
    const stored = await storedMessages(victim.url, token, conversationId);
    sequences.set(
      conversationId,
      stored.map((message) => message.seq),
    );
    const found = checkConversation(visitor.sent, stored);
    findings = addFindings(findings, { ...found, violations: [...found.violations, ...visitor.violations] });
  }
  progress('waiting until D1 has every record');
  const { missing, doubled, calls } = await archive(victim, { stateDir, sequences, standIns });
  return {
    findings,
    archiveMissing: missing,
    archiveDoubled: doubled,
    readyMs,
    conversations: sequences.size,
    calls,
  };
}

/** The killed queue forgot messages, so the objects repeat them: looked at every 20 s, until all is there or time is up. */
async function archive(
  victim: Victim,
  {
    stateDir,
    sequences,
    standIns,
  }: {
    stateDir: string;
    sequences: ReadonlyMap<string, readonly number[]>;
    standIns: LocalStandIns | null;
  },
) {
  for (let round = 1; ; round += 1) {
    await wait(20_000);
    await victim.kill();
    const compared = compareArchive(sequences, await archivedMessages(stateDir));
    const seen = standIns ? seenBy(standIns) : 0;
    const calls = standIns ? { seen, ...(await countedCalls(stateDir)) } : null;
    const uncounted = calls ? compareCalls(seen, calls).missing : 0;
    if (compared.missing + uncounted === 0 || round === ARCHIVE_ROUNDS) return { ...compared, calls };
    progress(`${compared.missing} rows and ${uncounted} calls are still on their way`);
    await victim.start();
  }
}

/** Requests whose body has arrived: a stand-in numbers them from 1. */
function seenBy({ openAi, anthropic }: LocalStandIns): number {
  return [openAi, anthropic].reduce((sum, { requests }) => sum + (requests.at(-1)?.id ?? 0), 0);
}

function isClean({ findings, archiveMissing, archiveDoubled, calls }: Outcome): boolean {
  const { lost, duplicated, unanswered, violations } = findings;
  const wrong = calls ? compareCalls(calls.seen, calls) : { missing: 0, doubled: 0 };
  const miscounted = wrong.missing + wrong.doubled;
  return (
    lost + duplicated + unanswered + violations.length + archiveMissing + archiveDoubled + miscounted === 0
  );
}

function callRows({ calls }: Outcome) {
  if (!calls) return [];
  const { missing, doubled } = compareCalls(calls.seen, calls);
  return [
    { what: 'calls that vendors saw', value: calls.seen, unit: 'calls' },
    { what: 'calls in the sums', value: calls.calls, unit: 'calls' },
    { what: '.. cut by a kill', value: calls.interrupted, unit: 'calls' },
    { what: 'calls in no sum', value: missing, unit: 'calls', goal: '0', holds: missing === 0 },
    { what: 'calls counted twice', value: doubled, unit: 'calls', goal: '0', holds: doubled === 0 },
  ];
}

function report(options: Options, outcome: Outcome): void {
  const { findings, readyMs } = outcome;
  const median = [...readyMs].sort((a, b) => a - b)[Math.floor(readyMs.length / 2)] ?? 0;
  const rows = [
    { what: 'kills', value: options.kills, unit: 'SIGKILL' },
    { what: 'conversations', value: outcome.conversations, unit: 'conversations' },
    { what: 'sent', value: findings.sent, unit: 'messages' },
    { what: 'acked', value: findings.acked, unit: 'messages' },
    { what: 'stored', value: findings.stored, unit: 'messages' },
    { what: 'replies', value: findings.replies, unit: 'messages' },
    { what: 'lost', value: findings.lost, unit: 'messages', goal: '0', holds: findings.lost === 0 },
    {
      what: 'duplicated',
      value: findings.duplicated,
      unit: 'messages',
      goal: '0',
      holds: findings.duplicated === 0,
    },
    {
      what: 'unanswered',
      value: findings.unanswered,
      unit: 'messages',
      goal: '0',
      holds: findings.unanswered === 0,
    },
    {
      what: 'other broken promises',
      value: findings.violations.length,
      unit: 'violations',
      goal: '0',
      holds: findings.violations.length === 0,
    },
    {
      what: 'missing in D1',
      value: outcome.archiveMissing,
      unit: 'rows',
      goal: '0',
      holds: outcome.archiveMissing === 0,
    },
    {
      what: 'doubled in D1',
      value: outcome.archiveDoubled,
      unit: 'rows',
      goal: '0',
      holds: outcome.archiveDoubled === 0,
    },
    ...callRows(outcome),
    {
      what: 'ready again, median',
      value: Math.round(median),
      unit: 'ms',
      goal: '<= 5000',
      holds: median <= 5_000,
    },
  ];
  for (const violation of findings.violations.slice(0, 20)) console.error(`  violation: ${violation}`);
  if (options.json) {
    const machine = `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`;
    console.log(JSON.stringify({ name: 'chaos', machine, date: new Date().toISOString(), rows }));
    return;
  }
  for (const { what, value, unit, goal, holds } of rows) {
    const verdict = goal === undefined ? '' : `  goal ${goal}  ${holds ? 'holds' : 'MISSED'}`;
    console.log(`${what.padEnd(24)}${String(value).padStart(8)} ${unit}${verdict}`);
  }
}

function readOptions(): Options {
  try {
    const { values } = parseArgs({
      options: {
        kills: { type: 'string', default: '20' },
        'seconds-between': { type: 'string', default: '2' },
        visitors: { type: 'string', default: '20' },
        rate: { type: 'string', default: '50' },
        seed: { type: 'string', default: '1' },
        llm: { type: 'boolean', default: false },
        log: { type: 'string' },
        check: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(HELP);
      process.exit(0);
    }
    const [kills, secondsBetween, visitors, rate, seed] = [
      values.kills,
      values['seconds-between'],
      values.visitors,
      values.rate,
      values.seed,
    ].map((text) => {
      const value = Number(text);
      if (!Number.isFinite(value) || value <= 0) throw new Error(`${text} is not a number above 0`);
      return value;
    });
    return {
      kills: kills ?? 20,
      secondsBetween: secondsBetween ?? 2,
      visitors: visitors ?? 20,
      rate: rate ?? 50,
      seed: seed ?? 1,
      llm: values.llm,
      log: values.log ? resolve(values.log) : null,
      check: values.check,
      json: values.json,
    };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
    process.exit(2);
  }
}

/** Park and Miller's minimal standard generator: times can be drawn again from the same seed. */
function seeded(seed: number): () => number {
  let state = (Math.floor(seed) % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function progress(text: string): void {
  console.error(`chaos: ${text}`);
}

process.exit(await main());
