import { boundedBody } from './bounded-body.ts';
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
