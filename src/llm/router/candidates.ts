import type { LlmFailure, LlmRequest, LlmVendor, ModelName } from '../../domain/llm.ts';
import { modelFacts } from '../providers/models.ts';
import type { LlmProvider } from '../providers/provider.ts';
import type { Breakers } from './breakers.ts';
import { estimateRequestTokens } from './estimate-request-tokens.ts';
import { ROUTER_LIMITS } from './limits.ts';

export interface Candidate {
  model: ModelName;
  provider: LlmProvider;
  /** 0 the first time it is asked. */
  tries: number;
  /** Milliseconds since the epoch before which it is not asked. */
  notBefore: number;
}

/**
 * Who may be asked, in order: the chain as it is configured, then once more those whose failure may have passed. So a retry never
 * makes a customer wait while another model could speak. A model whose breaker is open is left out: the quoted answer is at hand, and
 * waiting for what has just failed five times is worth less. That holds when all are open, too; a pause later one call probes each.
 */
export class Candidates {
  private readonly queue: Candidate[] = [];
  private readonly breakers: Breakers;
  /** Why models were passed over, for the log: model and reason, nothing of the customer's. */
  readonly passedOver: string[] = [];

  constructor(
    request: LlmRequest,
    names: { chain: readonly ModelName[]; avoid: readonly ModelName[] },
    world: { providers: ReadonlyMap<LlmVendor, LlmProvider>; breakers: Breakers },
  ) {
    this.breakers = world.breakers;
    const tokens = estimateRequestTokens(request) + request.maxOutputTokens;
    for (const model of new Set(names.chain)) {
      const provider = world.providers.get(vendorOf(model));
      if (names.avoid.includes(model)) this.passOver(model, 'has failed in this turn');
      else if (!provider) this.passOver(model, 'no provider');
      else if (tokens > modelFacts(model).contextTokens) this.passOver(model, 'request too long');
      else this.queue.push({ model, provider, tries: 0, notBefore: 0 });
    }
  }

  /** The next to ask; null when there is none. `butNot`: of another vendor than this one, and not for the second time. */
  take(butNot: ModelName | null): Candidate | null {
    for (let at = 0; at < this.queue.length; ) {
      const one = this.queue[at];
      if (!one) break;
      if (butNot && (one.tries > 0 || vendorOf(one.model) === vendorOf(butNot))) {
        at += 1;
        continue;
      }
      this.queue.splice(at, 1);
      if (this.breakers.of(one.model).allows()) return one;
      this.passOver(one.model, 'breaker open');
    }
    return null;
  }

  /** Asked in vain: if it may pass in a moment, it comes to the end of the queue once. `random`: 0 to 1. */
  failed(
    one: Candidate,
    { next, retryAfterMs }: LlmFailure,
    { now, random }: { now: number; random: number },
  ): void {
    if (next !== 'retry' || one.tries >= ROUTER_LIMITS.retries) return;
    const pause = Math.max(retryAfterMs ?? 0, ROUTER_LIMITS.retryOwnPauseMs * (0.5 + random / 2));
    if (pause > ROUTER_LIMITS.retryPauseMs) return;
    this.queue.push({ ...one, tries: one.tries + 1, notBefore: now + pause });
  }

  passOver(model: ModelName, why: string): void {
    this.passedOver.push(`${model}: ${why}`);
  }
}

function vendorOf(model: ModelName): LlmVendor {
  return model.slice(0, model.indexOf('/')) as LlmVendor;
}
