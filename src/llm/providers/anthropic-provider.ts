import type { Clock } from '../../domain/clock.ts';
import type { LlmEvent, LlmRequest } from '../../domain/llm.ts';
import { anthropicRequest } from './anthropic-request.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { modelFacts } from './models.ts';
import { openStream } from './open-stream.ts';
import { countToolCalls } from './prepare-request.ts';
import type { LlmProvider } from './provider.ts';
import { readMessageEvent } from './read-message-event.ts';
import { streamCall } from './stream-call.ts';

/** Anthropic's Messages through parts of the official client. `baseUrl` without `/v1`. */
export class AnthropicProvider implements LlmProvider {
  readonly vendor = 'anthropic';
  private readonly settings: { apiKey: string; baseUrl: string };
  private readonly deps: { fetch: typeof fetch; clock: Clock };

  constructor(settings: { apiKey: string; baseUrl: string }, deps: { fetch: typeof fetch; clock: Clock }) {
    this.settings = settings;
    this.deps = deps;
  }

  stream(model: string, request: LlmRequest, signal: AbortSignal): AsyncIterable<LlmEvent> {
    const name = `anthropic/${model}` as const;
    const body = anthropicRequest(model, request, modelFacts(name));
    return streamCall(
      {
        open: (inner) => this.open(body, inner),
        read: readMessageEvent,
      },
      { model: name, firstCall: countToolCalls(request), signal, clock: this.deps.clock },
    );
  }

  async warm(): Promise<void> {
    await import('./anthropic-parts.ts');
  }

  private async open(body: object, signal: AbortSignal): Promise<AsyncIterable<unknown>> {
    const parts = await import('./anthropic-parts.ts');
    const { apiKey, baseUrl } = this.settings;
    const headers = { authorization: `Bearer ${apiKey}`, 'anthropic-version': ANTHROPIC_VERSION };
    const fetch = guardedFetch(this.deps.fetch, { baseUrl, headers });
    return openStream(`${baseUrl.replace(/\/$/, '')}/v1/messages`, body, { parts, fetch, signal });
  }
}

/** Of the wire format: that of the client whose version `package.json` pins. Since then keys are sent as bearer tokens. */
export const ANTHROPIC_VERSION = '2026-10-21';
