import type { LlmEvent, LlmRequest, LlmVendor } from '../../domain/llm.ts';

/** One way to a model. `stream` never throws; its events are in the order that `LlmEvent` promises. */
export interface LlmProvider {
  readonly vendor: LlmVendor;
  /**
   * Begins when it is first iterated. `model`: the name without its vendor. When `signal` is aborted the last event is `failed`
   * with `aborted`, at once, and the request is cancelled; so it is when the consumer stops iterating.
   */
  stream(model: string, request: LlmRequest, signal: AbortSignal): AsyncIterable<LlmEvent>;
  /** Loads what the first call needs, so that it need not wait for it. Sends nothing; may be called at any time. */
  warm?(): Promise<void>;
}
