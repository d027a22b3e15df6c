import { EVERYBODY } from '../domain/audience.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { analyze } from './analyze.ts';
import { type ArticleVersion, type IndexedArticle, type IndexedChunk, titleAndTags } from './article.ts';
import { CHUNK, chunkText } from './chunk.ts';
import { cleanMarkdown } from './clean-markdown.ts';
import { cleanText } from './clean-text.ts';
import { htmlToText } from './html-to-text.ts';
import { mineSynonyms } from './mine-synonyms.ts';

/** The store of indexed articles. `replace` is one transaction: a search sees the old version or the new one, never a mix. */
export interface ArticleIndex {
  /** `stale` when a newer version is already served. */
  replace(article: IndexedArticle): Promise<Result<void, { reason: 'stale' }>>;
  remove(organizationId: string, articleId: string): Promise<void>;
}

export interface Indexed {
  chunks: number;
  /** True when the article had more chunks than are kept; its end is not searchable. */
  truncated: boolean;
}

export interface IndexDeps {
  index: ArticleIndex;
  /** The language of a text (ISO 639-1), null where it does not say. Asked where the owner did not say. */
  language?: (text: string) => string | null;
}

/**
 * Cleans, cuts, analyses and stores one version of an article. Idempotent; an older version than the one served answers
 * `stale`. Throws only what the store and `language` throw.
 */
export async function indexArticle(
  article: ArticleVersion,
  deps: IndexDeps,
): Promise<Result<Indexed, { reason: 'stale' }>> {
  const prepared = withLanguage(prepareArticle(article), deps.language);
  const stored = await deps.index.replace(prepared);
  if (!stored.ok) return err(stored.error);
  return ok({ chunks: prepared.chunks.length, truncated: prepared.chunks.length >= CHUNK.perArticle });
}

/** An article with the language that it is searched by: what its owner said, else what its title and text say. */
export function withLanguage(article: IndexedArticle, language: IndexDeps['language']): IndexedArticle {
  if (article.locale !== null || language === undefined) return article;
  return { ...article, locale: language(`${article.title}\n\n${article.text}`) };
}

/** Takes an article out of search. Removing what is not there is not an error. */
export function removeArticle(
  request: { organizationId: string; articleId: string },
  deps: { index: ArticleIndex },
): Promise<void> {
  return deps.index.remove(request.organizationId, request.articleId);
}

/** The pure part of indexing: the cleaned text, its chunks and their terms. */
export function prepareArticle(article: ArticleVersion): IndexedArticle {
  const text = articleText(article);
  const title = cleanText(article.title).replace(/\s+/g, ' ').trim();
  const titleTerms = analyze(titleAndTags(title, article.tags));
  const spans = chunkText(text);
  const first = spans[0];
  const lead = first ? leadTerms(text.slice(first.start, first.end)) : [];
  const chunks = spans.map((span, ordinal): IndexedChunk => {
    const body = text.slice(span.start, span.end);
    return {
      chunkId: chunkIdOf(article.articleId, article.version, ordinal),
      ordinal,
      heading: span.heading,
      start: span.start,
      end: span.end,
      text: body,
      terms: {
        title: titleTerms,
        heading: analyze(span.heading),
        context: ordinal === 0 ? [] : lead,
        body: analyze(body),
      },
    };
  });
  const { organizationId, articleId, version, url, tags, locale } = article;
  const { audience = EVERYBODY, products = [], validUntil = null } = article;
  const about = { title, url, tags, locale, audience, products, freshOn: freshOn(article), validUntil };
  return {
    organizationId,
    articleId,
    version,
    ...about,
    text,
    lead,
    synonyms: mineSynonyms(title, text),
    chunks,
  };
}

/** The later of the days on which an article was changed and found right. */
function freshOn({ updatedAt, reviewedOn }: ArticleVersion): string | null {
  return [updatedAt?.slice(0, 10) ?? '', reviewedOn ?? ''].sort().at(-1) || null;
}

function leadTerms(text: string): string[] {
  return [...new Set(analyze(text).slice(0, CHUNK.contextTerms))];
}

/** An article's body as it is stored for search: what quotes are spans of. */
export function articleText(article: Pick<ArticleVersion, 'body' | 'format'>): string {
  if (article.format === 'html') return cleanText(htmlToText(article.body)).trim();
  return article.format === 'markdown' ? cleanMarkdown(article.body) : cleanText(article.body).trim();
}

/** Chunk ids derive from the article, so that indexing twice gives the same ids and ties break the same way. */
function chunkIdOf(articleId: string, version: number, ordinal: number): string {
  const own = articleId.replace(/^[a-z]{3}_/, '');
  const fits = /^[0-9A-Za-z]{1,40}$/.test(own);
  const name = fits ? own : `${own.replace(/[^0-9A-Za-z]/g, '').slice(0, 24)}x${checksum(articleId)}`;
  return `chk_${name}v${version}n${ordinal}`;
}

/** FNV-1a, 32 bits, base 36: tells ids apart that are not of our own making. */
function checksum(text: string): string {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1)
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return value.toString(36);
}
