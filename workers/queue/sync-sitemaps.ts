import { err, ok, type Result } from '../../src/domain/result.ts';
import { readSitemap } from '../../src/retrieve/crawl/sitemap.ts';
import type { ListedDocument, ListingPiece, Why } from '../../src/retrieve/sync/document-supply.ts';
import type { QueuedSitemap } from './sync-site-plan.ts';
import type { WebsiteDeps } from './sync-website.ts';

/** Sitemaps of a site: an index of 50,000 pages names a handful. */
const SITEMAPS_MAX = 200;
/** Levels of indexes below the first. */
const LEVELS = 2;
/** Bytes of a sitemap on its way; unpacked it may have more. */
const SITEMAP_BYTES = 20_000_000;
const TIMEOUT_MS = 30_000;
/** UTF-16 units of a piece's addresses: what is written of it fits one value of D1, which ends at 2 MB. */
const PIECE_CHARS = 400_000;

/** Where a listing by sitemaps goes on: those still to be read, and how many pages of the first are listed already. */
interface SitemapPosition {
  queue: QueuedSitemap[];
  from: number;
}

/** The next piece of a listing by sitemaps. One that cannot be had leaves the listing incomplete, unless it is all there is. */
export async function listSitemap(
  position: string,
  deps: Pick<WebsiteDeps, 'fetch'> & { pages(urls: readonly string[]): ListedDocument[]; maxPages: number },
): Promise<Result<ListingPiece, Why & { retryable: boolean }>> {
  const { queue, from } = JSON.parse(position) as SitemapPosition;
  const [first, ...rest] = queue;
  if (!first) return ok({ documents: [], next: null, complete: true });
  const after = (more: QueuedSitemap[]) =>
    more.length === 0 ? null : JSON.stringify({ queue: more.slice(0, SITEMAPS_MAX), from: 0 });
  const got = await deps.fetch(first.url, { maxBytes: SITEMAP_BYTES, timeoutMs: TIMEOUT_MS });
  const map = got.ok && got.value.status === 'ok' ? readSitemap(got.value.bytes, first.url) : null;
  if (!map?.ok) {
    const why = got.ok ? 'it is no sitemap' : got.error.detail;
    const detail = `The sitemap ${first.url} cannot be used: ${why}`;
    if (first.level === 0)
      return err({ reason: 'sitemap', detail, retryable: !got.ok && got.error.retryable });
    return ok({ documents: [], next: after(rest), complete: false });
  }
  const { pages, sitemaps, truncated } = map.value;
  const piece: string[] = [];
  let chars = 0;
  for (const { url } of pages.slice(from, deps.maxPages)) {
    if (chars > PIECE_CHARS) break;
    piece.push(url);
    chars += url.length;
  }
  const to = from + piece.length;
  const documents = deps.pages(piece);
  const complete =
    !truncated && pages.length <= deps.maxPages && queue.length + sitemaps.length <= SITEMAPS_MAX;
  if (to < Math.min(pages.length, deps.maxPages)) {
    return ok({ documents, next: JSON.stringify({ queue, from: to }), complete });
  }
  const level = first.level + 1;
  const below = level > LEVELS ? [] : sitemaps.map(({ url }) => ({ url, level }));
  return ok({
    documents,
    next: after([...rest, ...below]),
    complete: complete && below.length === sitemaps.length,
  });
}
