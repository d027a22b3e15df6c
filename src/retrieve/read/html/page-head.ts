/** What a page says about itself in its head. */
export class PageHead {
  title = '';
  openGraphTitle = '';
  siteName = '';
  language: string | null = null;
  canonical: string | null = null;
  base: string | null = null;
  noIndex = false;
  noFollow = false;

  /** Call for every opening tag; what is no part of a head changes nothing. */
  element(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'html') this.language ??= attributes.lang ?? attributes['xml:lang'] ?? null;
    else if (name === 'base') this.base ??= attributes.href ?? null;
    else if (name === 'link') {
      if (/(?:^|\s)canonical(?:\s|$)/i.test(attributes.rel ?? '')) this.canonical ??= attributes.href ?? null;
    } else if (name === 'meta') this.meta(attributes);
  }

  private meta(attributes: Readonly<Record<string, string>>): void {
    const name = (attributes.name ?? attributes.property ?? attributes['http-equiv'] ?? '').toLowerCase();
    const content = attributes.content ?? '';
    if (name === 'og:title') this.openGraphTitle ||= content;
    else if (name === 'og:site_name') this.siteName ||= content;
    else if (name === 'content-language') this.language ??= content;
    else if (name === 'og:locale') this.language ??= content.replace('_', '-');
    else if (name === 'robots' || name === 'edgewisebot') {
      const words = content.toLowerCase().split(/[\s,]+/);
      if (words.includes('noindex') || words.includes('none')) this.noIndex = true;
      if (words.includes('nofollow') || words.includes('none')) this.noFollow = true;
    }
  }
}

/** The page's own title: without the site's name behind or before it, where that can be told. Pure. */
export function pageTitle(head: PageHead, heading: string): string {
  const title = (head.title || head.openGraphTitle).replace(/\s+/g, ' ').trim();
  if (title === '') return heading;
  const rest = title.toLowerCase().startsWith(heading.toLowerCase()) ? title.slice(heading.length) : '';
  if (heading !== '' && /^\s?[|–—·•»:-]/.test(rest)) return heading;
  const parts = title.split(/ [|–—·•»:-] | :: | \| /);
  if (parts.length < 2) return title;
  const first = parts[0]?.trim() ?? '';
  const same = (a: string, b: string) => a !== '' && a.toLowerCase() === b.toLowerCase();
  if (parts.some((part) => same(part.trim(), heading))) return heading;
  if (same(parts.at(-1)?.trim() ?? '', head.siteName)) {
    return title.slice(0, title.length - head.siteName.length).replace(/[\s|–—·•»:-]+$/, '');
  }
  if (same(first, head.siteName)) return title.slice(first.length).replace(/^[\s|–—·•»:-]+/, '');
  return title;
}

/** A language tag as BCP 47 writes it; null for anything else. Pure. */
export function languageTag(said: string | null | undefined): string | null {
  const tag =
    (said ?? '')
      .trim()
      .split(/[,;\s]/, 1)[0]
      ?.replaceAll('_', '-') ?? '';
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/i.test(tag)) return null;
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}
