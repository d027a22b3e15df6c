import robotsParser from 'robots-parser';

/** How the crawler calls itself, in requests and in robots.txt. */
export const ROBOT_NAME = 'EdgewiseBot';

/** Bytes of robots.txt that are read; RFC 9309, 2.5 asks for at least 500 KiB. */
export const ROBOTS_BYTES = 512_000;
/** UTF-16 units of a rule; a longer one is no path of a page that is fetched. */
const RULE_CHARS = 2_048;
/** Wildcards of a rule: each multiplies the work of comparing it with a path. */
const RULE_STARS = 20;
/** Seconds between two requests that a site may ask for: above, a crawl would never end. */
const CRAWL_DELAY_MAX = 60;

export interface Robots {
  /** Pure. `url` must be of the site that the rules are of. */
  allows(url: string): boolean;
  /** Null where none was asked for; at most a minute. */
  crawlDelaySeconds: number | null;
  /** Absolute addresses. */
  sitemaps: string[];
}

/** What came back for robots.txt: `status` is null where nothing did. */
export interface RobotsAnswer {
  status: number | null;
  body: Uint8Array;
}

/**
 * A site's rules for this crawler (RFC 9309): the longest matching rule wins, `*` and `$` are understood. Where robots.txt is not
 * there (4xx) everything is allowed; where it cannot be had (5xx, no answer) nothing is. Never throws. Pure.
 */
export function readRobots(origin: string, answer: RobotsAnswer): Robots {
  const { status, body } = answer;
  if (status === null || status >= 500 || status === 429) return everything(false);
  if (status < 200 || status >= 300) return everything(true);
  const address = new URL('/robots.txt', origin).href;
  const text = new TextDecoder().decode(body.subarray(0, ROBOTS_BYTES));
  const rules = robotsParser(address, usable(text));
  return {
    allows: (url) => new URL(url).pathname === '/robots.txt' || rules.isAllowed(url, ROBOT_NAME) !== false,
    crawlDelaySeconds: delayOf(rules.getCrawlDelay(ROBOT_NAME)),
    sitemaps: rules
      .getSitemaps()
      .map((sitemap) => URL.parse(sitemap, address)?.href)
      .filter((sitemap) => sitemap !== undefined),
  };
}

function everything(allowed: boolean): Robots {
  return { allows: () => allowed, crawlDelaySeconds: null, sitemaps: [] };
}

function usable(text: string): string {
  return text
    .split(/\r\n|[\r\n]/)
    .filter((line) => line.length <= RULE_CHARS && line.split('*').length <= RULE_STARS)
    .join('\n');
}

function delayOf(seconds: number | undefined): number | null {
  if (seconds === undefined || !Number.isFinite(seconds) || seconds < 0) return null;
  return Math.min(seconds, CRAWL_DELAY_MAX);
}
