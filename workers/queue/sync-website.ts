import { err, ok, type Result } from '../../src/domain/result.ts';
import type { WebsiteSettings } from '../../src/protocol/http/sources.ts';
import type { Fetched, FetchFailure } from '../../src/retrieve/crawl/fetched.ts';
import { outOfScope, pageAddress, pageKey } from '../../src/retrieve/crawl/page-address.ts';
import type {
  DocumentSupply,
  KnownDocument,
  ListedDocument,
  Supplied,
} from '../../src/retrieve/sync/document-supply.ts';
import type { SyncDeps } from './sync-deps.ts';
import type { SitePlan } from './sync-site-plan.ts';
import { listSitemap } from './sync-sitemaps.ts';

/** What a website needs of the world. */
export interface WebsiteDeps extends Pick<SyncDeps, 'read'> {
  fetch(
    url: string,
    options: { etag?: string | null; lastModified?: string | null; maxBytes: number; timeoutMs: number },
  ): Promise<Result<Fetched, FetchFailure>>;
  /** The links of a page as it was last read, for when its server says that it has not changed. Null: not known. */
  links: {
    load(document: string): Promise<string[] | null>;
    save(document: string, links: readonly string[]): Promise<void>;
  };
}

/** Links of a page that are kept: a table of contents has hundreds. */
const LINKS_MAX = 2_000;

/** Bytes of a page or of a document that pages link to: larger ones are uploaded as files. */
const PAGE_BYTES = 10_000_000;
/** Milliseconds for an answer with all of its redirects. */
const TIMEOUT_MS = 20_000;
/** Pages asked for at once where the site asks for no pause: fewer than a browser does. */
const AT_ONCE = 3;
const PAUSE_MS = 100;

/** The pages of a website: those of its sitemap, or those that lead from one to the next. robots.txt is always honoured. */
export function websiteSupply(settings: WebsiteSettings, plan: SitePlan, deps: WebsiteDeps): DocumentSupply {
  const scope = { start: settings.url, include: settings.include, exclude: settings.exclude };
  const delayMs = (plan.robots.crawlDelaySeconds ?? 0) * 1_000;
  // One robots.txt is asked for, so its rules hold for the site under all of its names.
  const allows = (url: string) => {
    const { pathname, search } = new URL(url);
    return plan.robots.allows(new URL(pathname + search, settings.url).href);
  };
  const pages = (urls: readonly string[], depth: number): ListedDocument[] =>
    urls.flatMap((href) => {
      const url = pageAddress(href);
      if (url === null || outOfScope(url, scope) !== null || !allows(url)) return [];
      return [{ key: pageKey(url), url, depth, hash: null, content: null }];
    });
  const start: ListedDocument = {
    ...{ key: pageKey(settings.url), url: pageAddress(settings.url) ?? settings.url, depth: 0 },
    ...{ hash: null, content: null },
  };
  return {
    linked: !plan.mapped,
    deliberate: false,
    documentsMax: settings.maxPages,
    atOnce: delayMs > 0 ? 1 : AT_ONCE,
    pauseMs: Math.max(PAUSE_MS, delayMs),
    async list(position) {
      const closed = plan.robotsFailed !== null || (!allows(settings.url) && !plan.mapped);
      if (closed) return err(forbidden(plan));
      if (position === null) {
        const first = plan.sitemaps.length === 0 ? null : JSON.stringify({ queue: plan.sitemaps, from: 0 });
        return ok({ documents: [start], next: first, complete: true });
      }
      return listSitemap(position, { ...deps, pages: (urls) => pages(urls, 0), maxPages: settings.maxPages });
    },
    async fetch(document, fresh) {
      const url = document.url ?? settings.url;
      if (plan.robotsFailed !== null) {
        const detail = forbidden(plan).detail;
        return { kind: 'failed', reason: 'robots', detail, retryable: true, retryAfterSeconds: null };
      }
      if (!allows(url)) {
        return { kind: 'skipped', reason: 'robots', detail: 'robots.txt of the site forbids it.', links: [] };
      }
      const before = plan.mapped || fresh ? [] : await deps.links.load(document.key);
      // A page that may not have changed still leads to others: without its links it is read again.
      const { etag, lastModified } = document;
      const known = fresh || before === null ? {} : { etag, lastModified };
      const got = await deps.fetch(url, { ...known, maxBytes: PAGE_BYTES, timeoutMs: TIMEOUT_MS });
      if (!got.ok) return failureOf(got.error);
      const depth = document.depth + 1;
      const follow = (links: readonly string[]) =>
        plan.mapped || depth > settings.maxDepth ? [] : pages(links, depth);
      if (got.value.status === 'not_modified') return { kind: 'unchanged', links: follow(before ?? []) };
      const save = async (links: readonly string[]) => {
        if (!plan.mapped) await deps.links.save(document.key, links.slice(0, LINKS_MAX));
      };
      return readPage({ ...document, url }, got.value, { deps, scope, follow, save, pages });
    },
  };
}

function forbidden({ robotsFailed }: SitePlan) {
  const detail = robotsFailed
    ? `robots.txt of the site could not be read, so nothing of it may be fetched: ${robotsFailed}`
    : 'robots.txt of the site forbids its start page. Ask its owner to allow it, or name a sitemap.';
  return { reason: 'robots', detail, retryable: robotsFailed !== null };
}

/** What an answer that is none means for the document. Pure. */
function failureOf({ reason, detail, retryable, retryAfterSeconds }: FetchFailure): Supplied {
  if (reason === 'gone') return { kind: 'gone', reason, detail, links: [] };
  return { kind: 'failed', reason, detail, retryable, retryAfterSeconds };
}

interface Reading {
  deps: WebsiteDeps;
  scope: Parameters<typeof outOfScope>[1];
  follow(links: readonly string[]): ListedDocument[];
  save(links: readonly string[]): Promise<void>;
  pages(urls: readonly string[], depth: number): ListedDocument[];
}

async function readPage(
  document: KnownDocument & { url: string },
  got: Extract<Fetched, { status: 'ok' }>,
  { deps, scope, follow, save, pages }: Reading,
): Promise<Supplied> {
  const landed = pageAddress(got.finalUrl) ?? document.url;
  const elsewhere = (address: string): Supplied => {
    const links = pages([address], document.depth);
    return { kind: 'gone', reason: 'moved', detail: `It is now at ${address}`, links };
  };
  const where = outOfScope(landed, scope);
  if (where === 'other_site') return OUTSIDE;
  if (where === null && pageKey(landed) !== document.key) return elsewhere(landed);
  const { bytes, mediaType, etag, lastModified } = got;
  const read = await deps.read({ bytes, mediaType, name: new URL(landed).pathname, url: landed });
  if (!read.ok) {
    const { reason, detail } = read.error;
    if (reason === 'unsupported') return { kind: 'skipped', reason, detail, links: [] };
    return { kind: 'failed', reason, detail, retryable: false, retryAfterSeconds: null };
  }
  const [page] = read.value;
  const links = follow(page?.links ?? []);
  // The start is read even where only pages below it are taken: it leads to them.
  if (where !== null) return { ...OUTSIDE, links };
  if (page?.noIndex) {
    return { kind: 'skipped', reason: 'no_index', detail: 'The page asks not to be indexed.', links };
  }
  if (read.value.every(({ body }) => body.trim() === '')) {
    return { kind: 'skipped', reason: 'empty', detail: 'The page has links but no text of its own.', links };
  }
  const canonical = canonicalOf(page?.canonicalUrl ?? null, document, scope);
  if (canonical !== null) return elsewhere(canonical);
  await save(page?.links ?? []);
  return { kind: 'read', parts: read.value, hash: null, etag, lastModified, links };
}

const OUTSIDE = {
  kind: 'skipped' as const,
  reason: 'outside',
  detail: 'It is, or leads, outside of what the settings of the source take.',
  links: [] as ListedDocument[],
};

/**
 * The address that a page is known by, where it is the same path with another query. A page that names another path is taken as
 * it is: two pages may name each other, or one that is gone, and what both say is folded when it is searched.
 */
function canonicalOf(
  said: string | null,
  document: KnownDocument & { url: string },
  scope: Parameters<typeof outOfScope>[1],
): string | null {
  const address = said === null ? null : pageAddress(said);
  if (address === null || pageKey(address) === document.key) return null;
  if (new URL(address).pathname !== new URL(document.url).pathname) return null;
  return outOfScope(address, scope) === null ? address : null;
}
