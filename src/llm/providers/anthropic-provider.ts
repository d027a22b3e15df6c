import type { Messages } from '@anthropic-ai/sdk/resources/messages/messages';
import type { Clock } from '../../domain/clock.ts';
import type { LlmEvent, LlmRequest } from '../../domain/llm.ts';
import { anthropicRequest } from './anthropic-request.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { modelFacts } from './models.ts';
import { countToolCalls } from './prepare-request.ts';
import type { LlmProvider } from './provider.ts';
import { readMessageEvent } from './read-message-event.ts';
import { streamCall } from './stream-call.ts';

/** Anthropic's Messages through the official client. `baseUrl` without `/v1`. */
export class AnthropicProvider implements LlmProvider {
  readonly vendor = 'anthropic';
  private readonly settings: { apiKey: string; baseUrl: string };
  private readonly deps: { fetch: typeof fetch; clock: Clock };
  private made: Messages | null = null;

  constructor(settings: { apiKey: string; baseUrl: string }, deps: { fetch: typeof fetch; clock: Clock }) {
    this.settings = settings;
    this.deps = deps;
  }

  stream(model: string, request: LlmRequest, signal: AbortSignal): AsyncIterable<LlmEvent> {
    const name = `anthropic/${model}` as const;
    const body = anthropicRequest(model, request, modelFacts(name));
    return streamCall(
      {
        open: async (inner) => (await this.messages()).create(body, { signal: inner }),
        read: readMessageEvent,
      },
      { model: name, firstCall: countToolCalls(request), signal, clock: this.deps.clock },
    );
  }

  async warm(): Promise<void> {
    await this.messages();
  }

  private async messages(): Promise<Messages> {
    const { anthropicMessages } = await import('./anthropic-client.ts');
    const { apiKey, baseUrl } = this.settings;
    const headers = { authorization: `Bearer ${apiKey}`, 'anthropic-version': ANTHROPIC_VERSION };
    this.made ??= anthropicMessages(baseUrl, guardedFetch(this.deps.fetch, { baseUrl, headers }));
    return this.made;
  }
}

/** Of the wire format: that of the client whose version `package.json` pins. Since then keys are sent as bearer tokens. */
export const ANTHROPIC_VERSION = '2026-10-21';
