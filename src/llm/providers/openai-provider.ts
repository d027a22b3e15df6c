import type { Clock } from '../../domain/clock.ts';
import type { LlmEvent, LlmRequest, LlmVendor } from '../../domain/llm.ts';
import type { Answer } from './answer.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { HideThinking } from './hide-thinking.ts';
import { modelFacts } from './models.ts';
import { openStream } from './open-stream.ts';
import { openAiRequest } from './openai-request.ts';
import { countToolCalls } from './prepare-request.ts';
import type { LlmProvider } from './provider.ts';
import { readChatChunk } from './read-chat-chunk.ts';
import { refuseTools } from './refuse-tools.ts';
import { streamCall, type Wire } from './stream-call.ts';

/**
 * OpenAI, or any server that speaks its chat completions, through parts of the official client. Chat completions rather than Responses:
 * the one format that all of them speak. `apiKey` null: no key is sent.
 */
export class OpenAiProvider implements LlmProvider {
  readonly vendor: Extract<LlmVendor, 'openai' | 'compatible'>;
  private readonly settings: { apiKey: string | null; baseUrl: string };
  private readonly deps: { fetch: typeof fetch; clock: Clock };

  constructor(
    vendor: Extract<LlmVendor, 'openai' | 'compatible'>,
    settings: { apiKey: string | null; baseUrl: string },
    deps: { fetch: typeof fetch; clock: Clock },
  ) {
    this.vendor = vendor;
    this.settings = settings;
    this.deps = deps;
  }

  stream(model: string, request: LlmRequest, signal: AbortSignal): AsyncIterable<LlmEvent> {
    const name = `${this.vendor}/${model}` as const;
    const facts = modelFacts(name);
    if (request.tools.length > 0 && !facts.tools) return refuseTools();
    return streamCall(this.wire(openAiRequest(model, request, facts, this.vendor === 'openai')), {
      model: name,
      firstCall: countToolCalls(request),
      signal,
      clock: this.deps.clock,
    });
  }

  private wire(body: ReturnType<typeof openAiRequest>): Wire {
    let thinking: HideThinking | null = null;
    return {
      open: async (signal) => {
        const parts = await import('./openai-parts.ts');
        const { apiKey, baseUrl } = this.settings;
        const headers: Record<string, string> = apiKey === null ? {} : { authorization: `Bearer ${apiKey}` };
        const fetch = guardedFetch(this.deps.fetch, { baseUrl, headers });
        return openStream(`${baseUrl.replace(/\/$/, '')}/chat/completions`, body, { parts, fetch, signal });
      },
      read: (event: unknown, answer: Answer) => {
        // OpenAI's own models never think in their text, and an answer may well begin with a tag.
        if (this.vendor === 'compatible') thinking ??= new HideThinking((piece) => answer.text(piece));
        readChatChunk(event, answer, (piece) => (thinking ? thinking.push(piece) : answer.text(piece)));
        if (answer.stop !== null) thinking?.end();
      },
    };
  }

  async warm(): Promise<void> {
    await import('./openai-parts.ts');
  }
}
