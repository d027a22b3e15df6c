import type { CreateSourceBody, SOURCE_LIMITS, WebsiteSettings } from '../../../src/protocol/http/sources.ts';
import { fillAll } from '../fill-all.ts';
import type { Texts } from '../locale/texts.ts';

type Limits = typeof SOURCE_LIMITS;
/** The compiler holds these to the server's. */
export const PAGES: { max: Limits['pages']; start: Limits['pagesDefault'] } = { max: 10_000, start: 500 };
export const DEPTH: { max: Limits['depth']; start: Limits['depthDefault'] } = { max: 10, start: 5 };

/** A website as it stands in a form. */
export interface WebsiteFields {
  url: string;
  name: string;
  schedule: CreateSourceBody['schedule'];
  discovery: WebsiteSettings['discovery'];
  maxPages: string;
  maxDepth: string;
  /** One path per line. */
  include: string;
  exclude: string;
}

export type WebsiteWrong = Partial<Record<keyof WebsiteFields, string>>;

export const NEW_WEBSITE: WebsiteFields = {
  url: '',
  name: '',
  schedule: 'daily',
  discovery: 'auto',
  maxPages: String(PAGES.start),
  maxDepth: String(DEPTH.start),
  include: '',
  exclude: '',
};

/** A stored website as a form shows it. Pure. */
export function websiteFields(
  settings: WebsiteSettings,
  about: { name: string; schedule: CreateSourceBody['schedule'] },
): WebsiteFields {
  const { url, discovery, maxPages, maxDepth, include, exclude } = settings;
  return {
    ...about,
    url,
    discovery,
    maxPages: String(maxPages),
    maxDepth: String(maxDepth),
    include: include.join('\n'),
    exclude: exclude.join('\n'),
  };
}

/** What must be changed before it can be sent. Pure. */
export function checkWebsite(fields: WebsiteFields, texts: Texts): WebsiteWrong {
  const { sources } = texts;
  const number = (text: string, from: number, to: number) =>
    /^\d{1,6}$/.test(text.trim()) && Number(text) >= from && Number(text) <= to
      ? undefined
      : fillAll(sources.numberWrong, { from, to });
  const paths = (text: string) =>
    linesOf(text).every((line) => /^\/[^\s?#]*$/.test(line)) ? undefined : sources.pathsWrong;
  const wrong: Record<keyof WebsiteFields, string | undefined> = {
    url: addressOf(fields.url) ? undefined : sources.urlWrong,
    name: undefined,
    schedule: undefined,
    discovery: undefined,
    maxPages: number(fields.maxPages, 1, PAGES.max),
    maxDepth: number(fields.maxDepth, 0, DEPTH.max),
    include: paths(fields.include),
    exclude: paths(fields.exclude),
  };
  return Object.fromEntries(Object.entries(wrong).filter(([, text]) => text !== undefined));
}

/** The settings of a website whose fields were checked; `sitemap` is kept from before. Pure. */
export function settingsOf(fields: WebsiteFields, sitemap: string | null = null): WebsiteSettings {
  return {
    url: addressOf(fields.url) ?? fields.url,
    sitemap,
    discovery: fields.discovery,
    maxPages: Number(fields.maxPages),
    maxDepth: Number(fields.maxDepth),
    include: linesOf(fields.include),
    exclude: linesOf(fields.exclude),
  };
}

/** The name that was given, else the host. Pure. */
export function nameOf({ name, url }: WebsiteFields): string {
  const address = addressOf(url);
  return name.trim() || (address ? new URL(address).host : '');
}

/** An address as it is meant: without a scheme, https. Null when it is none. Pure. */
export function addressOf(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(trimmed) ? trimmed : `https://${trimmed}`);
    return (url.protocol === 'https:' || url.protocol === 'http:') && !/\s/.test(trimmed) ? url.href : null;
  } catch {
    return null;
  }
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
