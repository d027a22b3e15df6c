import type { LlmMessage, ToolCall } from '../../domain/llm.ts';
import type { ToolOutcome } from '../../domain/turn-ledger.ts';
import { toolResultText } from '../prompt/compose-request.ts';
import { GENERATE } from './generate-limits.ts';
import type { GenerateDeps } from './generate-ports.ts';
import type { TurnVault } from './mask-request.ts';

/** What a round of calls led to: messages for the model, or an end of the turn. */
export type ToolRound =
  | { kind: 'results'; messages: LlmMessage[]; evidence: string[] }
  | Exclude<ToolOutcome, { kind: 'result' }>;

export interface ToolRunner {
  run(calls: readonly ToolCall[]): Promise<ToolRound>;
}

export interface ToolRunnerOptions {
  vault: TurnVault;
  deps: Pick<GenerateDeps, 'runTool' | 'pause'>;
  signal: AbortSignal;
  /** Called when a tool takes its time: the customer should hear something. */
  onWait(): void;
}

/** Milliseconds within which a tool may answer before the customer is told that something is being looked up. */
const QUICK_MS = 250;
/** For the model, in place of a result. */
const NO_MORE = 'Not run: no more calls are possible in this turn. Answer with what is known.';
const BROKEN = 'Not known: the tool did not answer. Say that it could not be looked up.';

/**
 * Runs what a model asks for, one after the other. The same call is run once a turn, whichever model repeats it, and so is every
 * ordinal: what a call of another model gave before it was cut is given to the next one.
 */
export function toolRunner({ vault, deps, signal, onWait }: ToolRunnerOptions): ToolRunner {
  const done = new Map<string, string>();
  let ordinal = 0;
  const runOne = async (call: ToolCall): Promise<ToolOutcome> => {
    signal.throwIfAborted();
    ordinal += 1;
    let isOver = false;
    const running = deps
      .runTool({ ...call, input: vault.showInput(call.input) }, ordinal)
      .catch((error: unknown): ToolOutcome => {
        if (isAbort(error)) throw error;
        return { kind: 'result', text: BROKEN, refused: true };
      })
      .finally(() => {
        isOver = true;
      });
    await Promise.race([running, deps.pause(QUICK_MS)]);
    signal.throwIfAborted();
    if (!isOver) onWait();
    const outcome = await running;
    signal.throwIfAborted();
    return outcome;
  };
  return {
    run: async (calls) => {
      const messages: LlmMessage[] = [];
      const evidence: string[] = [];
      for (const call of calls) {
        const key = keyOf(call);
        let text = done.get(key);
        if (text === undefined && ordinal >= GENERATE.toolCalls) text = NO_MORE;
        else if (text === undefined) {
          const outcome = await runOne(call);
          if (outcome.kind !== 'result') return outcome;
          text = vault.hide(outcome.text.slice(0, GENERATE.toolResultChars));
          done.set(key, text);
          // Why nothing was looked up is no fact about the shop.
          if (!outcome.refused) evidence.push(text);
        }
        messages.push({ role: 'tool', callId: call.id, text: toolResultText(call.name, text) });
      }
      return { kind: 'results', messages, evidence };
    },
  };
}

/** The same tool with the same input, whatever its spaces and the order of its fields. */
function keyOf({ name, input }: ToolCall): string {
  try {
    const parsed: unknown = JSON.parse(input);
    const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
    const fields = isObject ? Object.entries(parsed).toSorted(([a], [b]) => (a < b ? -1 : 1)) : parsed;
    return `${name} ${JSON.stringify(fields)}`;
  } catch {
    return `${name} ${input}`;
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
