import * as z from 'zod';
import { err, ok, type Result } from '../../domain/result.ts';
import type { EmbedFailure } from '../../domain/vectors.ts';

const answer = z.object({
  data: z.array(
    z.object({ index: z.int().nonnegative(), embedding: z.union([z.string(), z.array(z.number())]) }),
  ),
});

const problem = z.object({
  error: z.object({
    message: z.string().optional(),
    type: z.string().nullish(),
    code: z.union([z.string(), z.number()]).nullish(),
  }),
});

/** What an account that may spend nothing more is answered with; waiting does not help. */
const SPENT = new Set([
  'insufficient_quota',
  'credit_balance_exhausted',
  'organization_spend_limit_exceeded',
  'project_spend_limit_exceeded',
  'organization_usage_limit_exceeded',
  'billing_hard_limit_reached',
]);

/** Characters of a provider's message that are kept: it may repeat the input. */
const DETAIL_CHARS = 200;

/**
 * The vectors of an OpenAI embeddings answer in the order of the texts, at unit length. Numbers and base64 (float32, little
 * endian) are both read. `bad_response` unless there is exactly one vector a text, of these dimensions and finite.
 */
export function readVectors(
  body: unknown,
  { count, dimensions }: { count: number; dimensions: number },
): Result<Float32Array[], EmbedFailure> {
  const parsed = answer.safeParse(body);
  if (!parsed.success) return err({ reason: 'bad_response', detail: 'not a list of embeddings' });
  const vectors: Float32Array[] = [];
  for (const { index, embedding } of parsed.data.data) {
    const vector = toUnit(
      typeof embedding === 'string' ? fromBase64(embedding) : Float32Array.from(embedding),
    );
    if (vector === null || vector.length !== dimensions)
      return err({ reason: 'bad_response', detail: `not ${dimensions} finite numbers` });
    vectors[index] = vector;
  }
  const complete = vectors.length === count && Object.keys(vectors).length === count;
  return complete
    ? ok(vectors)
    : err({ reason: 'bad_response', detail: `not one vector for each of ${count} texts` });
}

/** What an answer other than 2xx means. Status and code count, never the wording. */
export function readFailure(status: number, headers: Headers, text: string, now: number): EmbedFailure {
  const parsed = problem.safeParse(parseJson(text));
  const codes = parsed.success ? [parsed.data.error.code, parsed.data.error.type].map(String) : [];
  if (status === 402 || (status === 429 && codes.some((code) => SPENT.has(code))))
    return { reason: 'quota_exhausted' };
  if (status === 429) return { reason: 'rate_limited', retryAfterMs: retryAfter(headers, now) };
  if (status === 401 || status === 403) return { reason: 'unauthorized' };
  if (status === 408 || status === 409 || status >= 500) return { reason: 'unavailable' };
  const why = (parsed.success ? parsed.data.error.message : undefined) ?? `status ${status}`;
  return { reason: 'refused', detail: why.slice(0, DETAIL_CHARS) };
}

/** `retry-after-ms`, or `retry-after` in seconds or as a date. */
function retryAfter(headers: Headers, now: number): number | null {
  const ms = Number(headers.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(ms) && ms >= 0) return ms;
  const after = headers.get('retry-after');
  if (after === null) return null;
  const seconds = Number(after);
  if (Number.isFinite(seconds) && seconds >= 0) return seconds * 1_000;
  const date = Date.parse(after);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** The JSON of a text, or undefined. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fromBase64(text: string): Float32Array | null {
  let raw: string;
  try {
    raw = atob(text);
  } catch {
    return null;
  }
  if (raw.length % 4 !== 0) return null;
  const view = new DataView(Uint8Array.from(raw, (char) => char.charCodeAt(0)).buffer);
  return Float32Array.from({ length: raw.length / 4 }, (_, at) => view.getFloat32(at * 4, true));
}

/** Scaled to length 1; null when that is not possible. Providers that shorten vectors do not always scale them again. */
function toUnit(vector: Float32Array | null): Float32Array | null {
  if (vector === null) return null;
  let squares = 0;
  for (const value of vector) squares += value * value;
  if (!Number.isFinite(squares) || squares === 0) return null;
  const length = Math.sqrt(squares);
  return vector.map((value) => value / length);
}
