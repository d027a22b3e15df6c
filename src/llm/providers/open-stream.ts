/** What of an official client reads a vendor's answers: its decoder of events, and its errors. */
export interface VendorParts {
  /** The decoder's type wants the whole client, of which it asks only where to write. */
  Stream: { fromSSEResponse: (...args: never[]) => AsyncIterable<unknown> };
  APIError: {
    generate(status: number, body: object | undefined, text: string, headers: Headers): Error;
  };
}

/**
 * Posts one request and hands on its events, by parts of a vendor's official client without the client itself: every cold start would
 * read its hundreds of kilobytes, of which one request was used. Throws the client's `APIError` for an answer that refuses, and
 * whatever `fetch` throws. `signal` ends the request and the stream.
 */
export async function openStream(
  url: string,
  body: object,
  { parts, fetch, signal }: { parts: VendorParts; fetch: typeof globalThis.fetch; signal: AbortSignal },
): Promise<AsyncIterable<unknown>> {
  const controller = new AbortController();
  const leave = () => controller.abort(signal.reason);
  if (signal.aborted) leave();
  else signal.addEventListener('abort', leave, { once: true });
  const response = await fetch(url, {
    method: 'POST',
    body: JSON.stringify(body),
    signal: controller.signal,
  });
  if (!response.ok) {
    const text = await response.text();
    throw parts.APIError.generate(response.status, parsed(text), text, response.headers);
  }
  // It would log events that it cannot read, with all that they hold.
  const silent = { logger: null, logLevel: 'off' };
  return Reflect.apply(parts.Stream.fromSSEResponse, parts.Stream, [response, controller, silent]);
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
