import type { Clock } from '../../domain/clock.ts';
import type { LlmEvent, ModelName } from '../../domain/llm.ts';
import { classify, type Failed } from '../failure/classify.ts';
import { readError } from '../failure/read-error.ts';
import { Answer, UnreadableAnswer } from './answer.ts';
import { PROVIDER_LIMITS } from './limits.ts';

/** What differs between the wire formats. */
export interface Wire {
  /** Sends the request. Resolves when the provider has accepted; must end, and free its connection, when the signal is aborted. */
  open(signal: AbortSignal): Promise<AsyncIterable<unknown>>;
  /** Reads one event into the answer. Throws `UnreadableAnswer` for what the format does not have. */
  read(chunk: unknown, answer: Answer): void;
  /** Facts of what `open` or the stream threw, where they differ from those of an official client's error. */
  failed?(thrown: unknown, accepted: boolean): Failed;
}

/**
 * One call, as events. Whatever goes wrong is an event too, and every way out (end, failure, abort, a consumer that leaves)
 * cancels the request. `firstCall`: the number of tool calls before this answer.
 */
export async function* streamCall(
  wire: Wire,
  {
    model,
    firstCall,
    signal,
    clock,
  }: { model: ModelName; firstCall: number; signal: AbortSignal; clock: Clock },
): AsyncGenerator<LlmEvent> {
  const wait = new Wait(signal);
  const answer = new Answer();
  let accepted = false;
  try {
    const chunks = await wait.for(wire.open(wait.signal), PROVIDER_LIMITS.acceptMs, 'answer');
    accepted = true;
    yield { kind: 'model', model };
    const events = chunks[Symbol.asyncIterator]();
    for (;;) {
      const ms = answer.stop === null ? PROVIDER_LIMITS.idleMs : PROVIDER_LIMITS.tailMs;
      const next = await wait.for(events.next(), ms, 'chunk');
      if (next.done) break;
      wire.read(next.value, answer);
      yield* answer.take();
      if (answer.full) break;
    }
    if (answer.stop === null) throw new Ended({ kind: 'cut' });
    yield* answer.finish(answer.stop, firstCall);
  } catch (thrown) {
    const failed = factsOf(thrown, accepted, wire);
    yield* lastEvents(answer, failed, { firstCall, clock });
  } finally {
    wait.end();
  }
}

/** After the provider has said that it is done, nothing that happens to the connection can take the answer back. */
function lastEvents(
  answer: Answer,
  failed: Failed,
  { firstCall, clock }: { firstCall: number; clock: Clock },
): LlmEvent[] {
  if (answer.stop !== null && failed.kind !== 'aborted' && failed.kind !== 'malformed')
    return answer.finish(answer.stop, firstCall);
  return [...answer.take(), { kind: 'failed', failure: classify(failed, clock()) }];
}

function factsOf(thrown: unknown, accepted: boolean, wire: Wire): Failed {
  if (thrown instanceof Ended) return thrown.failed;
  if (thrown instanceof UnreadableAnswer) return { kind: 'malformed', what: thrown.message };
  return wire.failed?.(thrown, accepted) ?? readError(thrown, accepted);
}

class Ended extends Error {
  readonly failed: Failed;
  constructor(failed: Failed) {
    super(failed.kind);
    this.failed = failed;
  }
}

/** Waits for one thing at a time, but never longer than allowed, and not at all once nobody wants the answer. */
class Wait {
  private readonly control = new AbortController();
  private readonly outer: AbortSignal;
  private readonly left: Promise<never>;
  private leave: () => void = () => {};

  constructor(outer: AbortSignal) {
    this.outer = outer;
    this.left = new Promise<never>((_, reject) => {
      this.leave = () => {
        reject(new Ended({ kind: 'aborted' }));
        this.control.abort();
      };
    });
    this.left.catch(() => {});
    if (outer.aborted) this.leave();
    else outer.addEventListener('abort', this.leave, { once: true });
  }

  /** For the request: aborted when the call is over, however it ended. */
  get signal(): AbortSignal {
    return this.control.signal;
  }

  async for<T>(work: Promise<T>, ms: number, waitedFor: 'answer' | 'chunk'): Promise<T> {
    // It may fail long after nobody waits for it any more.
    work.catch(() => {});
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Ended({ kind: 'late', waitedFor })), ms);
    });
    try {
      return await Promise.race([this.left, work, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  end(): void {
    this.outer.removeEventListener('abort', this.leave);
    this.control.abort();
  }
}
