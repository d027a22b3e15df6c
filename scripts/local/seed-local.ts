import { join } from 'node:path';
import type { Miniflare } from 'miniflare';
import { createFieldCipher } from '../../src/auth/field-cipher.ts';
import { newId } from '../../src/domain/ids.ts';
import { TIER_LIMITS } from '../../src/domain/tiers.ts';
import { indexArticle } from '../../src/retrieve/index-article.ts';
import { openRecords } from '../../src/store/database.ts';
import { KnowledgeIndex } from '../../src/store/knowledge/knowledge-index.ts';
import { createRecords } from '../../src/store/records.ts';
import { DEMO, seedDemo } from '../seed.ts';
import { ROOT } from './paths.ts';

const KNOWLEDGE = join(ROOT, 'demo/knowledge');

/** Seeds the demo organization into the runtime's databases. Articles that the demo no longer has are removed. */
export async function seedLocal(
  mf: Miniflare,
  secrets: Record<string, string>,
  say: (line: string) => void,
): Promise<void> {
  say('seeding the demo organization, once');
  const records = createRecords({
    db: openRecords(await mf.getD1Database('RECORDS')),
    sealer: createFieldCipher(JSON.parse(secrets.FIELD_KEYS ?? '[]')),
    clock: () => Date.now(),
    newId,
  });
  const index = new KnowledgeIndex(await mf.getD1Database('KNOWLEDGE'));
  const seeded = new Set<string>();
  await seedDemo({
    records,
    say,
    knowledgeDir: KNOWLEDGE,
    putArticle: async (organizationId, input) => {
      seeded.add(input.externalId);
      const put = await records.articles.put(organizationId, input, TIER_LIMITS.business.articles);
      if (!put.ok) throw new Error(`${input.externalId}: ${put.error.reason}`);
      const { article } = put.value;
      if (article.indexState === 'indexed') return false;
      await indexArticle({ ...input, ...article, articleId: article.id }, { index });
      await records.articles.setIndexState(organizationId, article.id, article.version, {
        indexState: 'indexed',
      });
      return true;
    },
  });
  await removeVanished(records, index, seeded);
}

async function removeVanished(
  records: ReturnType<typeof createRecords>,
  index: KnowledgeIndex,
  present: ReadonlySet<string>,
): Promise<void> {
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await records.articles.list(DEMO.organizationId, {
      limit: 100,
      ...(cursor ? { cursor } : {}),
    });
    if (!page.ok) throw new Error(page.error.reason);
    cursor = page.value.nextCursor;
    for (const { externalId, url } of page.value.data) {
      // Only what the seed wrote: an article that someone added by hand stays.
      if (present.has(externalId) || url !== `/demo/help/${externalId}/`) continue;
      const gone = await records.articles.remove(DEMO.organizationId, externalId);
      if (gone.ok) await index.remove(DEMO.organizationId, gone.value.articleId);
    }
  }
}
