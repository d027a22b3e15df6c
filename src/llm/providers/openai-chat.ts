import { APIError } from 'openai/core/error';
import { Stream } from 'openai/core/streaming';
import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions';

/**
 * OpenAI's chat completions by the decoder and the errors of the official client, without the client itself: of its 400 kB, which every
 * cold start would read, one request was used. This module is only ever imported when a call is made. Throws `APIError` for an
 * answer that refuses, and whatever `fetch` throws. `signal` ends the request and the stream.
 */
export async function openAiChat(
  body: ChatCompletionCreateParamsStreaming,
  { baseUrl, fetch, signal }: { baseUrl: string; fetch: typeof globalThis.fetch; signal: AbortSignal },
): Promise<AsyncIterable<unknown>> {
  const controller = new AbortController();
  const leave = () => controller.abort(signal.reason);
  if (signal.aborted) leave();
  else signal.addEventListener('abort', leave, { once: true });
  const response = await fetch(`${baseUrl.replace(/\/$/, '')}/chat/completions`, {
    method: 'POST',
    body: JSON.stringify(body),
    signal: controller.signal,
  });
  if (!response.ok) throw await refusal(response);
  return eventsOf(response, controller);
}

/**
 * The decoder asks of its client only where to write, which is nowhere: it would log events that it cannot read. Its type wants the
 * whole client.
 */
function eventsOf(response: Response, controller: AbortController): AsyncIterable<unknown> {
  const silent = { logger: null, logLevel: 'off' };
  return Reflect.apply(Stream.fromSSEResponse, Stream, [response, controller, silent]);
}

async function refusal(response: Response): Promise<APIError> {
  const text = await response.text();
  return APIError.generate(response.status, parsed(text), text, response.headers);
}

/** Gateways before a vendor answer in HTML. */
function parsed(text: string): object | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? body : undefined;
  } catch {
    return undefined;
  }
}
