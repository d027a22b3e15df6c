import { err, ok, type Result } from '../../src/domain/result.ts';
import type { ArticleHead, ArticleInput, IndexState } from '../../src/store/articles.ts';
import { articleIndexed, articleIndexFailed } from '../../src/telemetry/events.ts';
import type { Logger } from '../../src/telemetry/logger.ts';
import { noteIndexed } from '../note-indexed.ts';
import type { HttpDeps } from './deps.ts';
import type { Failure } from './problem.ts';

/** An article as it is stored now and whether it can be found already. */
export interface StoredArticle {
  article: ArticleHead;
  state: IndexState;
  created: boolean;
}

/**
 * The one way by which a caller's text becomes an article: stored, then indexed while the caller waits; what fails is tried again
 * through the queue, and the sweep after it. Whom it is not for any more is not told of it from now on, indexed or not. Throws where
 * that cannot be written.
 */
export async function storeArticle(
  deps: HttpDeps,
  request: { organizationId: string; input: ArticleInput; log: Logger; requestId: string },
): Promise<Result<StoredArticle, Failure>> {
  const { organizationId, input, log, requestId } = request;
  const organization = await deps.organizations.byId(organizationId);
  if (!organization) return err({ reason: 'not_found' });
  const stored = await deps.records.articles.put(organizationId, input, organization.limits.articles);
  if (!stored.ok) return stored;
  const { article, created, changed } = stored.value;
  const done = !changed && article.indexState === 'indexed';
  const state = done ? 'indexed' : await indexNow(deps, log, article, requestId);
  return ok({ article, state, created });
}

async function indexNow(
  deps: HttpDeps,
  log: Logger,
  head: ArticleHead,
  requestId: string,
): Promise<IndexState> {
  const { organizationId, id: articleId, version } = head;
  const startedMs = deps.clock();
  const article = await deps.records.articles.getById(organizationId, articleId);
  if (!article || article.version !== version) return 'pending';
  try {
    await deps.knowledge.index(article);
    await noteIndexed(deps, article);
    articleIndexed(log, { organizationId, articleId, version, durationMs: deps.clock() - startedMs });
    return 'indexed';
  } catch (thrown) {
    articleIndexFailed(log, { organizationId, articleId, version }, thrown);
    await deps.enqueue({
      kind: 'index',
      eventId: deps.newId('evt'),
      requestId,
      organizationId,
      articleId,
      version,
    });
    // An answer that says "stored" says that nobody is told who may not be; where even that cannot be written, the caller must know.
    if (!article.audience.includes('public'))
      await deps.knowledge.restrictAudience(organizationId, articleId, article.audience);
    return 'pending';
  }
}
