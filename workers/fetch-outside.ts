import { err, ok, type Result } from '../src/domain/result.ts';
import type {
  Fetched,
  FetchFailure,
  FetchFailureReason,
  FetchOutsideOptions,
} from '../src/retrieve/crawl/fetched.ts';
import { ROBOT_NAME } from '../src/retrieve/crawl/robots.ts';
import { checkUrl } from '../src/retrieve/crawl/url-policy.ts';

/** Redirects that are followed; browsers take 20, sites need two or three. */
const REDIRECTS_MAX = 5;
/** Seconds of `Retry-After` that are believed: a day. */
const RETRY_AFTER_MAX = 86_400;
const REDIRECTS = [301, 302, 303, 307, 308];

/**
 * Fetches an address that somebody outside wrote. The policy for addresses is asked before the first request and at every redirect;
 * body and time are bounded, the body after decompression. Retries nothing itself. Never throws.
 */
export async function fetchOutside(
  url: string,
  options: FetchOutsideOptions,
): Promise<Result<Fetched, FetchFailure>> {
  const stop = AbortSignal.timeout(options.timeoutMs);
  try {
    return await follow(url, options, stop);
  } catch {
    if (stop.aborted) {
      const seconds = Math.round(options.timeoutMs / 100) / 10;
      return fail('timeout', `The site did not answer within ${seconds} seconds.`, true);
    }
    return fail('unreachable', 'The site cannot be reached, or broke off in the middle of its answer.', true);
  }
}

async function follow(
  url: string,
  options: FetchOutsideOptions,
  stop: AbortSignal,
): Promise<Result<Fetched, FetchFailure>> {
  const seen = new Set<string>();
  let address = url;
  for (let hop = 0; hop <= REDIRECTS_MAX; hop += 1) {
    const allowed = checkUrl(address, options);
    if (!allowed.ok) return fail('refused', where(hop) + allowed.error.detail, false);
    allowed.value.hash = '';
    const target = allowed.value.href;
    if (seen.has(target)) return fail('redirects', 'The address redirects in a circle.', false);
    seen.add(target);
    const response = await untilStopped(
      fetch(target, { headers: headersOf(options), redirect: 'manual', cache: 'no-store', signal: stop }),
      stop,
    );
    if (!REDIRECTS.includes(response.status)) return take(response, target, options, stop);
    await response.body?.cancel();
    const location = response.headers.get('location') ?? '';
    const next = location === '' ? null : URL.parse(location, target);
    if (next === null) return fail('redirects', 'The address redirects to nowhere.', false, response.status);
    // As it was written, for the policy looks at how an address is written too.
    address = URL.canParse(location) ? location : next.href;
  }
  return fail('redirects', `The address redirects more than ${REDIRECTS_MAX} times.`, false);
}

function where(hop: number): string {
  return hop === 0 ? '' : 'The address redirects to one that is not fetched: ';
}

function headersOf(options: FetchOutsideOptions): Headers {
  const headers = new Headers({
    'user-agent': `Mozilla/5.0 (compatible; ${ROBOT_NAME}/1.0)`,
    accept:
      'text/html,application/xhtml+xml,application/pdf;q=0.9,application/xml;q=0.9,text/*;q=0.8,*/*;q=0.5',
  });
  if (options.etag) headers.set('if-none-match', options.etag);
  if (options.lastModified) headers.set('if-modified-since', options.lastModified);
  return headers;
}

async function take(
  response: Response,
  finalUrl: string,
  options: FetchOutsideOptions,
  stop: AbortSignal,
): Promise<Result<Fetched, FetchFailure>> {
  const { status, headers } = response;
  if (status < 200 || status >= 300) {
    await response.body?.cancel();
    if (status === 304 && (options.etag || options.lastModified)) return ok({ status: 'not_modified' });
    return refusal(status, retryAfter(headers.get('retry-after')));
  }
  const tooLarge = `The answer is larger than ${Math.ceil(options.maxBytes / 1_000_000)} MB.`;
  if (Number(headers.get('content-length') ?? 0) > options.maxBytes) {
    await response.body?.cancel();
    return fail('too_large', tooLarge, false, status);
  }
  const bytes = await bodyOf(response, options.maxBytes, stop);
  if (bytes === null) return fail('too_large', tooLarge, false, status);
  return ok({
    status: 'ok',
    bytes,
    mediaType: headers.get('content-type'),
    etag: headers.get('etag'),
    lastModified: headers.get('last-modified'),
    finalUrl,
  });
}

/** Null where it is longer than it may be; no more than that, and one piece, was ever held. */
async function bodyOf(response: Response, maxBytes: number, stop: AbortSignal): Promise<Uint8Array | null> {
  if (response.body === null) return new Uint8Array();
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  const parts: Uint8Array[] = [];
  let total = 0;
  try {
    for (;;) {
      const { value, done } = await untilStopped(reader.read(), stop);
      if (done || value === undefined) break;
      total += value.length;
      if (total > maxBytes) return null;
      parts.push(value);
    }
  } finally {
    // Of a body that ended there is nothing to cancel; of any other the rest must not be sent.
    reader.cancel().catch(() => undefined);
  }
  const whole = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A signal that was passed to `fetch` ends a body too, but not in every runtime at once. */
function untilStopped<T>(work: Promise<T>, stop: AbortSignal): Promise<T> {
  const stopped = Promise.withResolvers<never>();
  const onAbort = () => stopped.reject(stop.reason);
  if (stop.aborted) onAbort();
  stop.addEventListener('abort', onAbort, { once: true });
  stopped.promise.catch(() => undefined);
  return Promise.race([work, stopped.promise]).finally(() => stop.removeEventListener('abort', onAbort));
}

function refusal(status: number, retryAfterSeconds: number | null): Result<never, FetchFailure> {
  const answered = `The site answered with ${status}`;
  if (status === 404 || status === 410)
    return fail('gone', `${answered}: there is no such page.`, false, status);
  if (status === 429 || status === 503) {
    return fail('busy', `${answered}: it asks to come back later.`, true, status, retryAfterSeconds);
  }
  if (status >= 500) return fail('server_error', `${answered}: it has a problem of its own.`, true, status);
  if (status === 408 || status === 425) return fail('denied', `${answered}.`, true, status);
  return fail('denied', `${answered}: it does not show this page to us.`, false, status);
}

function retryAfter(said: string | null): number | null {
  if (said === null) return null;
  const seconds = /^\d{1,9}$/.test(said.trim()) ? Number(said) : (Date.parse(said) - Date.now()) / 1_000;
  return Number.isNaN(seconds) ? null : Math.min(Math.max(0, Math.ceil(seconds)), RETRY_AFTER_MAX);
}

function fail(
  reason: FetchFailureReason,
  detail: string,
  retryable: boolean,
  httpStatus: number | null = null,
  retryAfterSeconds: number | null = null,
): Result<never, FetchFailure> {
  return err({ reason, detail, retryable, httpStatus, retryAfterSeconds });
}
