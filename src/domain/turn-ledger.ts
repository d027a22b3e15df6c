import type { LlmCall } from './llm.ts';

/** The personal values of a conversation and the tokens that stand for them before models, as `understand/mask` makes it. */
export interface StoredVault {
  version: 1;
  entries: { token: string; shown: string; key: string }[];
}

/** What a conversation remembers for its models, beside its messages. */
export interface ConversationMemory {
  /** Null until something personal was said. */
  vault: StoredVault | null;
  /** Masked. What was said up to and including message `throughSeq`; empty before the first summary. */
  summary: { text: string; throughSeq: number };
  /** Masked facts that never leave the context, oldest first. */
  facts: readonly string[];
}

export const NO_MEMORY: ConversationMemory = {
  vault: null,
  summary: { text: '', throughSeq: 0 },
  facts: [],
};

/**
 * A tool's run. `asked`: the customer was shown what would be done and has not said yes. `started`: may have happened, so it is
 * never started again. `done`, `failed`: over. `undone`: taken back. `declined`: the customer said no, or the time ran out.
 */
export type ToolRunState = 'asked' | 'started' | 'done' | 'failed' | 'undone' | 'declined';

export interface ToolRun {
  /** Its idempotency key: derives from the turn and the request, so that a resumed turn finds it again. */
  id: string;
  turnId: string;
  tool: string;
  state: ToolRunState;
  /** The parsed arguments that will be, or were, sent. */
  input: Readonly<Record<string, unknown>>;
  /** What the customer was asked to confirm; null for what only reads. */
  preview: string | null;
  /** What the tool gave, in text for the model; null while it is not over. */
  result: string | null;
  /** ISO 8601; an `asked` run cannot be confirmed, a `done` one not be undone, after this. */
  expiresAt: string;
  createdAt: string;
  /** The turn in which the customer's word settled it: a resumed turn finds by it what it has already done. */
  settledIn?: string;
}

/**
 * What became of a tool call. `result`: text for the model, to be read as data; `refused`: nothing was run and the text only says
 * why, so that no answer may rest on it. `ask`: the customer must say yes first; the turn ends with these words. `handoff`: a person
 * is wanted.
 */
export type ToolOutcome =
  | { kind: 'result'; text: string; refused?: true }
  | { kind: 'ask'; text: string; quickReplies: string[] }
  | { kind: 'handoff' };

/**
 * What a turn reads and writes of its conversation while it is under way. Synchronous: what is written is durable before anything
 * leaves the object. Every write but those of calls throws an `AbortError` once the turn has ended (takeover, stop).
 */
export interface TurnLedger {
  memory(): ConversationMemory;
  saveMemory(memory: ConversationMemory): void;
  /** What this turn's model had said, masked, when the turn was interrupted; null where it is begun for the first time. */
  progress(): string | null;
  /** Keeps what is said, as a beginning to go on from when the turn is interrupted. Gone when the turn ends. */
  saveProgress(said: string): void;
  /**
   * A call is about to leave. `worst`: how it is accounted for where this process ends before the call does. Durable before the
   * request leaves, so that no vendor sees a call that is in no sum. Settled by `addCall` with the same id.
   */
  startCall(worst: LlmCall): void;
  /** Accounted for even where the turn has ended meanwhile: the money is spent. */
  addCall(call: LlmCall): void;
  /** Millionths of a US dollar that this conversation's calls have cost. */
  spentMicros(): number;
  toolRun(id: string): ToolRun | null;
  /** Newest first, at most 20. */
  toolRuns(): ToolRun[];
  /** The end of a run that was under way, and that one was undone, is kept even where this throws. */
  saveToolRun(run: ToolRun): void;
  /** Leaves an internal note for the people who take over, also once the turn has ended; nothing where there are too many. */
  noteForStaff(text: string): void;
}
