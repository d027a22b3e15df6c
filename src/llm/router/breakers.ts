import type { Clock } from '../../domain/clock.ts';
import type { LlmFailure, LlmFailureReason, ModelName } from '../../domain/llm.ts';
import { Breaker } from '../breaker.ts';
import { ROUTER_LIMITS } from './limits.ts';

/** What waiting does not change: a person has to. */
const BROKEN: ReadonlySet<LlmFailureReason> = new Set([
  'quota_exhausted',
  'unauthorized',
  'unknown_model',
  'region_refused',
]);

/** What speaks against the model as such, and passes. */
const OUTAGE: ReadonlySet<LlmFailureReason> = new Set([
  'rate_limited',
  'overloaded',
  'unavailable',
  'timeout',
  'incomplete',
  'bad_response',
]);

/** Models that organizations may name freely: more breakers than this are not kept, the oldest go first. */
const KEPT = 200;

/** One breaker a model, shared by all turns of an isolate. */
export class Breakers {
  private readonly clock: Clock;
  private readonly known = new Map<ModelName, Breaker>();

  constructor(clock: Clock) {
    this.clock = clock;
  }

  of(model: ModelName): Breaker {
    const known = this.known.get(model);
    if (known) return known;
    const [oldest] = this.known.keys();
    if (this.known.size >= KEPT && oldest !== undefined) this.known.delete(oldest);
    const breaker = new Breaker(this.clock);
    this.known.set(model, breaker);
    return breaker;
  }

  /** Draws the lesson from a call that failed. A request of ours that was refused says that the model is there. */
  failed(model: ModelName, { reason, retryAfterMs }: LlmFailure): void {
    const breaker = this.of(model);
    if (BROKEN.has(reason)) return breaker.trip(ROUTER_LIMITS.brokenMs);
    if (!OUTAGE.has(reason)) return breaker.record(reason === 'aborted' ? 'unknown' : 'answered');
    breaker.record('failed');
    // A provider that says when it will be back is believed: asking before that costs time and tells it to be stricter.
    if (retryAfterMs !== null && retryAfterMs > ROUTER_LIMITS.retryPauseMs)
      breaker.trip(Math.min(retryAfterMs, ROUTER_LIMITS.believedPauseMs));
  }
}
