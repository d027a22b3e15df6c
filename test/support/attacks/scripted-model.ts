import type { LlmEvent, LlmRequest, ModelName } from '../../../src/domain/llm.ts';
import type { Step } from './attack-set.ts';

const MODEL: ModelName = 'compatible/compromised';
/** UTF-16 units of a sentence of the prompt that is long enough to be known again. */
const SENTENCE_CHARS = 60;

/** A model that says what its script says. `size`: UTF-16 units of a delta, 0 for the whole text at once. */
export interface ScriptedModel {
  /** Requests that it was sent. */
  requests: LlmRequest[];
  stream(request: LlmRequest, signal?: AbortSignal): AsyncIterable<LlmEvent>;
}

/** The last call of the script is repeated for ever, as an obstinate model would. `onCall` is told before each. */
export function scriptedModel(
  calls: readonly (readonly Step[])[],
  size: number,
  onCall: (number: number) => void = () => {},
): ScriptedModel {
  const requests: LlmRequest[] = [];
  return {
    requests,
    async *stream(request, signal) {
      requests.push(request);
      onCall(requests.length);
      const steps = calls[Math.min(requests.length, calls.length) - 1] ?? [];
      yield { kind: 'model', model: MODEL };
      let stop: Extract<LlmEvent, { kind: 'end' }>['stop'] = 'complete';
      for (const step of steps) {
        if (typeof step === 'object' && 'stop' in step) stop = step.stop;
        else if (typeof step === 'object' && 'tool' in step) stop = 'tools';
        for (const event of eventsOf(step, requests.length, request, size)) {
          if (signal?.aborted) return yield ABORTED;
          yield event;
        }
      }
      yield { kind: 'usage', usage: USAGE };
      yield { kind: 'end', stop };
    },
  };
}

const USAGE = { inputTokens: 900, cachedInputTokens: 0, cacheWriteTokens: 0, outputTokens: 90 };
const ABORTED: LlmEvent = {
  kind: 'failed',
  failure: { reason: 'aborted', next: 'stop', retryAfterMs: null, detail: '' },
};

function* eventsOf(step: Step, turn: number, request: LlmRequest, size: number): Generator<LlmEvent> {
  if (typeof step === 'string') yield* deltas(step, size);
  else if ('piece' in step) yield { kind: 'text', text: step.piece };
  else if ('repeat' in step) {
    for (let at = 0; at < step.times; at += 1) yield* deltas(step.repeat, size);
  } else if ('prompt' in step)
    yield* deltas(`${step.before}${promptText(request, step.prompt)}${step.after}`, size);
  else if ('tool' in step) {
    for (let at = 0; at < step.times; at += 1)
      yield {
        kind: 'tool-call',
        call: { id: `call_${turn}_${at}`, name: step.tool, input: inputOf(step, at) },
      };
  }
}

function* deltas(text: string, size: number): Generator<LlmEvent> {
  const step = size === 0 ? Math.max(1, text.length) : size;
  for (let at = 0; at < text.length; at += step) yield { kind: 'text', text: text.slice(at, at + step) };
}

function inputOf(step: Extract<Step, { tool: string }>, at: number): string {
  if (step.nest !== undefined) return `{"order":${'['.repeat(step.nest)}${']'.repeat(step.nest)}}`;
  if (step.raw !== undefined) return `${step.raw}${'9'.repeat(step.grow ?? 0)}${step.grow ? '"}' : ''}`;
  return JSON.stringify(step.input ?? {}).replaceAll('{n}', String(1000 + at));
}

/** The instructions as the model reads them, or one long sentence of them. */
function promptText({ system }: LlmRequest, what: 'whole' | 'sentence'): string {
  const whole = system.map(({ text }) => text).join('\n\n');
  if (what === 'whole') return whole;
  const sentences = whole.split(/(?<=[.:])\s+/).filter((one) => one.length >= SENTENCE_CHARS);
  return sentences[0] ?? whole;
}
