import { PROVIDER_LIMITS } from './limits.ts';

/**
 * The `fetch` that official clients are given. They add headers of their own (system, runtime, versions, whatever an environment
 * variable says) and leave redirects to the platform; here only named headers leave, only to the configured host, no redirect
 * is followed, an answer is bounded, and aborting frees the connection even where the platform's `fetch` forgets.
 * `sendKey` false: the client insists on a key, the server has none.
 */
export function guardedFetch(
  inner: typeof fetch,
  { baseUrl, sendKey }: { baseUrl: string; sendKey: boolean },
): typeof fetch {
  const origin = new URL(baseUrl).origin;
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== origin) throw new TypeError('a request to another host than the configured one');
    const given = new Headers(init?.headers);
    const headers = new Headers({ 'user-agent': 'edgewise' });
    for (const name of SENT_HEADERS) {
      const value = given.get(name);
      if (value !== null && (sendKey || name !== 'authorization')) headers.set(name, value);
    }
    const response = await inner(url.href, {
      method: init?.method ?? 'POST',
      headers,
      body: init?.body ?? null,
      redirect: 'manual',
      ...(init?.signal ? { signal: init.signal } : {}),
    });
    return bounded(response, init?.signal ?? null);
  };
}

/** What both vendors need. Nothing tells where or on what we run. */
const SENT_HEADERS = ['accept', 'authorization', 'content-type', 'x-api-key', 'anthropic-version'];

function bounded(response: Response, signal: AbortSignal | null): Response {
  const { status, statusText, headers, body } = response;
  if (body === null || status === 204 || status === 304) return response;
  const limit = response.ok ? PROVIDER_LIMITS.answerBytes : PROVIDER_LIMITS.errorBytes;
  const stream = boundedBody(body.getReader(), { limit, events: response.ok, signal });
  return new Response(stream, { status, statusText, headers });
}

function boundedBody(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  { limit, events, signal }: { limit: number; events: boolean; signal: AbortSignal | null },
): ReadableStream<Uint8Array> {
  let bytes = 0;
  let last = NEW_LINE;
  let stop: () => void = () => {};
  const release = () => signal?.removeEventListener('abort', stop);
  return new ReadableStream<Uint8Array>({
    start(controller) {
      stop = () => {
        reader.cancel().catch(() => {});
        controller.error(new DOMException('aborted', 'AbortError'));
      };
      if (signal?.aborted) stop();
      else signal?.addEventListener('abort', stop, { once: true });
    },
    async pull(controller) {
      const { done, value } = await reader.read();
      if (signal?.aborted) return;
      bytes += value?.byteLength ?? 0;
      last = value?.at(-1) ?? last;
      if (bytes > limit) {
        reader.cancel().catch(() => {});
        controller.error(new SyntaxError('larger than any answer should be'));
      } else if (!done) {
        controller.enqueue(value);
        return;
      } else if (events && last !== NEW_LINE) {
        // Half an event would be read as a broken one; it is the connection that broke.
        controller.error(new TypeError('ended within an event'));
      } else controller.close();
      release();
    },
    async cancel(reason) {
      release();
      await reader.cancel(reason);
    },
  });
}

const NEW_LINE = 0x0a;
