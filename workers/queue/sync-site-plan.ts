import type { WebsiteSettings } from '../../src/protocol/http/sources.ts';
import { ROBOTS_BYTES, type Robots, readRobots } from '../../src/retrieve/crawl/robots.ts';
import { readSitemap } from '../../src/retrieve/crawl/sitemap.ts';
import type { FileStore } from '../file-store.ts';
import type { WebsiteDeps } from './sync-website.ts';

/** A sitemap to be read; `level` 0 is one that the whole listing rests on. */
export interface QueuedSitemap {
  url: string;
  level: number;
}

/** How the pages of a website are found, decided once per sync. */
export interface SitePlan {
  robots: Robots;
  /** Why robots.txt could not be had; null where it could, or is not there. */
  robotsFailed: string | null;
  /** Whether sitemaps name the pages; else links do. */
  mapped: boolean;
  sitemaps: QueuedSitemap[];
}

/** The plan as it is stored: what robots.txt said, since every step needs it and a site is asked once. */
interface StoredPlan {
  sync: number;
  status: number | null;
  robots: string;
  robotsFailed: string | null;
  sitemaps: QueuedSitemap[];
}

const TIMEOUT_MS = 15_000;
/** Bytes of what is tried as a sitemap that nobody named. */
const GUESS_BYTES = 20_000_000;

/** The plan of this sync: as it was stored by its first step, or made and stored now. */
export async function sitePlan(
  sync: number,
  settings: WebsiteSettings,
  { files, key, fetch }: { files: FileStore; key: string } & Pick<WebsiteDeps, 'fetch'>,
): Promise<SitePlan> {
  const bytes = await files.get(key);
  const known = bytes && (JSON.parse(new TextDecoder().decode(bytes)) as StoredPlan);
  if (known?.sync === sync) return open(known, settings);
  const robots = await fetchRobots(settings, fetch);
  const rules = readRobots(new URL(settings.url).origin, {
    status: robots.status,
    body: new TextEncoder().encode(robots.robots),
  });
  const sitemaps = await findSitemaps(settings, rules.sitemaps, fetch);
  const plan: StoredPlan = { sync, ...robots, sitemaps };
  // Where robots.txt could not be had, the next try asks again.
  if (plan.robotsFailed === null) await files.put(key, new TextEncoder().encode(JSON.stringify(plan)));
  return open(plan, settings);
}

function open({ status, robots, robotsFailed, sitemaps }: StoredPlan, settings: WebsiteSettings): SitePlan {
  const body = new TextEncoder().encode(robots);
  const rules = readRobots(new URL(settings.url).origin, { status, body });
  return { robots: rules, robotsFailed, mapped: sitemaps.length > 0, sitemaps };
}

async function fetchRobots(
  settings: WebsiteSettings,
  fetch: WebsiteDeps['fetch'],
): Promise<Pick<StoredPlan, 'status' | 'robots' | 'robotsFailed'>> {
  const url = new URL('/robots.txt', settings.url).href;
  const got = await fetch(url, { maxBytes: ROBOTS_BYTES, timeoutMs: TIMEOUT_MS });
  if (got.ok) {
    const robots = got.value.status === 'ok' ? new TextDecoder().decode(got.value.bytes) : '';
    return { status: 200, robots, robotsFailed: null };
  }
  const { httpStatus, detail } = got.error;
  // RFC 9309, 2.3.1: what is not there allows everything, what cannot be reached nothing.
  const absent = httpStatus !== null && httpStatus >= 400 && httpStatus < 500 && httpStatus !== 429;
  return { status: absent ? httpStatus : null, robots: '', robotsFailed: absent ? null : detail };
}

async function findSitemaps(
  { url, sitemap, discovery }: WebsiteSettings,
  named: readonly string[],
  fetch: WebsiteDeps['fetch'],
): Promise<QueuedSitemap[]> {
  if (discovery === 'crawl') return [];
  if (sitemap !== null) return [{ url: sitemap, level: 0 }];
  const guess = new URL('/sitemap.xml', url).href;
  if (discovery === 'sitemap') return (named.length > 0 ? named : [guess]).map(atTop);
  const candidates = named.length > 0 ? named : [guess];
  const usable: QueuedSitemap[] = [];
  for (const candidate of candidates.slice(0, NAMED_MAX)) {
    const got = await fetch(candidate, { maxBytes: GUESS_BYTES, timeoutMs: TIMEOUT_MS });
    if (!got.ok || got.value.status !== 'ok') continue;
    const map = readSitemap(got.value.bytes, candidate);
    if (map.ok && map.value.pages.length + map.value.sitemaps.length > 0) usable.push(atTop(candidate));
  }
  return usable;
}

/** Sitemaps that robots.txt may name; each is tried. */
const NAMED_MAX = 10;

function atTop(url: string): QueuedSitemap {
  return { url, level: 0 };
}
