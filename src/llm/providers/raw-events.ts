import { Stream } from '@anthropic-ai/sdk/core/streaming';

/** Server-sent events of a body, none hidden. Only ever imported when a call is made. */
export function rawEvents(body: ReadableStream<Uint8Array>): AsyncIterable<{ data: string }> {
  return Stream.rawEvents(new Response(body));
}
