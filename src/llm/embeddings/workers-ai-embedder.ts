import * as z from 'zod';
import { err, ok, type Result } from '../../domain/result.ts';
import type { EmbedFailure, EmbedKind } from '../../domain/vectors.ts';
import { Breaker } from '../breaker.ts';
import { batchTexts } from './batch-texts.ts';
import { readVectors } from './read-answer.ts';
import { type CallDeps, withRetry } from './retry.ts';

/** What is used of the binding `AI`; models come and go, so the name is a setting. */
export interface WorkersAiBinding {
  run(model: string, input: { text: string[]; truncate_inputs: boolean }): Promise<unknown>;
}

export const WORKERS_AI_EMBEDDINGS = {
  model: '@cf/baai/bge-m3',
  dimensions: 1_024,
  maxChars: 8_000,
} as const;

/** Texts a call: what the models' batches take. */
const TEXTS_PER_CALL = 100;
/** UTF-16 units a call: the batch is padded to its longest text, so long texts go in small groups. */
const CHARS_PER_CALL = 100_000;

const answer = z.object({ data: z.array(z.array(z.number())) });

/** Embeddings of Workers AI: the text stays with Cloudflare. Implements the port `Embedder`. */
export class WorkersAiEmbedder {
  readonly name: string;
  readonly dimensions: number;
  readonly maxChars: number;
  private readonly ai: WorkersAiBinding;
  private readonly model: string;
  private readonly deps: CallDeps;
  private readonly breaker: Breaker;

  constructor(
    ai: WorkersAiBinding,
    settings: { model: string; dimensions: number; maxChars: number },
    deps: CallDeps,
  ) {
    this.ai = ai;
    this.model = settings.model;
    this.dimensions = settings.dimensions;
    this.maxChars = settings.maxChars;
    this.name = `${settings.model}-${settings.dimensions}`;
    this.deps = deps;
    this.breaker = new Breaker(deps.clock);
  }

  async embed(
    texts: readonly string[],
    kind: EmbedKind,
    signal?: AbortSignal,
  ): Promise<Result<Float32Array[], EmbedFailure>> {
    const vectors: Float32Array[] = [];
    const limits = { maxChars: this.maxChars, perRequest: TEXTS_PER_CALL, charsPerRequest: CHARS_PER_CALL };
    for (const batch of batchTexts(texts, limits)) {
      const result = await withRetry(
        () => this.call(batch),
        { kind, signal, breaker: this.breaker },
        this.deps,
      );
      if (!result.ok) return result;
      vectors.push(...result.value);
    }
    return ok(vectors);
  }

  private async call(text: string[]): Promise<Result<Float32Array[], EmbedFailure>> {
    let body: unknown;
    try {
      body = await this.ai.run(this.model, { text, truncate_inputs: true });
    } catch (cause) {
      return err(failureOf(cause instanceof Error ? cause.message : ''));
    }
    const parsed = answer.safeParse(body);
    if (!parsed.success) return err({ reason: 'bad_response', detail: 'not a list of vectors' });
    const data = parsed.data.data.map((embedding, index) => ({ index, embedding }));
    return readVectors({ data }, { count: text.length, dimensions: this.dimensions });
  }
}

/** The service's codes that waiting does not change: https://developers.cloudflare.com/workers-ai/platform/errors/ */
const REFUSED = new Set(['3003', '3006', '3042', '5004', '5005', '5007', '5019']);
const FORBIDDEN = new Set(['3023', '3041', '5016', '5018']);

/** The binding throws errors whose message begins with the service's code. */
function failureOf(message: string): EmbedFailure {
  const code = /^\W*(\d{4})\b/.exec(message)?.[1] ?? '';
  if (code === '3036') return { reason: 'quota_exhausted' };
  if (code === '3040') return { reason: 'rate_limited', retryAfterMs: null };
  if (FORBIDDEN.has(code)) return { reason: 'unauthorized' };
  if (REFUSED.has(code)) return { reason: 'refused', detail: `Workers AI error ${code}` };
  return { reason: 'unavailable' };
}
