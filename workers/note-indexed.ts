import type { ArticleHead } from '../src/store/articles.ts';
import type { Records } from '../src/store/records.ts';
import type { KnowledgeOps } from './http/deps.ts';

/**
 * Notes that a version can be found. Where a newer one was stored while this one was indexed, it may be for fewer: what was just written is
 * for no more than the newer one from now on, whenever that will be indexed.
 */
export async function noteIndexed(
  { records, knowledge }: { records: Records; knowledge: Pick<KnowledgeOps, 'restrictAudience'> },
  { organizationId, id, version }: Pick<ArticleHead, 'organizationId' | 'id' | 'version'>,
): Promise<void> {
  const state = { indexState: 'indexed' } as const;
  if (await records.articles.setIndexState(organizationId, id, version, state)) return;
  const present = await records.articleVersions.presentOf(organizationId, id);
  if (present) await knowledge.restrictAudience(organizationId, id, present.audience);
}
