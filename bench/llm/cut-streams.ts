import { type BenchOptions, type BenchRow, benchRow } from '../harness/report.ts';
import { type StandIns, startBothStandIns } from './contenders.ts';
import { answerOnce, CHAIN, routerOn, type TimedRun } from './in-process.ts';

/** What the other vendor takes to begin, and between two words. Its beginning is not ours to save; its pace is within the goal. */
const OTHER = { latencyMs: 100, chunkMs: 2 };
/** Times that a vendor dies before its first byte. */
const DEAD_AT_CONNECT = 20;

const TOOL = {
  name: 'order_status',
  description: 'Status of an order',
  input: {
    type: 'object',
    properties: { order_number: { type: 'string' } },
    required: ['order_number'],
    additionalProperties: false,
  },
};

interface Cuts {
  /** Milliseconds from the death of a stream to the customer's next words, the other's latency taken off. */
  waits: number[];
  /** Sentences that were said twice. */
  repeated: number;
  /** Answers that are not, sentence for sentence, what an undisturbed vendor says. */
  changed: number;
  /** Streams that were cut. */
  cuts: number;
}

/**
 * The first vendor dies: before its first byte, and at every event of its stream, for each of the two vendors as the first. Router,
 * adapters and answer are the product's, the vendors' clients the real ones, over HTTP; the Worker is not around them.
 */
export async function cutStreamRows(options: BenchOptions): Promise<BenchRow[]> {
  const standIns = await startBothStandIns(OTHER);
  try {
    // What is imported late is not what is measured.
    await answerOnce(routerOn(standIns));
    await answerOnce(routerOn(standIns), { chain: CHAIN.toReversed() });
    const dead = await deadAtConnect(standIns);
    const cut: Cuts = { waits: [], repeated: 0, changed: 0, cuts: 0 };
    let doubled = 0;
    for (const chain of [CHAIN, CHAIN.toReversed()]) {
      await cutEverywhere(standIns, chain, cut, options.quick ? 3 : 1);
      doubled += await cutToolCalls(standIns, chain);
      options.progress(`llm: ${cut.cuts} streams cut, worst wait ${Math.max(...cut.waits).toFixed(0)} ms`);
    }
    return rowsOf(dead, cut, doubled);
  } finally {
    await standIns.stop();
  }
}

function rowsOf(dead: number[], cut: Cuts, doubled: number): BenchRow[] {
  const never = (what: string, value: number, unit: string) =>
    benchRow({ what, value, unit, goal: { is: 'at most', limit: 0, of: 'value' } });
  const wait = (what: string, waits: number[]) =>
    benchRow({
      what,
      value: Math.max(...waits),
      unit: 'ms',
      goal: { is: 'at most', limit: 300, of: 'value' },
    });
  return [
    wait('first vendor refuses connections: first words beyond the latency of the other, worst', dead),
    wait(`stream cut at each of ${cut.cuts} places: next words beyond it, worst`, cut.waits),
    never('the same: sentences said twice', cut.repeated, 'sentences'),
    never('the same: answers that lost or changed a sentence', cut.changed, 'answers'),
    never('tool calls cut at every place: tools run more than once', doubled, 'runs'),
  ];
}

async function deadAtConnect(standIns: StandIns): Promise<number[]> {
  await standIns.openAi.down();
  const waits: number[] = [];
  for (let time = 0; time < DEAD_AT_CONNECT; time += 1) {
    const began = performance.timeOrigin + performance.now();
    const { words } = await answerOnce(routerOn(standIns));
    waits.push((words[0]?.at ?? Number.POSITIVE_INFINITY) - began - OTHER.latencyMs);
  }
  await standIns.openAi.up();
  return waits;
}

async function cutEverywhere(
  standIns: StandIns,
  chain: typeof CHAIN,
  cut: Cuts,
  step: number,
): Promise<void> {
  const first = chain[0]?.startsWith('openai/') ? standIns.openAi : standIns.anthropic;
  standIns.clear();
  const whole = sentences((await answerOnce(routerOn(standIns), { chain })).text);
  const frames = first.requests[0]?.framesPlanned ?? 0;
  if (whole.length < 2 || frames === 0) throw new Error('the undisturbed answer is too short to be cut');
  for (let after = 0; after < frames; after += step) {
    standIns.clear();
    // Now and then in the middle of an event.
    first.script({ fault: { kind: 'cut', after, bytes: after % 2 === 0 ? 0 : 25 } });
    const run = await answerOnce(routerOn(standIns), { chain });
    const said = sentences(run.text);
    cut.cuts += 1;
    cut.repeated += said.length - new Set(said).size;
    if (said.join('\n') !== whole.join('\n')) cut.changed += 1;
    const wait = waitAfter(run, first.requests[0]?.faultAt ?? null);
    if (wait !== null) cut.waits.push(wait - OTHER.latencyMs);
  }
}

/** Null where nothing was left to be said when the stream died. */
function waitAfter({ words }: TimedRun, diedAt: number | null): number | null {
  const next = diedAt === null ? undefined : words.find(({ at }) => at > diedAt);
  return next && diedAt !== null ? next.at - diedAt : null;
}

/** Runs of tools beyond the first, over all places where the stream that asks for one can be cut. */
async function cutToolCalls(standIns: StandIns, chain: typeof CHAIN): Promise<number> {
  const first = chain[0]?.startsWith('openai/') ? standIns.openAi : standIns.anthropic;
  let doubled = 0;
  for (let after = 0, frames = 1; after < frames; after += 1) {
    standIns.clear();
    first.script({ fault: { kind: 'cut', after } });
    const { tools } = await answerOnce(routerOn(standIns), {
      chain,
      question: 'Where is my order 48213?',
      tools: [TOOL],
      tool: async () => ({ kind: 'result', text: '{"status":"shipped"}' }),
    });
    frames = first.requests[0]?.framesPlanned ?? 0;
    doubled += Math.max(0, tools.length - 1);
  }
  return doubled;
}

/** The sentences of an answer without the numbers of their sources, which belong to the form and not to what is said. */
function sentences(text: string): string[] {
  return text
    .replace(/\s*\[\d+\]/g, '')
    .split(/(?<=[.!?])\s+/)
    .map((one) => one.trim().toLowerCase())
    .filter((one) => one !== '');
}
