/** Parameters that say where a visitor came from, not what the page is. */
const TRACKING =
  /^(?:utm_\w{1,30}|hsa_\w{1,30}|pk_\w{1,30}|mtm_\w{1,30}|gclid|gclsrc|dclid|gbraid|wbraid|fbclid|msclkid|yclid|twclid|ttclid|igshid|li_fat_id|mc_cid|mc_eid|_ga|_gl|_hsenc|_hsmi|hsctatracking|mkt_tok|vero_id|oly_anon_id|oly_enc_id|_openstat|wickedid|ref_src|s_cid|phpsessid|jsessionid|sessionid|sid)$/i;
/** Endings of what is no text. */
const NO_TEXT = new Set(
  'jpg jpeg png gif svg webp avif ico bmp tif tiff mp3 mp4 m4a m4v mov avi wmv webm ogg wav flac css js mjs map json xml rss atom woff woff2 ttf eot otf zip gz tgz rar 7z tar bz2 exe dmg msi apk iso bin deb rpm pkg xls xlsx ppt pptx doc odt ods psd ai eps swf ics vcf'.split(
    ' ',
  ),
);

/**
 * An address as pages are told apart by: absolute, without fragment, tracking parameters, session ids and default documents' empty
 * query. Null where it is no http(s) address. Pure.
 */
export function pageAddress(href: string, base: string | null = null): string | null {
  const url = URL.parse(href.trim(), base ?? undefined);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null;
  url.hash = '';
  url.pathname = url.pathname.replace(/;jsessionid=[^/]{0,200}/i, '').replace(/\/{2,}/g, '/');
  // Rebuilding a query changes how it is written, so one that holds nothing of that kind is left alone.
  const names = [...url.searchParams.keys()].filter((name) => TRACKING.test(name));
  for (const name of names) url.searchParams.delete(name);
  if (url.search === '' || url.search === '?') url.search = '';
  return url.href;
}

/** The same for addresses that lead to the same page by common usage: with and without www, last slash, index file, order of parameters. Pure. */
export function pageKey(address: string): string {
  const url = URL.parse(address);
  if (url === null) return address;
  url.searchParams.sort();
  const path = url.pathname.replace(/\/(?:index|default)\.(?:html?|php|aspx?)$/i, '/').replace(/\/$/, '');
  return `${url.host.replace(/^www\./, '')}${path}${url.search}`;
}

/** What of a site is taken. */
export interface CrawlScope {
  /** Where the crawl begins; only its host, with or without `www.`, belongs to the site. */
  start: string;
  /** Beginnings of paths that are taken; none: all. */
  include: readonly string[];
  /** Beginnings of paths that are left out, also of what `include` takes. */
  exclude: readonly string[];
}

/** Why an address is no page to be taken, or null where it is one. Pure. */
export function outOfScope(
  address: string,
  scope: CrawlScope,
): 'other_site' | 'excluded' | 'not_included' | 'file_type' | null {
  const url = URL.parse(address);
  const start = URL.parse(scope.start);
  if (url === null || start === null) return 'other_site';
  const bare = (host: string) => host.replace(/^www\./, '');
  if (bare(url.hostname) !== bare(start.hostname) || portOf(url) !== portOf(start)) return 'other_site';
  const path = url.pathname;
  if (scope.exclude.some((prefix) => path.startsWith(prefix))) return 'excluded';
  if (scope.include.length > 0 && !scope.include.some((prefix) => path.startsWith(prefix)))
    return 'not_included';
  const ending = /\.([a-z0-9]{1,5})$/i.exec(path)?.[1]?.toLowerCase();
  return ending !== undefined && NO_TEXT.has(ending) ? 'file_type' : null;
}

/** http and https of one host are one site; another port is another. */
function portOf(url: URL): string {
  return url.port === '80' || url.port === '443' ? '' : url.port;
}
