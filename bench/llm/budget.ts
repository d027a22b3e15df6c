import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../scripts/local/paths.ts';
import { DEFAULT_LLM_SETTINGS } from '../../src/domain/llm.ts';
import { costMicros } from '../../src/llm/pricing/cost.ts';
import { type BenchOptions, type BenchRow, benchRow } from '../harness/report.ts';
import { type Contender, type StandIns, startBothStandIns, startEdgewise } from './contenders.ts';
import { QUESTIONS } from './first-token.ts';
import type { TimedSocket } from './timed-socket.ts';

const TURNS = 100;
/** Calls that the money is for. */
const BUDGET_CALLS = 60;
/** Turns before, so that what a call costs is known. They are in the day's budget, too. */
const BEFORE = 4;
/** Calls overlap: each takes so long to its first word. */
const LATENCY_MS = 300;

const MODEL = 'anthropic/claude-haiku-5-5';
/** Every call costs the same, so that the budget is a number of calls. */
const USAGE = { input: 2_000, cached: 0, cacheWrite: 0, output: 200 };

/**
 * A hundred conversations ask in the same moment, and the organization's day has money for sixty calls: how many are made, and
 * whether everybody has an answer. The whole product, on a state folder of its own.
 */
export async function budgetRows({ progress }: BenchOptions): Promise<BenchRow[]> {
  const base = join(ROOT, 'dist', 'bench');
  await mkdir(base, { recursive: true });
  const stateDir = await mkdtemp(join(base, 'llm-budget-'));
  const standIns = await startBothStandIns({ latencyMs: LATENCY_MS });
  try {
    const quoted = new Map<string, number>();
    const onLog = (line: string) => {
      const why = /"event":"answer.quoted".*"why":"([^"]*)"/.exec(line)?.[1];
      if (why !== undefined) quoted.set(why, (quoted.get(why) ?? 0) + 1);
    };
    const edgewise = await startEdgewise(standIns, { stateDir, bindings: { LLM_HEDGE_MS: 'off' }, onLog });
    try {
      const rows = await measure(edgewise, standIns, progress);
      for (const [why, turns] of quoted) progress(`llm: ${turns} turns quoted articles: ${why}`);
      return rows;
    } finally {
      await edgewise.stop();
    }
  } finally {
    await standIns.stop();
    await rm(stateDir, { recursive: true, force: true });
  }
}

async function measure(
  edgewise: Contender,
  standIns: StandIns,
  progress: (line: string) => void,
): Promise<BenchRow[]> {
  const { micros, priced } = costMicros(MODEL, {
    inputTokens: USAGE.input,
    cachedInputTokens: USAGE.cached,
    cacheWriteTokens: USAGE.cacheWrite,
    outputTokens: USAGE.output,
  });
  if (!priced) throw new Error(`no price is known for ${MODEL}`);
  await limitDay(edgewise.url, ((BEFORE + BUDGET_CALLS) * micros) / 1e6);
  standIns.anthropic.script({ times: 0, usage: USAGE });
  const clients: TimedSocket[] = [];
  for (let index = 0; index < TURNS + BEFORE; index += 1) clients.push(await edgewise.open(`b${index}`));
  const ask = (client: TimedSocket, index: number) => client.ask(QUESTIONS[index % QUESTIONS.length] ?? '');
  for (const [index, client] of clients.slice(0, BEFORE).entries()) await ask(client, index);
  const before = standIns.requests().length;
  const turns = await Promise.all(clients.slice(BEFORE).map(ask));
  const calls = standIns.requests().length - before;
  for (const client of clients) client.close();
  const answered = turns.filter(({ text }) => text.trim() !== '').length;
  progress(`llm: ${calls} calls for ${TURNS} turns, ${answered} answered; ${before} calls before`);
  return rowsOf(before + calls - BEFORE, answered);
}

function rowsOf(calls: number, answered: number): BenchRow[] {
  const row = {
    what: `calls for ${TURNS} parallel turns on a budget for ${BUDGET_CALLS}`,
    value: calls,
    unit: 'calls',
  };
  return [
    benchRow({ ...row, goal: { is: 'at most', limit: BUDGET_CALLS + 1, of: 'value' } }),
    benchRow({
      ...row,
      what: `${row.what}: none left unused`,
      goal: { is: 'at least', limit: BUDGET_CALLS, of: 'value' },
    }),
    benchRow({
      what: 'the same: turns that were answered',
      value: answered,
      unit: 'turns',
      goal: { is: 'at least', limit: TURNS, of: 'value' },
    }),
  ];
}

/** As an admin sets it. */
async function limitDay(url: string, dayUsd: number): Promise<void> {
  const login = await fetch(`${url}/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'admin@demo.test', password: 'edgewise-demo' }),
  });
  const { accessToken } = (await login.json()) as { accessToken: string };
  const budgets = { ...DEFAULT_LLM_SETTINGS.budgets, dayUsd };
  const changed = await fetch(`${url}/v1/organization`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({ settings: { llm: { ...DEFAULT_LLM_SETTINGS, budgets } } }),
  });
  if (changed.status !== 200) throw new Error(`budget: ${changed.status} ${await changed.text()}`);
}
