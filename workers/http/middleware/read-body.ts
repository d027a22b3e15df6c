import { err, ok, type Result } from '../../../src/domain/result.ts';

export type BodyFailure = { reason: 'too_large'; limitBytes: number } | { reason: 'not_utf8' };

/**
 * Reads a body as text, and not a byte more than `limitBytes`: the length is checked before, when the client names it, and
 * while reading, since it need not be true or there at all.
 */
export async function readBody(request: Request, limitBytes: number): Promise<Result<string, BodyFailure>> {
  const tooLarge = err({ reason: 'too_large' as const, limitBytes });
  if (Number(request.headers.get('content-length') ?? 0) > limitBytes) return tooLarge;
  if (request.body === null) return ok('');
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader: ReadableStreamDefaultReader<Uint8Array> = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > limitBytes) {
      await reader.cancel().catch(() => undefined);
      return tooLarge;
    }
    chunks.push(value);
  }
  return decode(chunks, bytes);
}

function decode(chunks: Uint8Array[], bytes: number): Result<string, BodyFailure> {
  const whole = chunks.length === 1 ? chunks[0] : join(chunks, bytes);
  try {
    return ok(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(whole));
  } catch {
    return err({ reason: 'not_utf8' });
  }
}

function join(chunks: Uint8Array[], bytes: number): Uint8Array {
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
