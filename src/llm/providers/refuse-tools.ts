import type { LlmEvent } from '../../domain/llm.ts';

/** The answer of a model that takes no tools to a request that has some: another one is asked. */
export async function* refuseTools(): AsyncGenerator<LlmEvent> {
  yield {
    kind: 'failed',
    failure: {
      reason: 'bad_request',
      next: 'fallback',
      retryAfterMs: null,
      detail: 'this model takes no tools in the interface that is used',
    },
  };
}
