/** What a guarded fetch brought. */
export type Fetched =
  | {
      status: 'ok';
      bytes: Uint8Array;
      /** The `content-type` header as it came, or null. */
      mediaType: string | null;
      etag: string | null;
      lastModified: string | null;
      /** The address after redirects. */
      finalUrl: string;
    }
  | { status: 'not_modified' };

export type FetchFailureReason =
  /** The address, or one it redirects to, may not be fetched. */
  | 'refused'
  /** Answered with 404 or 410: it is not there any more. */
  | 'gone'
  /** Answered with another 4xx. */
  | 'denied'
  /** Answered with 429 or 503: asked to wait. */
  | 'busy'
  /** Answered with another 5xx. */
  | 'server_error'
  /** No answer, or not all of it, in time. */
  | 'timeout'
  /** More bytes than asked for. */
  | 'too_large'
  /** More than five redirects, a loop, or a redirect to nowhere. */
  | 'redirects'
  /** No connection, or it ended before the body did. */
  | 'unreachable';

export interface FetchFailure {
  reason: FetchFailureReason;
  /** For people: what happened and, where there is something to do, what. */
  detail: string;
  /** True where the same request may succeed later. */
  retryable: boolean;
  /** The status that was answered, or null where there was no answer. */
  httpStatus: number | null;
  /** What `Retry-After` asked for in seconds, at most a day; null where it asked nothing. */
  retryAfterSeconds: number | null;
}

export interface FetchOutsideOptions {
  /** Sent as `If-None-Match`. */
  etag?: string | null;
  /** Sent as `If-Modified-Since`. */
  lastModified?: string | null;
  /** Bytes of the body after decompression. */
  maxBytes: number;
  /** Milliseconds for all of it: redirects and body included. */
  timeoutMs: number;
  /** True only on one's own machine: lets loopback addresses through, with any port. Other private addresses stay refused. */
  allowLoopback: boolean;
}
