import type { LlmCall, LlmEvent, LlmFailure, LlmRequest, ModelName } from '../../domain/llm.ts';
import type { CallBound, Reservation } from '../budget/turn-budget.ts';
import type { PriceOverrides } from '../pricing/cost.ts';
import { modelFacts } from '../providers/models.ts';
import { Attempt } from './attempt.ts';
import type { Breakers } from './breakers.ts';
import { type Candidate, Candidates } from './candidates.ts';
import { estimateRequestTokens } from './estimate-request-tokens.ts';
import { ROUTER_LIMITS } from './limits.ts';
import { Mailbox } from './mailbox.ts';
import type { RouteOptions, RouterDeps } from './router.ts';

type WalkDeps = RouterDeps & { prices: PriceOverrides; hedgeAfterMs: number | null; breakers: Breakers };

/** What can happen while an answer is waited for. */
type Note =
  | { kind: 'event'; attempt: Attempt; event: LlmEvent }
  | { kind: 'late'; attempt: Attempt }
  | { kind: 'hedge'; attempt: Attempt }
  | { kind: 'idle' }
  | { kind: 'first-all' }
  | { kind: 'total' }
  | { kind: 'aborted' }
  | { kind: 'not-launched' };

interface Live {
  candidate: Candidate;
  reservation: Extract<Reservation, { ok: true }>;
}

const ABORTED: LlmFailure = { reason: 'aborted', next: 'stop', retryAfterMs: null, detail: 'given up' };

/**
 * One answer, from the first model that is asked to the last word. All that can happen arrives in one mailbox and is handled in its
 * order, so there is no moment in which two things happen at once.
 */
export class Walk {
  private readonly request: LlmRequest;
  private readonly options: RouteOptions;
  private readonly deps: WalkDeps;
  private readonly box = new Mailbox<Note>();
  private readonly candidates: Candidates;
  private readonly live = new Map<Attempt, Live>();
  /** Ends all timers. */
  private readonly done = new AbortController();
  /** True while one is being prepared: its leave to spend, or the pause before a retry. */
  private launching = false;
  private hedged = false;
  private spoken = false;
  private last: LlmFailure | null = null;

  constructor(request: LlmRequest, options: RouteOptions, deps: WalkDeps) {
    this.request = request;
    this.options = options;
    this.deps = deps;
    this.candidates = new Candidates(request, options, deps);
  }

  async *events(): AsyncGenerator<LlmEvent> {
    const { signal } = this.options;
    const abort = () => this.box.put({ kind: 'aborted' });
    signal.addEventListener('abort', abort, { once: true });
    try {
      if (signal.aborted) {
        yield { kind: 'failed', failure: ABORTED };
        return;
      }
      this.after(ROUTER_LIMITS.firstAllMs, { kind: 'first-all' });
      this.after(ROUTER_LIMITS.totalMs, { kind: 'total' });
      const found = await this.findSpeaker();
      if ('failure' in found) {
        this.endAll('aborted');
        yield { kind: 'failed', failure: found.failure };
        return;
      }
      yield { kind: 'model', model: found.speaker.model };
      yield* this.speak(found.speaker, found.first);
    } finally {
      signal.removeEventListener('abort', abort);
      this.done.abort();
      this.endAll('aborted');
    }
  }

  /** Asks until somebody says something. */
  private async findSpeaker(): Promise<{ speaker: Attempt; first: LlmEvent } | { failure: LlmFailure }> {
    for (;;) {
      if (this.live.size === 0 && !this.launching) {
        const next = this.candidates.take(null);
        if (!next) return { failure: this.nobodyLeft() };
        void this.launch(next);
      }
      const note = await this.box.take();
      if (note.kind === 'aborted') return { failure: ABORTED };
      if (note.kind === 'first-all' || note.kind === 'total') {
        this.endAll('timeout');
        return { failure: { ...late('no word from any model in time'), next: 'stop' } };
      }
      if (note.kind === 'late' && this.live.has(note.attempt))
        this.drop(note.attempt, late('no word in time'));
      if (note.kind === 'hedge') this.hedge(note.attempt);
      if (note.kind !== 'event' || !this.live.has(note.attempt)) continue;
      const { attempt, event } = note;
      if (isWord(event)) {
        this.spoken = true;
        this.endAll('aborted', attempt);
        return { speaker: attempt, first: event };
      }
      const failure = wordlessEnd(event);
      if (!failure) continue;
      this.drop(attempt, failure);
      if (failure.next === 'stop' && this.live.size === 0 && !this.launching) return { failure };
    }
  }

  /** Passes on what the one who speaks says, to its end. */
  private async *speak(speaker: Attempt, first: LlmEvent): AsyncGenerator<LlmEvent> {
    this.after(ROUTER_LIMITS.idleMs, { kind: 'idle' });
    for (let event: LlmEvent | null = first; ; event = await this.nextOf(speaker)) {
      if (event === null) continue;
      if (event.kind === 'end') {
        this.deps.breakers.of(speaker.model).record('answered');
        this.finish(speaker, event.stop);
      }
      if (event.kind === 'failed') this.fail(speaker, event.failure);
      yield event;
      if (event.kind === 'end' || event.kind === 'failed') return;
    }
  }

  /** What the caller has to know of the next thing that happens; null when that is nothing. */
  private async nextOf(speaker: Attempt): Promise<LlmEvent | null> {
    const note = await this.box.take();
    if (note.kind === 'aborted') return { kind: 'failed', failure: ABORTED };
    if (note.kind === 'total') return { kind: 'failed', failure: late('the answer took too long') };
    if (note.kind === 'idle') {
      const left = speaker.lastAt + ROUTER_LIMITS.idleMs - this.deps.clock();
      if (left <= 0) return { kind: 'failed', failure: late('it stopped in the middle') };
      this.after(left, note);
    }
    if (note.kind !== 'event' || note.attempt !== speaker) return null;
    const { event } = note;
    const empty = event.kind === 'model' || (event.kind === 'text' && event.text === '');
    return empty ? null : event;
  }

  /** Asks a model, once it is time and the money is there. Without a pause and a limit the request leaves at once. */
  private async launch(candidate: Candidate): Promise<void> {
    this.launching = true;
    const { budget } = this.options;
    const pause = candidate.notBefore - this.deps.clock();
    if (pause > 0) await this.deps.sleep(pause, this.done.signal);
    const bound = this.boundOf(candidate.model);
    const reservation: Reservation =
      budget && !this.done.signal.aborted
        ? await budget.reserve(bound).catch(() => ({ ok: false, detail: 'the budget failed' }) as const)
        : { ok: true, maxOutputTokens: bound.maxOutputTokens, settle: () => {} };
    this.launching = false;
    if (this.done.signal.aborted || this.spoken || !reservation.ok) {
      this.deps.breakers.of(candidate.model).record('unknown');
      if (reservation.ok) reservation.settle(null);
      else this.refused(candidate.model, reservation.detail);
      return this.box.put({ kind: 'not-launched' });
    }
    const { thinkingTokens } = modelFacts(candidate.model);
    const maxOutputTokens = Math.max(1, reservation.maxOutputTokens - thinkingTokens);
    const attempt = new Attempt(
      candidate.model,
      { ...this.request, maxOutputTokens },
      {
        ...this.deps,
        deliver: (of, event) => this.box.put({ kind: 'event', attempt: of, event }),
      },
    );
    const written = this.journalled(attempt, reservation.maxOutputTokens);
    // Only what takes time is waited for: a turn's journal is there at once.
    this.launching = typeof written !== 'boolean';
    const isWritten = typeof written === 'boolean' ? written : await written;
    this.launching = false;
    if (!isWritten) {
      this.deps.breakers.of(candidate.model).record('unknown');
      reservation.settle(null);
      this.refused(candidate.model, 'the call could not be journalled');
      return this.box.put({ kind: 'not-launched' });
    }
    if (this.done.signal.aborted || this.spoken) {
      this.deps.breakers.of(candidate.model).record('unknown');
      reservation.settle(null);
      this.options.onCall(attempt.unsent());
      return this.box.put({ kind: 'not-launched' });
    }
    this.live.set(attempt, { candidate, reservation });
    this.after(ROUTER_LIMITS.firstMs, { kind: 'late', attempt });
    if (this.deps.hedgeAfterMs !== null) this.after(this.deps.hedgeAfterMs, { kind: 'hedge', attempt });
    void attempt.run(candidate.provider);
  }

  /** Whether it is written down that this call leaves: what nobody would know of after our end is not sent. */
  private journalled(attempt: Attempt, maxOutputTokens: number): boolean | Promise<boolean> {
    const failed = (error: unknown) => {
      this.deps.log('llm_call_not_journalled', {
        model: attempt.model,
        error: error instanceof Error ? error.name : 'thrown',
      });
      return false;
    };
    try {
      const written = this.options.onStart?.(attempt.worst(maxOutputTokens));
      return written instanceof Promise ? written.then(() => true, failed) : true;
    } catch (error) {
      return failed(error);
    }
  }

  /** Asks another vendor beside one that is silent: once an answer, and only where two calls are easily affordable. */
  private hedge(silent: Attempt): void {
    const { budget } = this.options;
    if (this.hedged || this.launching || this.live.size !== 1 || !this.live.has(silent)) return;
    if (budget && !budget.roomForTwo(this.boundOf(silent.model))) return;
    const other = this.candidates.take(silent.model);
    if (!other) return;
    this.hedged = true;
    this.deps.log('llm_hedged', { model: silent.model, other: other.model });
    void this.launch(other);
  }

  private drop(attempt: Attempt, failure: LlmFailure): void {
    const live = this.live.get(attempt);
    this.fail(attempt, failure);
    this.last = failure;
    const { clock, random } = this.deps;
    if (live) this.candidates.failed(live.candidate, failure, { now: clock(), random: random() });
  }

  private fail(attempt: Attempt, failure: LlmFailure): void {
    const { reason, detail } = failure;
    this.deps.breakers.failed(attempt.model, failure);
    if (reason !== 'aborted') this.deps.log('llm_call_failed', { model: attempt.model, reason, detail });
    this.finish(attempt, reason);
  }

  private endAll(outcome: 'aborted' | 'timeout', except?: Attempt): void {
    for (const attempt of [...this.live.keys()]) {
      if (attempt === except) continue;
      this.deps.breakers.of(attempt.model).record('unknown');
      this.finish(attempt, outcome);
    }
  }

  private finish(attempt: Attempt, outcome: LlmCall['outcome']): void {
    const live = this.live.get(attempt);
    const call = attempt.finish(outcome);
    this.live.delete(attempt);
    if (!live || !call) return;
    live.reservation.settle(call);
    this.options.onCall(call);
  }

  private refused(model: ModelName, detail: string): void {
    this.candidates.passOver(model, detail);
    this.last ??= { reason: 'budget_spent', next: 'stop', retryAfterMs: null, detail };
  }

  private nobodyLeft(): LlmFailure {
    const detail = this.candidates.passedOver.join('; ') || 'the chain is empty';
    if (this.last) return { ...this.last, next: 'stop' };
    this.deps.log('llm_nobody_to_ask', { detail });
    return { reason: 'no_provider', next: 'stop', retryAfterMs: null, detail };
  }

  private boundOf(model: ModelName): CallBound {
    const facts = modelFacts(model);
    const output = Math.min(this.request.maxOutputTokens, facts.maxOutputTokens) + facts.thinkingTokens;
    const inputTokens = estimateRequestTokens(this.request);
    return { task: this.request.task, model, inputTokens, maxOutputTokens: output };
  }

  private after(ms: number, note: Note): void {
    const { signal } = this.done;
    void this.deps.sleep(ms, signal).then(() => {
      if (!signal.aborted) this.box.put(note);
    });
  }
}

function isWord(event: LlmEvent): boolean {
  if (event.kind === 'end') return event.stop === 'refused';
  return event.kind === 'tool-call' || (event.kind === 'text' && event.text !== '');
}

/** The failure that an event without a word before it means; null when it means none. */
function wordlessEnd(event: LlmEvent): LlmFailure | null {
  if (event.kind === 'failed') return event.failure;
  if (event.kind !== 'end') return null;
  return { reason: 'bad_response', next: 'fallback', retryAfterMs: null, detail: 'an answer without a word' };
}

function late(detail: string): LlmFailure {
  return { reason: 'timeout', next: 'fallback', retryAfterMs: null, detail };
}
