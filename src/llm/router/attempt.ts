import { type Clock, isoTime } from '../../domain/clock.ts';
import type {
  LlmCall,
  LlmEvent,
  LlmFailureReason,
  LlmRequest,
  LlmUsage,
  ModelName,
} from '../../domain/llm.ts';
import { costMicros, type PriceOverrides } from '../pricing/cost.ts';
import type { LlmProvider } from '../providers/provider.ts';
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
    const { micros, priced } = costMicros(this.model, usage, this.deps.prices);
    return {
      id: this.deps.newId(),
      task: this.request.task,
      ...(this.request.prompt === undefined ? {} : { prompt: this.request.prompt }),
      model: this.model,
      usage,
      estimated,
      costMicros: micros,
      priced,
      startedAt: isoTime(this.startedAt),
      firstMs: this.firstMs,
      totalMs: this.deps.clock() - this.startedAt,
      outcome,
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
