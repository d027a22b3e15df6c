import type {
  LlmCall,
  LlmEvent,
  LlmFailure,
  LlmFailureReason,
  LlmRequest,
  LlmVendor,
  ModelName,
} from '../../../../src/domain/llm.ts';
import type { LlmProvider } from '../../../../src/llm/providers/provider.ts';
import { createRouter, type RouteOptions, type RouterDeps } from '../../../../src/llm/router/router.ts';
import { VirtualTime } from '../../../support/virtual-time.ts';

/** What a provider does in one call, step by step. A number: milliseconds that pass. */
export type Step = number | LlmEvent | 'hang' | 'throw' | 'stop';

export const REQUEST: LlmRequest = {
  task: 'answer',
  system: [{ text: 's'.repeat(400), cache: true }],
  messages: [{ role: 'user', text: 'Where is my order?' }],
  tools: [],
  maxOutputTokens: 500,
  temperature: 0,
  json: null,
};

export const A: ModelName = 'anthropic/claude-haiku-5-5';
export const B: ModelName = 'openai/gpt-6-luna';
export const C: ModelName = 'workers-ai/@cf/openai/gpt-oss-120b';

export const text = (words: string): LlmEvent => ({ kind: 'text', text: words });
export const accepted = (model: ModelName): LlmEvent => ({ kind: 'model', model });
export const usage = (inputTokens: number, outputTokens: number): LlmEvent => ({
  kind: 'usage',
  usage: { inputTokens, cachedInputTokens: 0, cacheWriteTokens: 0, outputTokens },
});
export const end: LlmEvent = { kind: 'end', stop: 'complete' };
export const failed = (reason: LlmFailureReason, more: Partial<LlmFailure> = {}): LlmEvent => ({
  kind: 'failed',
  failure: { reason, next: 'fallback', retryAfterMs: null, detail: 'scripted', ...more },
});

/** A whole answer of three pieces in 300 ms. */
export const good = (model: ModelName, words = 'one two three'): Step[] => {
  const [first = '', ...rest] = words.split(/(?<= )/);
  return [100, accepted(model), text(first), ...rest.flatMap((one) => [100, text(one)]), usage(120, 9), end];
};

export interface Sent {
  model: ModelName;
  at: number;
  request: LlmRequest;
  abortedAt: number | null;
}

/**
 * A router before providers that follow scripts: for each model the scripts of its calls, the last of which is used again. `deaf`
 * providers go on after they were aborted. Remembers what was sent when, and how many calls were under way at once.
 */
export function stage(
  scripts: Readonly<Record<string, Step[][]>>,
  more: Partial<RouterDeps> & { deaf?: boolean } = {},
) {
  const time = new VirtualTime();
  const sent: Sent[] = [];
  const calls: LlmCall[] = [];
  /** As they would be accounted for after our end, each with how many requests had left when it was told. */
  const starts: { worst: LlmCall; sentBefore: number }[] = [];
  const logged: string[] = [];
  const under = { now: 0, most: 0 };
  const asked = new Map<ModelName, number>();
  const providerOf = (vendor: LlmVendor): LlmProvider => ({
    vendor,
    async *stream(name, request, signal) {
      const model: ModelName = `${vendor}/${name}`;
      const nth = asked.get(model) ?? 0;
      asked.set(model, nth + 1);
      const call: Sent = { model, at: time.now, request, abortedAt: null };
      sent.push(call);
      under.now += 1;
      under.most = Math.max(under.most, under.now);
      let open = true;
      const close = () => {
        if (open) under.now -= 1;
        open = false;
      };
      signal.addEventListener('abort', () => {
        call.abortedAt ??= time.now;
        close();
      });
      const list = scripts[model] ?? [];
      try {
        for (const step of list[Math.min(nth, list.length - 1)] ?? ['hang']) {
          if (step === 'throw') throw new TypeError('scripted');
          if (step === 'stop') return;
          if (step === 'hang') await time.sleep(10_000_000, more.deaf ? undefined : signal);
          else if (typeof step === 'number') await time.sleep(step, more.deaf ? undefined : signal);
          else yield step;
          if (signal.aborted && !more.deaf) {
            yield failed('aborted', { next: 'stop' });
            return;
          }
        }
      } finally {
        close();
      }
    },
  });
  let ids = 0;
  const vendors: LlmVendor[] = ['openai', 'anthropic', 'workers-ai', 'compatible'];
  const router = createRouter({
    providers: new Map(vendors.map((vendor) => [vendor, providerOf(vendor)])),
    clock: time.clock,
    random: () => 0.5,
    sleep: time.sleep,
    newId: () => `llm_${ids++}`,
    log: (event, fields) => logged.push(`${event} ${JSON.stringify(fields)}`),
    ...more,
  });
  const ask = (options: Partial<RouteOptions> & { request?: LlmRequest } = {}) => {
    const { request = REQUEST, ...rest } = options;
    return router.stream(request, {
      organizationId: 'org_1',
      chain: [A, B, C],
      avoid: [],
      budget: null,
      signal: new AbortController().signal,
      onStart: (worst) => {
        starts.push({ worst, sentBefore: sent.length });
      },
      onCall: (call) => calls.push(call),
      ...rest,
    });
  };
  /** All events with the moment of each, in milliseconds since the start. */
  const run = async (options: Parameters<typeof ask>[0] = {}) => {
    const began = time.now;
    const events: LlmEvent[] = [];
    const at: number[] = [];
    const work = (async () => {
      for await (const event of ask(options)) {
        events.push(event);
        at.push(time.now - began);
      }
    })();
    await time.until(work);
    return { events, at, said: saidIn(events), last: events.at(-1) };
  };
  return { time, router, sent, calls, starts, logged, under, ask, run };
}

export function saidIn(events: readonly LlmEvent[]): string {
  return events.map((event) => (event.kind === 'text' ? event.text : '')).join('');
}
