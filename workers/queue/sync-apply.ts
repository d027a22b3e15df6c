import { audienceBits } from '../../src/domain/audience.ts';
import { openDocument, type StoredPart } from '../../src/retrieve/sync/stored-document.ts';
import type { ArticleHead } from '../../src/store/articles.ts';
import type { SourceArticle } from '../../src/store/source-articles.ts';
import { keysOf } from '../file-store.ts';
import { ClaimLost, MORE, must, STEP_MS, type StepEnd, type SyncJob } from './sync-deps.ts';

/** Articles of a step: each is about ten requests, of which an invocation may make a thousand. */
const ARTICLES_PER_STEP = 40;
/** Articles at once: what they wait for is the way to the databases and back. */
const AT_ONCE = 4;
/** Times that a step is begun before the article that it begins with is passed over. */
const STALLS = 4;
/** Tags of an article, and UTF-16 units of its title, as uploaded ones may have. */
const TAGS = 20;
const TITLE_CHARS = 300;

/** Makes what is served what is wanted, article by article; each is replaced or taken out at once. */
export async function applyArticles(job: SyncJob): Promise<StepEnd> {
  const { claim, sync, deps } = job;
  const { sourceArticles, sourceSyncs } = deps.records;
  const pending = await sourceArticles.pending(claim, ARTICLES_PER_STEP);
  const [first] = pending;
  if (!first) {
    must(await sourceSyncs.note(claim, { phase: 'finish' }));
    return MORE;
  }
  if (sync.stalls > STALLS && first.wanted !== null) {
    const detail = 'Indexing it never ended. Make it smaller, or leave it out.';
    must(await sourceArticles.refused(claim, first, 'process_ended', detail));
    return MORE;
  }
  const until = deps.clock() + STEP_MS;
  const open = opener(job);
  const [limit, present] = await Promise.all([
    deps.articlesMax(claim.organizationId),
    deps.records.articles.count(claim.organizationId),
  ]);
  // Where there is hardly room left, one after another: those that are counted at once would all find it.
  const atOnce = present + pending.length <= limit ? AT_ONCE : 1;
  for (let from = 0; from < pending.length && deps.clock() < until; from += atOnce) {
    const opened: [SourceArticle, StoredPart | null][] = [];
    for (const article of pending.slice(from, from + atOnce)) opened.push([article, await open(article)]);
    const ended = await Promise.allSettled(
      opened.map(([article, part]) =>
        article.wanted === null ? takeOut(job, article) : putIn(job, article, part, limit),
      ),
    );
    for (const one of ended) if (one.status === 'rejected') throw one.reason;
  }
  await followAudience(job);
  return MORE;
}

/** Whom the source is for may have been changed while a step wrote what it was for before: what it wrote follows at once. */
async function followAudience({ claim, source, deps: { records, knowledge } }: SyncJob): Promise<void> {
  const { organizationId } = claim;
  const audience = (await records.sources.get(organizationId, source.id))?.source.audience;
  if (!audience || audienceBits(audience) === audienceBits(source.audience)) return;
  const written = await records.articles.setAudienceOfSource(organizationId, source.id, audience);
  await knowledge.setAudience(organizationId, written, audience);
}

/** Opens stored documents; articles of one document come one after another, so the last is remembered. */
function opener({ claim, deps }: SyncJob) {
  const { organizationId, sourceId } = claim;
  let last: { content: string; parts: StoredPart[] } | null = null;
  return async ({ content, part, wanted }: SourceArticle): Promise<StoredPart | null> => {
    if (content === null || wanted === null) return null;
    if (last?.content !== content) {
      const bytes = await deps.files.get(keysOf(organizationId, sourceId).content(content));
      last = { content, parts: bytes ? openDocument(bytes) : [] };
    }
    return last.parts.find(({ key }) => key === part) ?? null;
  };
}

async function putIn(
  job: SyncJob,
  wanted: SourceArticle,
  part: StoredPart | null,
  limit: number,
): Promise<void> {
  const { claim, source, deps } = job;
  const { articles, sourceArticles } = deps.records;
  const refuse = async (reason: string, detail: string) =>
    must(await sourceArticles.refused(claim, wanted, reason, detail));
  if (!part) return refuse('lost', 'What was read of it is no longer stored. The next sync reads it again.');
  const input = {
    externalId: wanted.externalId,
    sourceId: source.id,
    title: titleOf(part, wanted.document),
    body: part.body,
    format: part.format,
    url: part.url,
    tags: [...new Set([...source.tags, ...part.tags])].slice(0, TAGS),
    locale: part.locale ?? source.locale,
    audience: source.audience,
    products: source.products,
  };
  const stored = await articles.put(claim.organizationId, input, limit, claim);
  if (!stored.ok) {
    if (stored.error.reason === 'limit_reached') {
      return refuse('limit_reached', `The organization may have at most ${limit} articles.`);
    }
    must(await deps.records.sourceSyncs.note(claim));
    return refuse('id_taken', `Another article has its id (${wanted.externalId}). Remove that one.`);
  }
  const outcome = await index(job, stored.value.article);
  must(await sourceArticles.applied(claim, wanted, { articleId: stored.value.article.id, ...outcome }));
}

/** What cannot be indexed now is tried again through the queue, and by the sweep after it, as for uploaded articles. */
async function index({ claim, message, deps }: SyncJob, head: ArticleHead) {
  const { organizationId, id: articleId, version } = head;
  const article = await deps.records.articles.getById(organizationId, articleId);
  if (!article || article.version !== version) throw new ClaimLost();
  try {
    const indexed = await deps.knowledge.index(article);
    await deps.records.articles.setIndexState(organizationId, articleId, version, { indexState: 'indexed' });
    return indexed;
  } catch (error) {
    deps.log('source_article_not_indexed', { organizationId, articleId, version, error: String(error) });
    must(await deps.records.sourceSyncs.note(claim));
    const { requestId } = message;
    const ids = { eventId: deps.newId('evt'), requestId, organizationId };
    await deps.enqueue({ kind: 'index', ...ids, articleId, version }, 0);
    return { chunks: 0, embedded: 0 };
  }
}

/** Out of the index first: what is not found any more can be forgotten. */
async function takeOut({ claim, source, deps }: SyncJob, gone: SourceArticle): Promise<void> {
  const { organizationId } = claim;
  must(await deps.records.sourceSyncs.note(claim));
  const article = await deps.records.articles.get(organizationId, gone.externalId);
  if (article?.sourceId === source.id) {
    await deps.knowledge.remove(organizationId, article.id);
    await deps.records.articles.remove(organizationId, gone.externalId);
  }
  must(await deps.records.sourceArticles.removed(claim, gone, gone.applied !== null));
}

function titleOf({ title }: StoredPart, document: string): string {
  const named =
    title.trim() === '' ? (document.split('/').findLast((segment) => segment !== '') ?? document) : title;
  return named.slice(0, TITLE_CHARS).toWellFormed();
}
