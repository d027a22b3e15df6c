import type { Result } from '../../domain/result.ts';
import type { EmbedFailure, EmbedKind } from '../../domain/vectors.ts';

/**
 * Turns texts into vectors of unit length. What is embedded may leave the platform, so **callers hand in text whose personal
 * data is masked already**: `indexVectors` and `findSimilar` take the masking as a dependency and do.
 */
export interface Embedder {
  /** Names model and dimensions; vectors of different names are never compared. */
  readonly name: string;
  readonly dimensions: number;
  /** UTF-16 units of a text that are read; callers cut what is longer. */
  readonly maxChars: number;
  /** As many vectors as texts, in their order, or none. Never throws. */
  embed(
    texts: readonly string[],
    kind: EmbedKind,
    signal?: AbortSignal,
  ): Promise<Result<Float32Array[], EmbedFailure>>;
}
