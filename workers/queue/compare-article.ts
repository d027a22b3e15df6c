import type { QueueMessage } from '../../src/protocol/queue.ts';
import { compareArticle } from '../../src/retrieve/compare/compare-article.ts';
import { ComparisonReaderD1 } from '../../src/store/knowledge/comparison-reader.ts';
import { ComparisonRepository } from '../../src/store/knowledge/comparisons.ts';

type CompareMessage = Extract<QueueMessage, { kind: 'compare' }>;

/**
 * Compares a part of an article with its nearest neighbours, stores what was found, and sends itself on to the next part.
 * Reads what is served now, so that a late or repeated message finds the same and adds nothing twice.
 */
export async function compareOneStep(
  message: CompareMessage,
  deps: { knowledge: D1Database; enqueue(message: CompareMessage): Promise<void> },
): Promise<void> {
  const { organizationId, articleId, from } = message;
  const reader = new ComparisonReaderD1(deps.knowledge);
  const found = await compareArticle({ organizationId, articleId, from }, { reader });
  await new ComparisonRepository(deps.knowledge).add(organizationId, [
    ...found.duplicates.map(({ similarity, sides }) => ({
      kind: 'duplicate' as const,
      reason: 'copy',
      score: similarity,
      sides,
    })),
    ...found.contradictions.map((one) => ({ kind: 'contradiction' as const, ...one })),
  ]);
  if (found.next !== null) await deps.enqueue({ ...message, from: found.next });
}
