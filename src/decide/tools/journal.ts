import type { Clock } from '../../domain/clock.ts';
import { isoTime } from '../../domain/clock.ts';
import type { ToolRun, TurnLedger } from '../../domain/turn-ledger.ts';
import { resultText } from './result-text.ts';
import type { Tool, ToolAnswer, ToolRequest } from './tool.ts';

/** What happened to a run, for the audit: nothing of its arguments or results. */
export interface ToolAudit {
  runId: string;
  tool: string;
  effect: Tool['effect'];
  step: 'asked' | 'started' | 'done' | 'failed' | 'uncertain' | 'undone' | 'declined' | 'refused';
  /** Milliseconds, where something ran. */
  durationMs?: number;
  /** Why it was refused or declined. */
  reason?: string;
}

/** What running a tool needs of the world. */
export interface JournalDeps {
  ledger: Pick<TurnLedger, 'toolRun' | 'toolRuns' | 'saveToolRun'>;
  clock: Clock;
  /** Replaces personal values by tokens, before a model reads what a tool gave. */
  maskResult(text: string): string;
  audit(event: ToolAudit): void;
  /** For the people who take over. */
  noteForStaff(text: string): void;
  /** Aborts after so many milliseconds. */
  timeout(ms: number): AbortSignal;
}

export type RunEnd = 'done' | 'failed' | 'uncertain' | 'handoff';

/** What stands in the journal for a change of which nobody knows whether it happened. */
export const UNCERTAIN = 'It is not known whether this was done. Do not do it again; offer a person.';

/**
 * Runs a tool with its journal: `started` is stored before anything leaves, its end afterwards. A change without a clear answer
 * stays `started`, which is never started again. Rejects with the ledger's `AbortError` when the turn has ended. `takesBack`: the
 * earlier run that `work` takes back, which is `undone` together with its end, also where somebody has taken over meanwhile.
 */
export async function runJournalled(
  deps: JournalDeps,
  tool: Tool,
  run: ToolRun,
  { work = tool, takesBack = null }: { work?: Pick<Tool, 'run'>; takesBack?: ToolRun | null } = {},
): Promise<{ run: ToolRun; end: RunEnd }> {
  const began = deps.clock();
  const about = { runId: run.id, tool: run.tool, effect: tool.effect };
  const started: ToolRun = { ...run, state: 'started' };
  deps.ledger.saveToolRun(started);
  deps.audit({ ...about, step: 'started' });
  const request = { key: run.id, input: run.input };
  const answer = await answered(deps, tool.timeoutMs, request, (given) => work.run(given));
  const end = endOf(answer, tool);
  const over = answer.kind === 'failed' && answer.over === true;
  const sure = end !== 'uncertain' || work !== tool ? end : await askStatus(deps, tool, request, over);
  const ended = endedRun(deps, started, tool, answer, sure);
  deps.audit({ ...about, step: auditStep(sure), durationMs: deps.clock() - began });
  saveEnd(deps, { run: ended, takesBack }, sure, tool);
  return { run: ended, end: sure };
}

function auditStep(end: RunEnd): ToolAudit['step'] {
  return end === 'handoff' ? 'done' : end;
}

function endOf(answer: ToolAnswer, { effect }: Tool): RunEnd {
  if (answer.kind !== 'failed') return answer.kind;
  return effect === 'changes' && answer.happened === 'unknown' ? 'uncertain' : 'failed';
}

/**
 * Whether a change happened, where the tool can be asked. That it has not yet says little while it may be under way: only once it
 * is `over` it has failed.
 */
export async function askStatus(
  deps: Pick<JournalDeps, 'timeout'>,
  tool: Tool,
  request: Omit<ToolRequest, 'signal'>,
  over: boolean,
): Promise<RunEnd> {
  const { status } = tool;
  if (status === null) return 'uncertain';
  const signal = deps.timeout(tool.timeoutMs);
  const happened = await orAborted(status({ ...request, signal }), signal).catch(() => null);
  if (happened === true) return 'done';
  return happened === false && over ? 'failed' : 'uncertain';
}

/** A tool that throws or never returns is one that failed. */
async function answered(
  deps: Pick<JournalDeps, 'timeout'>,
  timeoutMs: number,
  request: Omit<ToolRequest, 'signal'>,
  run: (request: ToolRequest) => Promise<ToolAnswer>,
): Promise<ToolAnswer> {
  const signal = deps.timeout(timeoutMs);
  try {
    return await orAborted(run({ ...request, signal }), signal);
  } catch {
    const why = signal.aborted ? 'It took too long to answer.' : 'It did not work.';
    return { kind: 'failed', why, happened: 'unknown' };
  }
}

function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const stopped = Promise.withResolvers<never>();
  const stop = () => stopped.reject(signal.reason);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  return Promise.race([work, stopped.promise]).finally(() => signal.removeEventListener('abort', stop));
}

function endedRun(deps: JournalDeps, started: ToolRun, tool: Tool, answer: ToolAnswer, end: RunEnd): ToolRun {
  const now = deps.clock();
  if (end === 'uncertain') return { ...started, result: UNCERTAIN };
  if (end === 'failed') {
    return {
      ...started,
      state: 'failed',
      result: answer.kind === 'failed' ? answer.why : 'It did not work.',
    };
  }
  const expiresAt = isoTime(now + (tool.undo?.windowMs ?? 0));
  const result = end === 'handoff' ? null : resultText(answer.kind === 'done' ? answer.value : null);
  return { ...started, state: 'done', result: result && deps.maskResult(result), expiresAt };
}

/**
 * A person who took over while a change was under way must learn how it ended, though this turn may write nothing any more. Both
 * writes are tried: the first may be kept and rejected all the same.
 */
function saveEnd(
  deps: JournalDeps,
  { run, takesBack }: { run: ToolRun; takesBack: ToolRun | null },
  end: RunEnd,
  tool: Tool,
): void {
  try {
    try {
      deps.ledger.saveToolRun(run);
    } finally {
      if (takesBack && end === 'done') deps.ledger.saveToolRun({ ...takesBack, state: 'undone' });
    }
  } catch (error) {
    if (tool.effect === 'changes') {
      const how = (takesBack ? HOW_UNDONE : HOW_DONE)[end === 'handoff' ? 'done' : end];
      deps.noteForStaff(`${run.preview ?? run.tool}: ${how}.`);
    }
    throw error;
  }
}

const HOW_DONE = { done: 'was done', failed: 'failed; nothing was changed', uncertain: 'may have been done' };
const HOW_UNDONE = {
  done: 'was taken back',
  failed: 'was not taken back',
  uncertain: 'may have been taken back',
};
