import type { LlmCall, LlmCallTask, ModelName } from '../../domain/llm.ts';

/** What a call may come to at most. */
export interface CallBound {
  task: LlmCallTask;
  model: ModelName;
  inputTokens: number;
  maxOutputTokens: number;
}

/**
 * Leave for one call. `maxOutputTokens`: what is affordable, at most what was asked for. `settle` is to be called once, with what
 * the call became, or with null when it was never sent. `detail`, for the log: why not.
 */
export type Reservation =
  | { ok: true; maxOutputTokens: number; settle(call: LlmCall | null): void }
  | { ok: false; detail: string };

/** What a turn may spend: of its own, its conversation's and its organization's day. */
export interface TurnBudget {
  reserve(bound: CallBound): Promise<Reservation>;
  /** True while a second call beside a first one leaves the limits far away. */
  roomForTwo(bound: CallBound): boolean;
  /** The turn is over: gives back what was leased and not used. Safe to call twice. */
  close(): void;
}
