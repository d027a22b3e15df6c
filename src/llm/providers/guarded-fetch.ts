import { boundedBody } from './bounded-body.ts';
import { PROVIDER_LIMITS } from './limits.ts';

/**
 * The `fetch` that official clients are given. They send headers of their own (system, runtime, versions, whatever an environment
 * variable says, another key too) and leave redirects to the platform; here only the given headers leave, only to the configured
 * host, no redirect is followed, an answer is bounded, and aborting frees the connection even where the platform's `fetch` forgets.
 */
export function guardedFetch(
  inner: typeof fetch,
  { baseUrl, headers }: { baseUrl: string; headers: Record<string, string> },
): typeof fetch {
  const origin = new URL(baseUrl).origin;
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== origin) throw new TypeError('a request to another host than the configured one');
    const response = await inner(url.href, {
      method: init?.method ?? 'POST',
      headers: { ...COMMON_HEADERS, ...headers },
      body: init?.body ?? null,
      redirect: 'manual',
      ...(init?.signal ? { signal: init.signal } : {}),
    });
    return bounded(response, init?.signal ?? null);
  };
}

/** Nothing tells where or on what we run. */
const COMMON_HEADERS = {
  accept: 'application/json',
  'content-type': 'application/json',
  'user-agent': 'edgewise',
};

function bounded(response: Response, signal: AbortSignal | null): Response {
  const { status, statusText, headers, body } = response;
  if (body === null || status === 204 || status === 304) return response;
  const limit = response.ok ? PROVIDER_LIMITS.answerBytes : PROVIDER_LIMITS.errorBytes;
  const stream = boundedBody(body.getReader(), { limit, events: response.ok, signal });
  return new Response(stream, { status, statusText, headers });
}
