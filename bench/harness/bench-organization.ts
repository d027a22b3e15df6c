import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Miniflare } from 'miniflare';
import { applyMigrations } from '../../scripts/local/apply-migrations.ts';
import { bundleProduct } from '../../scripts/local/bundle-product.ts';
import { localSecrets } from '../../scripts/local/local-keys.ts';
import { ROOT } from '../../scripts/local/paths.ts';
import { startRuntime } from '../../scripts/local/runtime.ts';
import { newApiKey } from '../../src/auth/api-key.ts';
import { createFieldCipher } from '../../src/auth/field-cipher.ts';
import { newId } from '../../src/domain/ids.ts';
import type { IndexedArticle } from '../../src/retrieve/article.ts';
import { openRecords } from '../../src/store/database.ts';
import { KnowledgeIndex } from '../../src/store/knowledge/knowledge-index.ts';
import { createRecords } from '../../src/store/records.ts';

const ORGANIZATION_ID = 'org_bench';
/** Every run makes a key, and the folder is used again. */
const KEYS_MAX = 1_000_000;
/** Exists once every article is indexed. */
const INDEXED = 'indexed.stamp';

/** The real product with one organization whose knowledge is the bench's. */
export interface BenchProduct {
  url: string;
  mf: Miniflare;
  widgetKey: string;
  /** Of the role analyst: may search. */
  apiKey: string;
  stop(): Promise<void>;
}

/**
 * Starts the product's Worker in a state folder of its own, with an organization that knows `articles`. The edge's rate
 * limits are lifted, since one address stands for many; each conversation's own limit stays as it is.
 */
export async function startBenchProduct(
  articles: readonly IndexedArticle[],
  progress: (line: string) => void,
): Promise<BenchProduct> {
  const stateDir = await stateFolder(articles);
  const secrets = await localSecrets(stateDir);
  const lifted = (namespace_id: string) => ({
    namespace_id,
    simple: { limit: 1_000_000, period: 60 as const },
  });
  const { mf, url } = await startRuntime({
    ...(await bundleProduct()),
    stateDir,
    port: 0,
    bindings: { ENVIRONMENT: 'local', ...secrets },
    overrides: { ratelimits: { RATE_PUBLIC: lifted('1001'), RATE_LOGIN: lifted('1002') } },
    onLog: () => {},
  });
  const stop = () => mf.dispose();
  try {
    const keys = await seed(mf, { stateDir, secrets, articles, progress });
    return { url, mf, ...keys, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function seed(
  mf: Miniflare,
  input: {
    stateDir: string;
    secrets: Record<string, string>;
    articles: readonly IndexedArticle[];
    progress: (line: string) => void;
  },
): Promise<{ widgetKey: string; apiKey: string }> {
  const { stateDir, secrets, articles, progress } = input;
  const [recordsDb, knowledgeDb] = [await mf.getD1Database('RECORDS'), await mf.getD1Database('KNOWLEDGE')];
  await applyMigrations(recordsDb, join(ROOT, 'migrations/records'));
  await applyMigrations(knowledgeDb, join(ROOT, 'migrations/knowledge'));
  const sealer = createFieldCipher(JSON.parse(secrets.FIELD_KEYS ?? '[]'));
  const records = createRecords({ db: openRecords(recordsDb), sealer, clock: () => Date.now(), newId });
  const widgetKey = 'wk_bench';
  await records.organizations.create({ id: ORGANIZATION_ID, name: 'Bench', tier: 'business', widgetKey });
  const { key, hash, prefix } = await newApiKey();
  const made = { hash, prefix, name: 'bench', role: 'admin', createdBy: null } as const;
  await records.apiKeys.create(ORGANIZATION_ID, made, KEYS_MAX);
  const stamp = join(stateDir, INDEXED);
  if (existsSync(stamp)) return { widgetKey, apiKey: key };
  const index = new KnowledgeIndex(knowledgeDb);
  for (const [at, article] of articles.entries()) {
    await index.replace({ ...article, organizationId: ORGANIZATION_ID });
    if ((at + 1) % 500 === 0) progress(`turn: ${at + 1} of ${articles.length} articles indexed`);
  }
  await writeFile(stamp, '');
  return { widgetKey, apiKey: key };
}

/**
 * Indexing takes minutes, so a folder with the same articles and the same schema is used again; others are removed. What
 * earlier runs left in it (conversations, keys) is in nobody's way.
 */
async function stateFolder(articles: readonly IndexedArticle[]): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(articles));
  for (const database of ['records', 'knowledge']) {
    const folder = join(ROOT, 'migrations', database);
    for (const name of (await readdir(folder)).filter((one) => one.endsWith('.sql')).sort())
      hash.update(await readFile(join(folder, name)));
  }
  const base = join(ROOT, 'dist', 'bench');
  await mkdir(base, { recursive: true });
  const wanted = `product-${hash.digest('hex').slice(0, 12)}`;
  for (const name of await readdir(base)) {
    if (name.startsWith('product-') && (name !== wanted || !existsSync(join(base, name, INDEXED))))
      await rm(join(base, name), { recursive: true, force: true });
  }
  return join(base, wanted);
}
