import { sleep } from '../harness/chat-client.ts';
import { type BenchOptions, type BenchRow, benchRow } from '../harness/report.ts';
import { median, percentile } from '../harness/stats.ts';
import { type Contender, type StandIns, startAgent, startBothStandIns, startEdgewise } from './contenders.ts';
import type { SeenTurn, TimedSocket } from './timed-socket.ts';

/** A conversation lets one message through every two seconds: at this rate 24 of them wait for none. */
const TURNS_PER_SECOND = 8;
const CONVERSATIONS = 24;
const ROUNDS = 3;

/** Questions that the demo's articles answer, as its visitors would put them. */
export const QUESTIONS = [
  'How do I add a website as a source of knowledge?',
  'What does UNABLE_TO_LOCK_ROW mean?',
  'How can I embed the widget in my page?',
  'How many SOQL queries may a transaction make?',
  'How do I reset my Salesforce password?',
  'What is the limit of DML statements?',
  'How do I make an API key?',
  'Why do I get a MIXED_DML_OPERATION error?',
  'How is personal data masked?',
  'How do I find governor limits?',
] as const;

interface Sample {
  /** Milliseconds from the message's leaving to the provider's having the request. */
  addedMs: number;
  /** Requests that providers had when the first words came. */
  callsBeforeWords: number;
}

/**
 * What is added before a provider knows of a question: the customer's message leaves, the request reaches the stand-in. Product and
 * peers take their rounds in turn, one question at a time, each in the same local runtime.
 */
export async function firstTokenRows(options: BenchOptions): Promise<BenchRow[]> {
  const standIns = await startBothStandIns();
  const running: Contender[] = [];
  try {
    const edgewise = await startEdgewise(standIns);
    running.push(edgewise);
    const agent = await startAgent(standIns, options.progress);
    running.push(agent.plain);
    const turns = options.quick ? 40 : 120;
    const sides = [
      { name: 'edgewise', clients: await openAll(edgewise), rounds: [] as Sample[][] },
      { name: 'AIChatAgent', clients: await openAll(agent.plain), rounds: [] as Sample[][] },
      {
        name: 'AIChatAgent with a search',
        clients: await openAll(agent.searching),
        rounds: [] as Sample[][],
      },
    ];
    for (const side of sides) await oneRound(side.clients, standIns, CONVERSATIONS);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
        const samples = await oneRound(side.clients, standIns, turns);
        side.rounds.push(samples);
        const added = samples.map(({ addedMs }) => addedMs);
        options.progress(
          `llm, round ${round + 1} of ${ROUNDS}, ${side.name}: ${samples.length} of ${turns} turns asked a model, ` +
            `added p50 ${percentile(added, 50).toFixed(1)}, p99 ${percentile(added, 99).toFixed(1)} ms`,
        );
      }
    }
    for (const { clients } of sides) for (const client of clients) client.close();
    return rowsOf(sides);
  } finally {
    for (const one of running) await one.stop();
    await standIns.stop();
  }
}

interface Side {
  name: string;
  rounds: Sample[][];
}

function rowsOf([ours, ...peers]: Side[]): BenchRow[] {
  const of = (side: Side | undefined, p: number) =>
    median(
      (side?.rounds ?? []).map((samples) =>
        percentile(
          samples.map((one) => one.addedMs),
          p,
        ),
      ),
    );
  const limits = [
    { p: 50, limit: 15 },
    { p: 99, limit: 40 },
  ];
  return [
    ...limits.flatMap(({ p, limit }) => {
      const row = { value: of(ours, p), unit: 'ms' };
      const what = `added before the provider has the request, p${p}`;
      return [
        benchRow({ ...row, what, goal: { is: 'at most', limit, of: 'value' } }),
        ...peers.map((peer) =>
          benchRow({
            ...row,
            what,
            yardstick: { what: `Cloudflare's ${peer.name}`, value: of(peer, p) },
            goal: { is: 'at most', limit: 0.7, of: 'ratio' },
          }),
        ),
      ];
    }),
    benchRow({
      what: 'calls of models before the first words, most of all turns',
      value: Math.max(...(ours?.rounds.flat() ?? []).map(({ callsBeforeWords }) => callsBeforeWords)),
      unit: 'calls',
      goal: { is: 'at most', limit: 1, of: 'value' },
    }),
  ];
}

async function openAll(contender: Contender): Promise<TimedSocket[]> {
  const clients: TimedSocket[] = [];
  for (let index = 0; index < CONVERSATIONS; index += 1) clients.push(await contender.open(`c${index}`));
  return clients;
}

/** One question after the other, at a modest rate; turns that asked no model say nothing here. */
async function oneRound(clients: TimedSocket[], standIns: StandIns, turns: number): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (let index = 0; index < turns; index += 1) {
    const due = performance.now() + 1_000 / TURNS_PER_SECOND;
    standIns.clear();
    const turn = await clients[index % clients.length]?.ask(QUESTIONS[index % QUESTIONS.length] ?? '');
    const sample = turn && sampleOf(turn, standIns);
    if (sample) samples.push(sample);
    await sleep(Math.max(0, due - performance.now()));
  }
  return samples;
}

function sampleOf(turn: SeenTurn, standIns: StandIns): Sample | null {
  // A summary that is written after an earlier turn is nobody's first word.
  const requests = standIns.requests().filter(({ seen }) => !/summar/i.test(systemOf(seen.body)));
  const [first] = requests;
  if (!first) return null;
  const wordsAt = turn.words[0]?.at ?? turn.doneAt;
  return {
    addedMs: first.seen.receivedAt - turn.sentAt,
    callsBeforeWords: requests.filter(({ seen }) => seen.receivedAt < wordsAt).length,
  };
}

/** The first words of a request's system prompt, which say what it is for. */
function systemOf(body: unknown): string {
  const { system = '', messages = [] } = body as {
    system?: unknown;
    messages?: { role: string; content: unknown }[];
  };
  const [first] = messages;
  return JSON.stringify(first?.role === 'system' ? first.content : system).slice(0, 300);
}
