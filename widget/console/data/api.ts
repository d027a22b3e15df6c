import { ApiError, errorOf, noAnswer } from './api-error.ts';

/** Longest wait for an answer: beyond it, nobody is still looking. Uploads have their own. */
const TIMEOUT_MS = 20_000;
/** Reads are repeated this often when the network or the server stumbles. What changes something is never repeated here. */
const READ_TRIES = 3;
/** First pause between two tries, doubling, with as much again by chance. */
const PAUSE_MS = 300;
const TROUBLE = new Set([0, 502, 503, 504]);

export interface ApiPorts {
  fetch(path: string, init: RequestInit): Promise<Response>;
  /** A `PUT` that tells how much of the body is sent, 0 to 1. Rejects without an answer. */
  upload(
    path: string,
    headers: Record<string, string>,
    body: Blob,
    onShare: (share: number) => void,
    signal: AbortSignal,
  ): Promise<Response>;
  session: { token(stale?: string | null): Promise<string | null> };
  isOnline(): boolean;
  wait(ms: number): Promise<void>;
  random(): number;
}

/** A page of a list. */
export interface Page<T> {
  data: T[];
  nextCursor: string | null;
}

/** What an answer without content reads as. */
const EMPTY = JSON.parse('null');

interface Options {
  signal?: AbortSignal | undefined;
  timeoutMs?: number;
  headers?: Record<string, string>;
}

/** The HTTP interface as the console uses it: with the session's token, a time limit, and failures as `ApiError`. */
export class Api {
  readonly #ports: ApiPorts;

  constructor(ports: ApiPorts) {
    this.#ports = ports;
  }

  /** Reads, and tries again what failed for want of an answer. */
  async get<T>(path: string, signal?: AbortSignal): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.send<T>('GET', path, undefined, { signal });
      } catch (error) {
        const isTrouble = error instanceof ApiError && TROUBLE.has(error.status);
        if (!isTrouble || attempt >= READ_TRIES || signal?.aborted || !this.#ports.isOnline()) throw error;
        await this.#ports.wait(PAUSE_MS * 2 ** (attempt - 1) * (1 + this.#ports.random()));
      }
    }
  }

  /** One request, JSON unless `body` is a `Blob` or a form. An answer without content is `null`. */
  async send<T>(method: string, path: string, body?: unknown, options: Options = {}): Promise<T> {
    const token = await this.#ports.session.token();
    let response = await this.#fetch(method, path, body, token, options);
    if (response.status === 401 && token) {
      const next = await this.#ports.session.token(token);
      if (next) response = await this.#fetch(method, path, body, next, options);
    }
    if (!response.ok) throw await errorOf(response);
    return response.status === 204 ? EMPTY : await response.json();
  }

  /** Sends a file as it is. Throws an `ApiError`; an abort rejects with its reason. */
  async upload<T>(
    path: string,
    file: Blob,
    onShare: (share: number) => void,
    signal: AbortSignal,
  ): Promise<T> {
    const send = async (token: string | null) => {
      const headers: Record<string, string> = { 'Content-Type': file.type || 'application/octet-stream' };
      if (token) headers.Authorization = `Bearer ${token}`;
      try {
        return await this.#ports.upload(path, headers, file, onShare, signal);
      } catch (error) {
        if (signal.aborted) throw error;
        throw noAnswer('offline');
      }
    };
    const token = await this.#ports.session.token();
    let response = await send(token);
    if (response.status === 401 && token) response = await send(await this.#ports.session.token(token));
    if (!response.ok) throw await errorOf(response);
    return response.status === 204 ? EMPTY : await response.json();
  }

  async #fetch(
    method: string,
    path: string,
    body: unknown,
    token: string | null,
    { signal, timeoutMs = TIMEOUT_MS, headers = {} }: Options,
  ): Promise<Response> {
    const isRaw = body instanceof Blob || body instanceof FormData;
    const limit = AbortSignal.timeout(timeoutMs);
    try {
      return await this.#ports.fetch(path, {
        method,
        headers: {
          ...(token ? { Authorization: `Bearer ${token}` } : {}),
          ...(body === undefined || isRaw ? {} : { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: isRaw ? body : JSON.stringify(body) }),
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      });
    } catch (error) {
      if (signal?.aborted) throw error;
      throw noAnswer(limit.aborted ? 'timeout' : 'offline');
    }
  }
}
