import type { Clock } from '../../domain/clock.ts';
import type { LlmEvent, LlmRequest } from '../../domain/llm.ts';
import { anthropicRequest } from './anthropic-request.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { PROVIDER_LIMITS } from './limits.ts';
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

  /**
   * Loaded when it is first needed, and of the client only what is: its base and one resource are a third of the whole. Everything
   * that it would otherwise read from the environment is said, or does not get past `guardedFetch`.
   */
  private async messages() {
    const [{ BaseAnthropic }, { Messages }] = await Promise.all([
      import('@anthropic-ai/sdk/client'),
      import('@anthropic-ai/sdk/resources/messages/messages'),
    ]);
    const { apiKey, baseUrl } = this.settings;
    const client = new BaseAnthropic({
      apiKey,
      webhookKey: null,
      baseURL: baseUrl,
      maxRetries: 0,
      timeout: PROVIDER_LIMITS.acceptMs * 2,
      // It would write events that it cannot read, with all that they hold, into the log.
      logLevel: 'off',
      openTelemetry: false,
      fetch: guardedFetch(this.deps.fetch, {
        baseUrl,
        headers: { 'x-api-key': apiKey, 'anthropic-version': ANTHROPIC_VERSION },
      }),
    });
    return new Messages(client);
  }
}

/** Of the wire format: that of the client whose version `package.json` pins. */
export const ANTHROPIC_VERSION = '2026-10-21';
