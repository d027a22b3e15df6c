import { OpenAI } from 'openai';
import { PROVIDER_LIMITS } from './limits.ts';

/**
 * OpenAI's official client, with everything said that it would otherwise read from the environment. This module is large and is
 * only ever imported when a call is made. Authentication is the matter of `fetch`: the client's own key is none.
 */
export function openAiClient(baseUrl: string, fetch: typeof globalThis.fetch): OpenAI {
  return new OpenAI({
    apiKey: 'in-the-headers-of-fetch',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: baseUrl,
    maxRetries: 0,
    timeout: PROVIDER_LIMITS.acceptMs * 2,
    // It would write events that it cannot read, with all that they hold, into the log.
    logLevel: 'off',
    fetch,
  });
}
