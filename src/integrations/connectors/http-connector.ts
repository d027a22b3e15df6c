import type { CallConnector, ConnectorAnswer, ConnectorCall } from '../../domain/connector.ts';
import type { Result } from '../../domain/result.ts';
import { type BuiltRequest, buildRequest } from './build-request.ts';
import { keepFields } from './keep-fields.ts';

/** What calling an organization's system needs of the world. */
export interface HttpConnectorDeps {
  fetch: typeof fetch;
  /** Whether an address may be asked: none that only this machine or its network can see. */
  allowed(url: string): boolean;
  /** The connector's secret, opened; null where it has none. Rejects where it does not open. */
  secret(call: ConnectorCall): Promise<string | null>;
  /** One for each connector. */
  breaker(call: ConnectorCall): { allows(): boolean; record(outcome: 'answered' | 'failed'): void };
  /** 0 to 1. */
  random(): number;
  wait(ms: number): Promise<unknown>;
  timeout(ms: number): AbortSignal;
}

/** Bytes of an answer: orders of years. What is kept of it is far less. */
export const ANSWER_BYTES = 65_536;
/** Milliseconds between two tries, at least and at most: apart, so that not all who failed come back at once. */
const RETRY_MS = { least: 100, most: 400 };

/**
 * Calls an organization's own system. Reading is tried once more where it failed; a change only where the other side promises to do
 * it once for one key. Follows no redirect. Never throws.
 */
export function createHttpConnector(deps: HttpConnectorDeps): CallConnector {
  return async (call, signal) => {
    const deadline = deps.timeout(call.timeoutMs);
    const stop = signal === null ? deadline : AbortSignal.any([deadline, signal]);
    const made = await prepared(deps, call);
    if ('kind' in made) return made;
    const breaker = deps.breaker(call);
    const tries = call.effect === 'reads' || call.idempotent ? 2 : 1;
    let answer: ConnectorAnswer = refused('It is not asked now, since it has not answered for a while.');
    for (let attempt = 1; attempt <= tries && breaker.allows(); attempt += 1) {
      answer = unlessSure(answer, await once(deps, call, made, stop));
      breaker.record(worked(answer) ? 'answered' : 'failed');
      if (worked(answer) || stop.aborted) break;
      if (attempt < tries) {
        await deps.wait(RETRY_MS.least + deps.random() * (RETRY_MS.most - RETRY_MS.least));
      }
    }
    return answer;
  };
}

/** What is known to have failed after a try that may have worked, may have worked. */
function unlessSure(before: ConnectorAnswer, now: ConnectorAnswer): ConnectorAnswer {
  if (before.kind === 'done' || before.happened === 'no' || now.kind === 'done') return now;
  return { ...now, happened: 'unknown' };
}

/** Whether the other side is well: that it refuses something says so too. */
function worked(answer: ConnectorAnswer): boolean {
  return answer.kind === 'done' || (answer.status !== null && answer.status < 500 && answer.status !== 429);
}

async function prepared(
  deps: HttpConnectorDeps,
  call: ConnectorCall,
): Promise<BuiltRequest | ConnectorAnswer> {
  const { connector, template, input, effect, idempotencyKey } = call;
  let built: Result<BuiltRequest, { why: string }>;
  try {
    built = buildRequest(connector, template, input, await deps.secret(call));
  } catch {
    return refused('It is not set up well: its secret cannot be read.');
  }
  if (!built.ok) return refused(built.error.why);
  const sameHost = URL.parse(built.value.url)?.origin === URL.parse(connector.baseUrl)?.origin;
  if (!sameHost || !deps.allowed(built.value.url)) return refused('Its address may not be asked.');
  if (effect === 'changes') built.value.headers['idempotency-key'] = idempotencyKey;
  return built.value;
}

async function once(
  deps: HttpConnectorDeps,
  call: ConnectorCall,
  { url, method, headers, body }: BuiltRequest,
  signal: AbortSignal,
): Promise<ConnectorAnswer> {
  try {
    const answered = deps.fetch(url, { method, headers, body, redirect: 'manual', signal });
    return await untilStopped(
      answered.then((response) => read(call, response)),
      signal,
    );
  } catch {
    const why = signal.aborted ? 'It took too long to answer.' : 'It cannot be reached.';
    return { kind: 'failed', status: null, why, happened: happenedOf(call) };
  }
}

/** A signal that was passed to `fetch` ends a body too, but not in every runtime at once. */
function untilStopped<T>(work: Promise<T>, stop: AbortSignal): Promise<T> {
  const stopped = Promise.withResolvers<never>();
  const onAbort = () => stopped.reject(stop.reason);
  if (stop.aborted) onAbort();
  stop.addEventListener('abort', onAbort, { once: true });
  work.catch(() => undefined);
  return Promise.race([work, stopped.promise]).finally(() => stop.removeEventListener('abort', onAbort));
}

function happenedOf({ effect }: ConnectorCall): 'no' | 'unknown' {
  return effect === 'changes' ? 'unknown' : 'no';
}

async function read(call: ConnectorCall, response: Response): Promise<ConnectorAnswer> {
  const { status, headers } = response;
  if (status < 200 || status >= 300) {
    await response.body?.cancel().catch(() => undefined);
    const happened = status >= 500 || status === 408 ? happenedOf(call) : 'no';
    return { kind: 'failed', status, why: whyOf(status), happened };
  }
  const text = await boundedText(response);
  // It was done; only its answer is of no use.
  const unread = (why: string): ConnectorAnswer =>
    call.effect === 'changes'
      ? { kind: 'done', status, value: null }
      : { kind: 'failed', status, why, happened: 'no' };
  if (text === null) return unread('Its answer is too long to be read.');
  if (text.trim() === '') return { kind: 'done', status, value: null };
  const type = headers.get('content-type') ?? '';
  if (!/^(?:application\/(?:[\w.+-]+\+)?json|text\/plain)\b/i.test(type)) {
    return unread('Its answer is neither JSON nor plain text.');
  }
  if (/^text\//i.test(type)) return { kind: 'done', status, value: keepFields({ text }, call.result) };
  try {
    return { kind: 'done', status, value: keepFields(JSON.parse(text), call.result) };
  } catch {
    return unread('Its answer is broken JSON.');
  }
}

/** Null where it is longer than it may be; the rest is not taken then. */
async function boundedText(response: Response): Promise<string | null> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  let text = '';
  let size = 0;
  for (;;) {
    const { value, done } = await reader.read();
    if (done || value === undefined) return text + decoder.decode();
    size += value.byteLength;
    if (size > ANSWER_BYTES) {
      reader.cancel().catch(() => undefined);
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** In words of our own: what the other side writes into an error is for nobody here. */
function whyOf(status: number): string {
  if (status >= 300 && status < 400) return 'It answers with a redirect, which is not followed.';
  if (status === 401 || status === 403) return 'It does not let us in. This cannot be looked up or done now.';
  if (status === 404 || status === 410) return 'It knows nothing under these values for this customer.';
  if (status === 409 || status === 412) return 'It says that this is not possible in the present state.';
  if (status === 429 || status === 503) return 'It is busy. Try later, or offer a person.';
  if (status === 408) return 'It took too long to answer.';
  if (status < 500) return 'It refuses these values.';
  return 'It has a problem of its own. Try later, or offer a person.';
}

function refused(why: string): ConnectorAnswer {
  return { kind: 'failed', status: null, why, happened: 'no' };
}
