import { isoTime } from '../../domain/clock.ts';
import type { ToolCall, ToolSpec } from '../../domain/llm.ts';
import type { ToolOutcome, ToolRun } from '../../domain/turn-ledger.ts';
import { question, type ToolTurn } from './ask.ts';
import { type JournalDeps, runJournalled, UNCERTAIN } from './journal.ts';
import { type PolicyDecision, policy } from './policy.ts';
import { runIdOf } from './run-id.ts';
import { type SettledAction, settleAction } from './settle-action.ts';
import { type Tool, type ToolSource, toolsByName } from './tool.ts';
import { toolSpec } from './tool-spec.ts';

/** How long the customer may take to say yes: the world that the question was about may be another after that. */
export const ASK_MS = 10 * 60_000;
const HOUR_MS = 3_600_000;

export interface ToolRunnerDeps extends JournalDeps {
  sources: readonly ToolSource[];
  /** Puts a value back in the place of each token that stands for a personal one. */
  restore(text: string): string;
  /** Whether a text holds a personal value: few tools take one. */
  isPersonal(text: string): boolean;
}

export interface ToolRunner {
  /** What a model may ask for. */
  specs: ToolSpec[];
  /** Decides about a model's request, and runs what may be run without asking. `language`: the customer's; the page's unless given. */
  runTool(call: ToolCall, language?: string | null): Promise<ToolOutcome>;
  /** Looks, before anything else of a turn, whether the customer's message settles what was asked or takes something back. */
  settleAction(): Promise<SettledAction | null>;
}

/** The tools of one turn. */
export function createToolRunner(deps: ToolRunnerDeps, turn: ToolTurn): ToolRunner {
  const tools = toolsByName(deps.sources);
  const counted = { calls: 0, malformed: 0 };
  return {
    specs: [...tools.values()].map(toolSpec),
    settleAction: () => settleAction({ ...deps, tools }, turn),
    runTool: async (call, language = turn.locale) => {
      const tool = tools.get(call.name);
      const decision = policy(call, tool, contextOf(deps, turn, counted.calls, language));
      counted.calls += 1;
      if (tool === undefined || ('allow' in decision && !decision.allow)) {
        return refused(deps, call, tool, decision, counted);
      }
      const id = await runIdOf(turn.turnId, tool.name, decision.input);
      const known = deps.ledger.toolRun(id);
      if ('confirm' in decision) return ask(deps, turn, tool, { id, known, ...decision }, language);
      return read(deps, turn, tool, { id, known, input: decision.input });
    },
  };
}

function contextOf(deps: ToolRunnerDeps, turn: ToolTurn, callsThisTurn: number, language: string | null) {
  const runs = deps.ledger.toolRuns();
  const since = isoTime(deps.clock() - HOUR_MS);
  const own = [...turn.history, turn.message].filter(({ role }) => role === 'customer');
  const given = runs.flatMap(({ result }) => (result === null ? [] : [deps.restore(result)]));
  return {
    customer: turn.customer,
    said: [...own.map(({ text }) => text), ...given],
    callsThisTurn,
    runsThisHour: runs.filter(({ createdAt, turnId }) => createdAt > since && turnId !== turn.turnId).length,
    language,
    restore: deps.restore,
    isPersonal: deps.isPersonal,
  };
}

/** After a second input that is no JSON, none is asked for again. */
const MALFORMED_MAX = 1;

function refused(
  deps: ToolRunnerDeps,
  call: ToolCall,
  tool: Tool | undefined,
  decision: PolicyDecision,
  counted: { malformed: number },
): ToolOutcome {
  if (!('why' in decision)) return { kind: 'result', text: 'This cannot be done.', refused: true };
  const { reason, why } = decision;
  const name = tool?.name ?? call.name.replace(/[^a-z0-9_]/g, '').slice(0, 64);
  deps.audit({ runId: '', tool: name, effect: tool?.effect ?? 'reads', step: 'refused', reason });
  if (reason === 'malformed') counted.malformed += 1;
  const text =
    counted.malformed > MALFORMED_MAX
      ? 'The input is not JSON again. Answer without tools now, or offer a person.'
      : why;
  return { kind: 'result', text, refused: true };
}

interface Wanted {
  id: string;
  known: ToolRun | null;
  input: ToolRun['input'];
}

/** Reading may be repeated where a crash left it unfinished; what it gave once in a turn it gives again. */
async function read(deps: ToolRunnerDeps, turn: ToolTurn, tool: Tool, wanted: Wanted): Promise<ToolOutcome> {
  const { id, known, input } = wanted;
  if (known?.result) return { kind: 'result', text: known.result };
  const { run, end } = await runJournalled(
    deps,
    tool,
    newRun(deps, turn, tool, { id, input, preview: null }),
  );
  if (end === 'handoff') return { kind: 'handoff' };
  return { kind: 'result', text: run.result ?? '' };
}

/** Shows what would be done. A new question takes the place of the one before. */
function ask(
  deps: ToolRunnerDeps,
  turn: ToolTurn,
  tool: Tool,
  wanted: Wanted & { confirm: string },
  language: string | null,
): ToolOutcome {
  const { id, known, input, confirm: preview } = wanted;
  const runs = deps.ledger.toolRuns();
  if (runs.some((run) => run.state === 'started' && run.tool === tool.name && same(run.input, input))) {
    return { kind: 'result', text: UNCERTAIN };
  }
  if (known !== null && known.state !== 'asked') {
    return { kind: 'result', text: known.result ?? UNCERTAIN };
  }
  if (known === null) {
    for (const run of runs) {
      if (run.state === 'asked') deps.ledger.saveToolRun({ ...run, state: 'declined' });
    }
    const run = newRun(deps, turn, tool, { id, input, preview });
    deps.ledger.saveToolRun(run);
    deps.audit({ runId: id, tool: tool.name, effect: tool.effect, step: 'asked' });
  }
  return { kind: 'ask', ...question(known?.preview ?? preview, language) };
}

function same(a: ToolRun['input'], b: ToolRun['input']): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

function newRun(
  deps: ToolRunnerDeps,
  turn: ToolTurn,
  tool: Tool,
  about: Pick<ToolRun, 'id' | 'input' | 'preview'>,
): ToolRun {
  const now = deps.clock();
  const { turnId } = turn;
  const open = { state: 'asked', result: null, expiresAt: isoTime(now + ASK_MS) } as const;
  return { ...about, ...open, turnId, tool: tool.name, createdAt: isoTime(now) };
}
