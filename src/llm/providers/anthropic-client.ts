import { BaseAnthropic } from '@anthropic-ai/sdk/client';
import { Messages } from '@anthropic-ai/sdk/resources/messages/messages';
import { PROVIDER_LIMITS } from './limits.ts';

/**
 * Anthropic's official client, with everything said that it would otherwise read from the environment, and of its resources the
 * one that is used: the whole is more than twice as large. This module is only ever imported when a call is made. Authentication
 * is the matter of `fetch`: the client's own key is none.
 */
export function anthropicMessages(baseUrl: string, fetch: typeof globalThis.fetch): Messages {
  return new Messages(
    new BaseAnthropic({
      apiKey: 'in-the-headers-of-fetch',
      webhookKey: null,
      baseURL: baseUrl,
      maxRetries: 0,
      timeout: PROVIDER_LIMITS.acceptMs * 2,
      // It would write events that it cannot read, with all that they hold, into the log.
      logLevel: 'off',
      openTelemetry: false,
      fetch,
    }),
  );
}
