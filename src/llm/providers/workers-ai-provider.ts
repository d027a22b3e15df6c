import type { Clock } from '../../domain/clock.ts';
import type { LlmEvent, LlmRequest } from '../../domain/llm.ts';
import type { Failed } from '../failure/classify.ts';
import { readError } from '../failure/read-error.ts';
import { type Answer, UnreadableAnswer } from './answer.ts';
import { boundedBody } from './bounded-body.ts';
import { HideThinking } from './hide-thinking.ts';
import { PROVIDER_LIMITS } from './limits.ts';
import { modelFacts } from './models.ts';
import { openAiRequest } from './openai-request.ts';
import { countToolCalls } from './prepare-request.ts';
import type { LlmProvider } from './provider.ts';
import { readWorkersAiEvent } from './read-workers-ai-event.ts';
import { refuseTools } from './refuse-tools.ts';
import { streamCall } from './stream-call.ts';

/** What is used of the binding `AI`. */
export interface WorkersAiTextBinding {
  run(model: string, input: Record<string, unknown>, options?: { signal?: AbortSignal }): Promise<unknown>;
}

/** Models of Workers AI through its binding: what is asked stays with Cloudflare. */
export class WorkersAiProvider implements LlmProvider {
  readonly vendor = 'workers-ai';
  private readonly ai: WorkersAiTextBinding;
  private readonly clock: Clock;

  constructor(ai: WorkersAiTextBinding, { clock }: { clock: Clock }) {
    this.ai = ai;
    this.clock = clock;
  }

  stream(model: string, request: LlmRequest, signal: AbortSignal): AsyncIterable<LlmEvent> {
    const name = `workers-ai/${model}` as const;
    const facts = modelFacts(name);
    if (request.tools.length > 0 && !facts.tools) return refuseTools();
    const {
      model: _,
      max_completion_tokens,
      stream_options,
      ...body
    } = openAiRequest(model, request, facts, false);
    const input = { ...body, max_tokens: body.max_tokens ?? max_completion_tokens };
    let thinking: HideThinking | null = null;
    return streamCall(
      {
        open: (inner) => this.open(model, input, inner),
        read: (event, answer: Answer) => {
          thinking ??= new HideThinking((piece) => answer.text(piece));
          const shown = thinking;
          readWorkersAiEvent(dataOf(event), answer, (piece) => shown.push(piece));
          if (answer.stop !== null) shown.end();
        },
        failed: failureOf,
      },
      { model: name, firstCall: countToolCalls(request), signal, clock: this.clock },
    );
  }

  async warm(): Promise<void> {
    await import('./raw-events.ts');
  }

  /** A stream that comes when nobody waits for it any more is given back at once. */
  private async open(
    model: string,
    input: Record<string, unknown>,
    signal: AbortSignal,
  ): Promise<AsyncIterable<unknown>> {
    const body = await this.ai.run(model, input, { signal });
    if (!(body instanceof ReadableStream)) throw new UnreadableAnswer('no stream');
    if (signal.aborted) {
      await body.cancel();
      throw new DOMException('aborted', 'AbortError');
    }
    // A reader of events that does not hide the last one, as OpenAI's client does: older models end with nothing else.
    const { rawEvents } = await import('./raw-events.ts');
    const limits = { limit: PROVIDER_LIMITS.answerBytes, events: true, signal };
    return rawEvents(boundedBody(body.getReader(), limits));
  }
}

function dataOf(event: unknown): string {
  return typeof event === 'object' && event !== null && 'data' in event && typeof event.data === 'string'
    ? event.data
    : '';
}

/** https://developers.cloudflare.com/workers-ai/platform/errors/: the binding throws errors whose message begins with a code. */
function failureOf(thrown: unknown, accepted: boolean): Failed {
  const message = thrown instanceof Error ? thrown.message : '';
  const code = accepted ? undefined : /^(?:AiError: |InferenceUpstreamError: )?(\d{4})\b/.exec(message)?.[1];
  const status = code === undefined ? undefined : STATUSES[code];
  if (code === undefined || status === undefined) return readError(thrown, accepted);
  return { kind: 'refused', status, codes: CODES[code] ?? [], message: '', headers: null };
}

/** The status that the service's own HTTP interface answers with. */
const STATUSES: Record<string, number> = {
  '3003': 400,
  '3006': 413,
  '3007': 408,
  '3008': 408,
  '3023': 403,
  '3036': 429,
  '3040': 429,
  '3041': 403,
  '3042': 404,
  '3039': 400,
  '5004': 400,
  '5005': 405,
  '5007': 400,
  '5016': 403,
  '5018': 403,
  '5019': 405,
};

/** 3036: the account's free allowance of the day is used up. 5007: there is no such model. 3040: no capacity. */
const CODES: Record<string, string[]> = {
  '3036': ['insufficient_quota'],
  '3040': ['server_is_overloaded'],
  '5007': ['model_not_found'],
};
