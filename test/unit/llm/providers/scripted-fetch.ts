/** What one HTTP request held, as it would have left. */
export interface Sent {
  url: string;
  headers: Record<string, string>;
  redirect: string | undefined;
  body: Record<string, unknown>;
  /** Set once the answer's body was given up before its end. */
  cancelled: boolean;
}

export interface Script {
  status?: number;
  headers?: Record<string, string>;
  /** Pieces of the body, one chunk each. `hang`: the stream stays open after them; `break`: the connection is lost. */
  pieces?: (string | Uint8Array)[];
  after?: 'end' | 'hang' | 'break';
  /** No answer comes at all; an abort is noted. */
  silent?: boolean;
}

/** A `fetch` that answers from a script and keeps what it was asked. A script that is an error is thrown. */
export function scriptedFetch(script: Script | Error): { fetch: typeof fetch; sent: Sent[] } {
  const sent: Sent[] = [];
  const scripted: typeof fetch = async (input, init) => {
    const request: Sent = {
      url: String(input),
      headers: Object.fromEntries(new Headers(init?.headers)),
      redirect: init?.redirect,
      body: JSON.parse(String(init?.body)),
      cancelled: false,
    };
    sent.push(request);
    if (script instanceof Error) throw script;
    if (script.silent) {
      init?.signal?.addEventListener('abort', () => {
        request.cancelled = true;
      });
      return new Promise<Response>(() => {});
    }
    const { status = 200, headers = {}, pieces = [], after = 'end' } = script;
    return new Response(streamOf(pieces, after, request), {
      status,
      headers: { 'content-type': status === 200 ? 'text/event-stream' : 'application/json', ...headers },
    });
  };
  return { fetch: scripted, sent };
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function streamOf(
  pieces: (string | Uint8Array)[],
  after: NonNullable<Script['after']>,
  request: Sent,
): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = pieces[at];
      at += 1;
      if (piece !== undefined) controller.enqueue(typeof piece === 'string' ? bytesOf(piece) : piece);
      else if (after === 'end') controller.close();
      else if (after === 'break') controller.error(new TypeError('terminated'));
      else return new Promise<void>(() => {});
      return undefined;
    },
    cancel() {
      request.cancelled = true;
    },
  });
}
