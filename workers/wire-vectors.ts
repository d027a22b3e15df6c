import { AppError } from '../src/domain/errors.ts';
import type { Result } from '../src/domain/result.ts';
import type { EmbedFailure, VectorFailure, VectorFilters, VectorHit } from '../src/domain/vectors.ts';
import { HttpEmbedder } from '../src/llm/embeddings/http-embedder.ts';
import { OPENAI_EMBEDDINGS } from '../src/llm/embeddings/settings.ts';
import { WORKERS_AI_EMBEDDINGS, WorkersAiEmbedder } from '../src/llm/embeddings/workers-ai-embedder.ts';
import type { Embedder } from '../src/retrieve/vectors/embedder.ts';
import { findSimilar } from '../src/retrieve/vectors/find-similar.ts';
import { type IndexVectorsDeps, indexVectors } from '../src/retrieve/vectors/index-vectors.ts';
import { QueryVectors } from '../src/retrieve/vectors/query-vectors.ts';
import { EmbeddedVectors } from '../src/store/vectors/embedded-vectors.ts';
import { StoredEmbeddings } from '../src/store/vectors/embedding-cache.ts';
import { type VectorizeBinding, VectorizeVectors } from '../src/store/vectors/vectorize-vectors.ts';
import { mask } from '../src/understand/mask/mask.ts';

/** Optional bindings and variables. Without `EMBEDDINGS` nothing is embedded and search goes by words. */
export interface VectorEnv {
  /** `openai` (or any server of its format) or `workers-ai`. */
  EMBEDDINGS?: string;
  EMBEDDINGS_KEY?: string;
  EMBEDDINGS_URL?: string;
  EMBEDDINGS_MODEL?: string;
  EMBEDDINGS_DIMENSIONS?: string;
  AI?: Ai;
  /** Vectorize, with as many dimensions as the embedder and metadata indexes on `article` and `language`. */
  VECTORS?: VectorizeBinding;
}

/** Search by meaning beside the search by words. */
export interface Vectors {
  /** Names the embedder; vectors made under another name are not seen. */
  name: string;
  /** After the lexical index has the article. A failure is retried by indexing the article again. */
  index(
    article: Parameters<typeof indexVectors>[0],
  ): Promise<Result<{ embedded: number }, EmbedFailure | VectorFailure>>;
  /** After the lexical index has removed the article. */
  remove(organizationId: string, articleId: string): Promise<Result<void, VectorFailure>>;
  /** Candidates: whoever asks keeps those that the lexical index serves. */
  similar(
    request: { organizationId: string; query: string; limit: number; filters?: VectorFilters },
    signal?: AbortSignal,
  ): Promise<Result<VectorHit[], EmbedFailure | VectorFailure>>;
}

const wired = new WeakMap<D1Database, Vectors | null>();

/** The vectors of an isolate: one copy in memory, one list of questions and one breaker for all that ask. */
export function vectorsOf(env: VectorEnv & { KNOWLEDGE: D1Database }): Vectors | null {
  const known = wired.get(env.KNOWLEDGE);
  if (known !== undefined) return known;
  const vectors = wireVectors(env);
  wired.set(env.KNOWLEDGE, vectors);
  return vectors;
}

/** Joins embedder and index; null when no embedder is configured. Throws `configuration` when it is configured wrongly. */
export function wireVectors(env: VectorEnv & { KNOWLEDGE: D1Database }): Vectors | null {
  const embedder = wireEmbedder(env);
  if (embedder === null) return null;
  const clock = () => Date.now();
  const vectors = env.VECTORS
    ? new VectorizeVectors(env.VECTORS, env.KNOWLEDGE, embedder)
    : new EmbeddedVectors(env.KNOWLEDGE, embedder, { clock });
  const cache = new StoredEmbeddings(env.KNOWLEDGE, clock);
  const deps: IndexVectorsDeps = { embedder, vectors, cache, mask: (text) => mask(text).text };
  const queries = new QueryVectors();
  return {
    name: embedder.name,
    index: (article) => indexVectors(article, deps),
    remove: (organizationId, articleId) => vectors.remove(organizationId, articleId),
    similar: (request, signal) => findSimilar(request, { ...deps, queries, ...(signal ? { signal } : {}) }),
  };
}

function wireEmbedder(env: VectorEnv): Embedder | null {
  const deps = {
    clock: () => Date.now(),
    random: Math.random,
    sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
    fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init),
  };
  const dimensions = parseDimensions(env.EMBEDDINGS_DIMENSIONS);
  switch (env.EMBEDDINGS ?? '') {
    case '':
      return null;
    case 'openai':
      if (!env.EMBEDDINGS_KEY) throw wrong('EMBEDDINGS is openai, and EMBEDDINGS_KEY is not set');
      return new HttpEmbedder(
        {
          ...OPENAI_EMBEDDINGS,
          apiKey: env.EMBEDDINGS_KEY,
          baseUrl: parseUrl(env.EMBEDDINGS_URL) ?? OPENAI_EMBEDDINGS.baseUrl,
          model: env.EMBEDDINGS_MODEL ?? OPENAI_EMBEDDINGS.model,
          dimensions: dimensions ?? OPENAI_EMBEDDINGS.dimensions,
          // Only the third generation of OpenAI's models knows the field; other servers may refuse it.
          sendDimensions: (env.EMBEDDINGS_MODEL ?? OPENAI_EMBEDDINGS.model).startsWith('text-embedding-3'),
        },
        deps,
      );
    case 'workers-ai': {
      const ai = env.AI;
      if (!ai) throw wrong('EMBEDDINGS is workers-ai, and there is no binding AI');
      const model = env.EMBEDDINGS_MODEL ?? WORKERS_AI_EMBEDDINGS.model;
      const settings = {
        ...WORKERS_AI_EMBEDDINGS,
        model,
        dimensions: dimensions ?? WORKERS_AI_EMBEDDINGS.dimensions,
      };
      return new WorkersAiEmbedder({ run: (name, input) => ai.run(name, input) }, settings, deps);
    }
    default:
      throw wrong('EMBEDDINGS must be openai or workers-ai, or not be set');
  }
}

/** Dimensions that both indexes take. */
const MAX_DIMENSIONS = 1_536;

function parseDimensions(text: string | undefined): number | null {
  if (text === undefined || text === '') return null;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 8 && value <= MAX_DIMENSIONS) return value;
  throw wrong(`EMBEDDINGS_DIMENSIONS must be a whole number from 8 to ${MAX_DIMENSIONS}`);
}

/** `https`, or `http` on the same machine: the key and customers' words travel there. */
function parseUrl(text: string | undefined): string | null {
  if (text === undefined || text === '') return null;
  const url = URL.parse(text);
  const local = url?.hostname === '127.0.0.1' || url?.hostname === 'localhost' || url?.hostname === '[::1]';
  if (url && (url.protocol === 'https:' || (url.protocol === 'http:' && local))) return text;
  throw wrong('EMBEDDINGS_URL must be an https address, such as https://api.openai.com/v1');
}

function wrong(why: string): AppError {
  return new AppError('configuration', why);
}
