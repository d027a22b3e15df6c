import type { LlmCall } from '../../src/domain/llm.ts';
import {
  type ConversationMemory,
  NO_MEMORY,
  type ToolRun,
  type TurnLedger,
} from '../../src/domain/turn-ledger.ts';

export interface MemoryLedger extends TurnLedger {
  calls: LlmCall[];
  runs: Map<string, ToolRun>;
  notes: string[];
}

/** A turn's ledger in memory; `isOver` true makes every write but a call's throw, as after a takeover. */
export function memoryLedger(isOver: () => boolean = () => false): MemoryLedger {
  let memory: ConversationMemory = NO_MEMORY;
  let progress: string | null = null;
  const calls: LlmCall[] = [];
  const notes: string[] = [];
  const runs = new Map<string, ToolRun>();
  const live = () => {
    if (isOver()) throw new DOMException('the turn has ended', 'AbortError');
  };
  return {
    calls,
    runs,
    notes,
    noteForStaff: (text) => void notes.push(text),
    memory: () => memory,
    saveMemory: (next) => {
      live();
      memory = structuredClone(next);
    },
    progress: () => progress,
    saveProgress: (said) => {
      live();
      progress = said;
    },
    startCall: () => {},
    addCall: (call) => void calls.push(call),
    spentMicros: () => calls.reduce((sum, { costMicros }) => sum + costMicros, 0),
    toolRun: (id) => structuredClone(runs.get(id) ?? null),
    toolRuns: () => structuredClone([...runs.values()].reverse().slice(0, 20)),
    saveToolRun: (run) => {
      live();
      runs.set(run.id, structuredClone(run));
    },
  };
}
