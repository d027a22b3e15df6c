import { type Clock, isoTime } from '../../domain/clock.ts';
import {
  type LlmCall,
  type LlmEvent,
  type LlmFailureReason,
  type LlmRequest,
  type LlmUsage,
  type ModelName,
  NO_USAGE,
} from '../../domain/llm.ts';
import { costMicros, type PriceOverrides } from '../pricing/cost.ts';
import type { LlmProvider } from '../providers/provider.ts';
import { estimateRequestTokens } from './estimate-request-tokens.ts';
import { usageOf } from './usage-of.ts';

export interface AttemptDeps {
  clock: Clock;
  newId(): string;
  prices: PriceOverrides;
  /** Takes every event of the call, the last of which is `end` or `failed`. */
  deliver(attempt: Attempt, event: LlmEvent): void;
}

/** One call of one provider: reads its stream, times it, counts it, and can say what became of it exactly once. */
export class Attempt {
  readonly model: ModelName;
  readonly request: LlmRequest;
  private readonly id: string;
  private readonly deps: AttemptDeps;
  private readonly control = new AbortController();
  private readonly startedAt: number;
  private accepted = false;
  private said = '';
  private usage: LlmUsage | null = null;
  private firstMs: number | null = null;
  private over = false;
  /** When it last gave anything, in milliseconds since the epoch. */
  lastAt: number;

  constructor(model: ModelName, request: LlmRequest, deps: AttemptDeps) {
    this.model = model;
    this.request = request;
    this.deps = deps;
    this.id = deps.newId();
    this.startedAt = deps.clock();
    this.lastAt = this.startedAt;
  }

  /** Sends the request. A provider that breaks its promises (throws, stops without an end) has failed. */
  async run(provider: LlmProvider): Promise<void> {
    const name = this.model.slice(this.model.indexOf('/') + 1);
    try {
      for await (const event of provider.stream(name, this.request, this.control.signal)) {
        if (this.over) return;
        this.note(event);
        this.deps.deliver(this, event);
        if (event.kind === 'end' || event.kind === 'failed') return;
      }
      this.fail('incomplete', 'the stream stopped without an end');
    } catch (error) {
      this.fail('unavailable', error instanceof Error ? error.name : 'thrown');
    }
  }

  /** What has to be accounted for where nobody can say any more what it used. `maxOutputTokens`: with what the model may think. */
  worst(maxOutputTokens: number): LlmCall {
    const inputTokens = estimateRequestTokens(this.request);
    const usage = { ...NO_USAGE, inputTokens, outputTokens: maxOutputTokens };
    return { ...this.callOf(usage, true), firstMs: null, totalMs: 0, outcome: 'interrupted' };
  }

  /** What it was where its request never left: nothing. */
  unsent(): LlmCall {
    return { ...this.callOf(NO_USAGE, false), firstMs: null, totalMs: 0, outcome: 'aborted' };
  }

  /** Ends it, whatever it is doing, and says what it was. Null when that was said already. */
  finish(outcome: LlmCall['outcome']): LlmCall | null {
    if (this.over) return null;
    this.over = true;
    this.control.abort();
    const { usage, estimated } = usageOf({
      request: this.request,
      said: this.said,
      known: this.usage,
      accepted: this.accepted,
      outcome,
    });
    const totalMs = this.deps.clock() - this.startedAt;
    return { ...this.callOf(usage, estimated), firstMs: this.firstMs, totalMs, outcome };
  }

  private callOf(usage: LlmUsage, estimated: boolean): Omit<LlmCall, 'firstMs' | 'totalMs' | 'outcome'> {
    const { micros, priced } = costMicros(this.model, usage, this.deps.prices);
    return {
      id: this.id,
      task: this.request.task,
      ...(this.request.prompt === undefined ? {} : { prompt: this.request.prompt }),
      model: this.model,
      usage,
      estimated,
      costMicros: micros,
      priced,
      startedAt: isoTime(this.startedAt),
    };
  }

  private note(event: LlmEvent): void {
    this.lastAt = this.deps.clock();
    if (event.kind === 'model') this.accepted = true;
    if (event.kind === 'usage') this.usage = event.usage;
    if (event.kind === 'text') this.said += event.text;
    if (event.kind === 'tool-call') this.said += event.call.name + event.call.input;
    if ((event.kind === 'text' && event.text !== '') || event.kind === 'tool-call') {
      this.accepted = true;
      this.firstMs ??= this.lastAt - this.startedAt;
    }
  }

  private fail(reason: LlmFailureReason, detail: string): void {
    if (this.over) return;
    this.deps.deliver(this, {
      kind: 'failed',
      failure: { reason, next: 'fallback', retryAfterMs: null, detail },
    });
  }
}
