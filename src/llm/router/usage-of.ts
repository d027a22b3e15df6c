import { estimateTokens } from '../../domain/estimate-tokens.ts';
import {
  type LlmCall,
  type LlmFailureReason,
  type LlmRequest,
  type LlmUsage,
  NO_USAGE,
} from '../../domain/llm.ts';
import { estimateRequestTokens } from './estimate-request-tokens.ts';

/** A provider that answers so has not read anything, and charges nothing. */
const REFUSALS: ReadonlySet<string> = new Set<LlmFailureReason>([
  'rate_limited',
  'overloaded',
  'unavailable',
  'quota_exhausted',
  'unauthorized',
  'unknown_model',
  'region_refused',
  'too_long',
  'bad_request',
]);

const FINISHED: ReadonlySet<string> = new Set<LlmCall['outcome']>(['complete', 'length', 'tools', 'refused']);

/**
 * What a call has used. The provider's own count is believed when the call came to its end; where it was cut short, its count stands
 * at some earlier moment, so what it said since is estimated. `said`: all text and tool calls. Pure.
 */
export function usageOf(call: {
  request: LlmRequest;
  said: string;
  known: LlmUsage | null;
  accepted: boolean;
  outcome: LlmCall['outcome'];
}): { usage: LlmUsage; estimated: boolean } {
  const { request, said, known, accepted, outcome } = call;
  if (known && FINISHED.has(outcome)) return { usage: known, estimated: false };
  const spoken = estimateTokens(said);
  if (known) {
    const more = spoken > known.outputTokens;
    return { usage: more ? { ...known, outputTokens: spoken } : known, estimated: more };
  }
  if (!accepted && REFUSALS.has(outcome)) return { usage: NO_USAGE, estimated: false };
  const usage = { ...NO_USAGE, inputTokens: estimateRequestTokens(request), outputTokens: spoken };
  return { usage, estimated: true };
}
