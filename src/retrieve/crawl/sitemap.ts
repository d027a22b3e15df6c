import { Parser } from 'htmlparser2';
import { err, ok, type Result } from '../../domain/result.ts';
import { inflate } from '../read/inflate.ts';

/** Addresses of a sitemap and of an index (sitemaps.org): 50,000. */
export const SITEMAP_URLS = 50_000;
/** Bytes of a sitemap once unpacked. The protocol allows 50 MB, which as bytes and as text an isolate of 128 MB cannot hold. */
export const SITEMAP_BYTES = 20_000_000;
/** Sitemaps of sitemaps: the protocol has one level, some sites have two. */
export const SITEMAP_DEPTH = 3;
/** UTF-16 units of an address. */
const URL_CHARS = 2_048;

export interface SitemapPage {
  url: string;
  /** ISO 8601, or null where it is not said or no date. */
  lastModified: string | null;
}

export interface Sitemap {
  /** Addresses are as they are written: whoever fetches them checks them. */
  pages: SitemapPage[];
  /** Of an index; itself read no deeper than `SITEMAP_DEPTH`. */
  sitemaps: SitemapPage[];
  /** True where a limit cut something off. */
  truncated: boolean;
}

/** Reads a sitemap, an index of sitemaps, or a plain list of addresses; packed with gzip or not. Never throws. Pure. */
export function readSitemap(
  bytes: Uint8Array,
  address: string,
  maxBytes = SITEMAP_BYTES,
): Result<Sitemap, 'too_large' | 'broken'> {
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const unpacked = packed ? inflate(bytes, 'gzip', maxBytes) : ok(bytes);
  if (!unpacked.ok) return unpacked;
  if (unpacked.value.length > maxBytes) return err('too_large');
  const text = new TextDecoder().decode(unpacked.value);
  const found = text.trimStart().startsWith('<') ? fromXml(text) : fromList(text);
  if (found === null) return err('broken');
  const absolute = (list: readonly SitemapPage[]) =>
    list.flatMap((page) => {
      const url = URL.parse(page.url, address);
      return url === null ? [] : [{ url: url.href, lastModified: dateOf(page.lastModified) }];
    });
  return ok({ pages: absolute(found.pages), sitemaps: absolute(found.sitemaps), truncated: found.truncated });
}

/** Null where the document is something else. */
function fromXml(text: string): Sitemap | null {
  const found: Sitemap = { pages: [], sitemaps: [], truncated: false };
  let root: string | null = null;
  let entry: { url: string; lastModified: string } | null = null;
  let field: 'url' | 'lastModified' | null = null;
  const parser = new Parser(
    {
      onopentag(name) {
        const local = name.slice(name.indexOf(':') + 1).toLowerCase();
        root ??= local;
        if (local === 'url' || local === 'sitemap') entry = { url: '', lastModified: '' };
        // `image:loc` and its like are addresses of something else.
        field = name.includes(':') && !/^(?:sm|sitemap):/.test(name) ? null : (FIELDS[local] ?? null);
      },
      ontext(part) {
        if (entry !== null && field !== null && entry[field].length <= URL_CHARS) entry[field] += part;
      },
      onclosetag(name) {
        const local = name.slice(name.indexOf(':') + 1).toLowerCase();
        field = null;
        if (entry === null || (local !== 'url' && local !== 'sitemap')) return;
        const url = entry.url.trim();
        const list = local === 'sitemap' ? found.sitemaps : found.pages;
        if (url !== '' && url.length <= URL_CHARS) {
          if (list.length < SITEMAP_URLS) list.push({ url, lastModified: entry.lastModified.trim() });
          else found.truncated = true;
        }
        entry = null;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  for (let at = 0; at < text.length && !found.truncated; at += 65_536)
    parser.write(text.slice(at, at + 65_536));
  parser.end();
  return root === 'urlset' || root === 'sitemapindex' ? found : null;
}

const FIELDS: Record<string, 'url' | 'lastModified'> = { loc: 'url', lastmod: 'lastModified' };

function fromList(text: string): Sitemap | null {
  const lines = text.split(/\s+/).filter((line) => line !== '');
  if (lines.length === 0 || !lines.slice(0, 10).every((line) => /^https?:\/\//i.test(line))) return null;
  const pages = lines
    .filter((line) => line.length <= URL_CHARS)
    .slice(0, SITEMAP_URLS)
    .map((url) => ({ url, lastModified: null }));
  return { pages, sitemaps: [], truncated: lines.length > SITEMAP_URLS };
}

function dateOf(said: string | null): string | null {
  if (said === null || !/^\d{4}(?:-\d{2}){0,2}(?:T[\d:.]{4,15}(?:Z|[+-]\d{2}:?\d{2})?)?$/.test(said))
    return null;
  const time = Date.parse(said);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
