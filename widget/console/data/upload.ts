/** Longest time for one file: 25 MB at 1 Mbit/s take 200 s. */
const TIMEOUT_MS = 300_000;

/** A `PUT` that tells how much of the body is sent, 0 to 1, which `fetch` cannot. Rejects without an answer. */
export function upload(
  path: string,
  headers: Record<string, string>,
  body: Blob,
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<Response> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open('PUT', path);
    request.timeout = TIMEOUT_MS;
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0);
    request.onload = () => done(responseOf(request));
    request.onerror = () => fail(new TypeError('no answer'));
    request.ontimeout = () => fail(new TypeError('no answer in time'));
    request.onabort = () => fail(signal.reason);
    if (signal.aborted) return fail(signal.reason);
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(body);
  });
}

function responseOf(request: XMLHttpRequest): Response {
  const { status, responseText } = request;
  const after = request.getResponseHeader('Retry-After');
  return new Response(status === 204 ? null : responseText, {
    status,
    headers: after ? { 'Retry-After': after } : {},
  });
}
