import { err, ok, type Result } from '../../domain/result.ts';
import type { EmbedFailure, EmbedKind } from '../../domain/vectors.ts';
import { Breaker } from '../breaker.ts';
import { batchTexts } from './batch-texts.ts';
import { parseJson, readFailure, readVectors } from './read-answer.ts';
import { type CallDeps, withRetry } from './retry.ts';
import { EMBEDDING_LIMITS, type EmbeddingSettings } from './settings.ts';

/**
 * Embeddings of OpenAI, or of any server that speaks its format. What is handed in leaves the platform: it must be masked.
 * Implements the port `Embedder`. Plain `fetch`: the official client repeats by its own rules and hides what it waits for.
 */
export class HttpEmbedder {
  readonly name: string;
  readonly dimensions: number;
  readonly maxChars: number;
  private readonly settings: EmbeddingSettings;
  private readonly deps: CallDeps & { fetch: typeof fetch };
  private readonly breaker: Breaker;

  constructor(settings: EmbeddingSettings, deps: CallDeps & { fetch: typeof fetch }) {
    this.settings = settings;
    this.deps = deps;
    this.name = `${settings.model}-${settings.dimensions}`;
    this.dimensions = settings.dimensions;
    this.maxChars = settings.maxTokens * EMBEDDING_LIMITS.charsPerToken;
    this.breaker = new Breaker(deps.clock);
  }

  async embed(
    texts: readonly string[],
    kind: EmbedKind,
    signal?: AbortSignal,
  ): Promise<Result<Float32Array[], EmbedFailure>> {
    const vectors: Float32Array[] = [];
    const batches = batchTexts(texts, {
      maxChars: this.maxChars,
      perRequest: EMBEDDING_LIMITS.textsPerRequest,
      charsPerRequest: EMBEDDING_LIMITS.charsPerRequest,
    });
    for (const batch of batches) {
      const result = await withRetry(
        (inner) => this.request(batch, inner),
        { kind, signal, breaker: this.breaker },
        this.deps,
      );
      if (!result.ok) return result;
      vectors.push(...result.value);
    }
    return ok(vectors);
  }

  private async request(
    input: readonly string[],
    signal: AbortSignal,
  ): Promise<Result<Float32Array[], EmbedFailure>> {
    const { baseUrl, apiKey, model, dimensions, sendDimensions } = this.settings;
    let response: Response;
    let text: string | null;
    try {
      response = await this.deps.fetch(`${baseUrl.replace(/\/$/, '')}/embeddings`, {
        method: 'POST',
        headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          model,
          input,
          encoding_format: 'base64',
          ...(sendDimensions ? { dimensions } : {}),
        }),
        redirect: 'manual',
        signal,
      });
      text = await readText(response, EMBEDDING_LIMITS.answerBytes);
    } catch {
      return err({ reason: 'unavailable' });
    }
    if (!response.ok)
      return err(readFailure(response.status, response.headers, text ?? '', this.deps.clock()));
    if (text === null) return err({ reason: 'bad_response', detail: 'larger than any answer should be' });
    return readVectors(parseJson(text), { count: input.length, dimensions });
  }
}

/** The body as text, or null when it is longer than `maxBytes`; the rest is not read then. */
async function readText(response: Response, maxBytes: number): Promise<string | null> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const part of response.body) {
    size += part.byteLength;
    if (size > maxBytes) return null;
    text += decoder.decode(part, { stream: true });
  }
  return text + decoder.decode();
}
