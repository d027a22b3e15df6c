import { createFieldCipher } from '../../src/auth/field-cipher.ts';
import { newId } from '../../src/domain/ids.ts';
import { TIER_LIMITS } from '../../src/domain/tiers.ts';
import { indexArticle } from '../../src/retrieve/index-article.ts';
import type { ArticleInput } from '../../src/store/articles.ts';
import { openRecords } from '../../src/store/database.ts';
import { KnowledgeIndex } from '../../src/store/knowledge/knowledge-index.ts';
import { createRecords, type Records } from '../../src/store/records.ts';
import { removeVersioned, versionedIndex } from '../../workers/versioned-index.ts';
import { DEMO, seedDemo } from '../seed.ts';

interface SeedEnv {
  RECORDS: D1Database;
  KNOWLEDGE: D1Database;
  FIELD_KEYS: string;
}

/** Runs only while a local state folder is prepared: `POST` the demo's articles, and the demo organization is there. */
export default {
  async fetch(request: Request, env: SeedEnv): Promise<Response> {
    const articles: ArticleInput[] = await request.json();
    const records = createRecords({
      db: openRecords(env.RECORDS),
      sealer: createFieldCipher(JSON.parse(env.FIELD_KEYS)),
      clock: () => Date.now(),
      newId,
    });
    const index = new KnowledgeIndex(env.KNOWLEDGE);
    const putArticle = (organizationId: string, input: ArticleInput) =>
      put({ records, index }, organizationId, input);
    const seeded = await seedDemo({ records, articles, putArticle });
    await removeVanished({ records, index }, new Set(articles.map((article) => article.externalId)));
    return Response.json(seeded);
  },
};

interface Stores {
  records: Records;
  index: KnowledgeIndex;
}

async function put(
  { records, index }: Stores,
  organizationId: string,
  input: ArticleInput,
): Promise<boolean> {
  const stored = await records.articles.put(organizationId, input, TIER_LIMITS.business.articles);
  if (!stored.ok) throw new Error(`${input.externalId}: ${stored.error.reason}`);
  const { article } = stored.value;
  if (article.indexState === 'indexed') return false;
  const versioned = versionedIndex({
    index,
    versions: records.articleVersions,
    externalId: input.externalId,
  });
  await indexArticle({ ...input, ...article, articleId: article.id }, { index: versioned });
  await records.articles.setIndexState(organizationId, article.id, article.version, {
    indexState: 'indexed',
  });
  return true;
}

/** Articles that the demo no longer has go; what someone added by hand stays. */
async function removeVanished({ records, index }: Stores, present: ReadonlySet<string>): Promise<void> {
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await records.articles.list(DEMO.organizationId, {
      limit: 100,
      ...(cursor ? { cursor } : {}),
    });
    if (!page.ok) throw new Error(page.error.reason);
    cursor = page.value.nextCursor;
    for (const { externalId, url } of page.value.data) {
      if (present.has(externalId) || url !== `/demo/help/${externalId}/`) continue;
      const gone = await records.articles.remove(DEMO.organizationId, externalId);
      const versioned = { index, versions: records.articleVersions };
      if (gone.ok) await removeVersioned(versioned, DEMO.organizationId, gone.value.articleId);
    }
  }
}
