import { Parser } from 'htmlparser2';
import { err, ok, type Result } from '../../../domain/result.ts';
import { htmlToText } from '../../html-to-text.ts';
import { decodeText } from '../decode-text.ts';
import { plainDocument, type RawDocument, type ReadDocument, type ReadFailure } from '../document.ts';
import type { ReadLimits } from '../read-limits.ts';
import { cutTitle, titleFromName } from '../title-from-name.ts';
import { visibleText } from '../visible-text.ts';
import { languageTag, pageTitle } from './page-head.ts';
import { PageReader } from './page-reader.ts';

/** Open elements beyond which no page of a person goes; each costs the parser the more, the deeper it stands. */
const DEPTH_MAX = 2_000;
/** UTF-16 units parsed between two looks at the depth. */
const PART_CHARS = 4_096;

/** The content of an HTML page as light Markdown: what a person would see, without what surrounds it on every page of a site. */
export async function readHtml(
  raw: RawDocument,
  limits: ReadLimits,
): Promise<Result<ReadDocument[], ReadFailure>> {
  const decoded = decodeText(raw.bytes, raw.mediaType, true);
  if (!decoded.ok) return decoded;
  const { reader, complete } = parse(decoded.value);
  const text = visibleText(htmlToText(reader.content()));
  const base = addressOf(reader.head.base, raw.url) ?? raw.url;
  const heading = visibleText(reader.heading).replace(/\s+/g, ' ').trim();
  const links = reader.head.noFollow ? [] : addresses(reader.hrefs, base);
  if (text === '' && links.length === 0) return err({ reason: 'empty', detail: NO_TEXT });
  return ok([
    plainDocument({
      title: cutTitle(visibleText(pageTitle(reader.head, heading))) || titleFromName(raw.name),
      body: text.slice(0, limits.textChars).toWellFormed(),
      format: 'markdown',
      locale: languageTag(reader.head.language),
      links,
      canonicalUrl: addressOf(reader.head.canonical, base),
      noIndex: reader.head.noIndex,
      truncated: !complete || text.length > limits.textChars,
    }),
  ]);
}

const NO_TEXT =
  'The page has no text of its own. Pages that are written by scripts in the browser cannot be read: add the text itself.';

/** What a person would see of a piece of HTML, as light Markdown. For HTML inside other files. Pure. */
export function visibleHtml(html: string): string {
  return htmlToText(parse(html).reader.content());
}

function parse(html: string): { reader: PageReader; complete: boolean } {
  const reader = new PageReader();
  let depth = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1;
        reader.open(name, attributes);
      },
      ontext: (text) => reader.text(text),
      onclosetag() {
        depth -= 1;
        reader.close();
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  let at = 0;
  for (; at < html.length && depth < DEPTH_MAX; at += PART_CHARS)
    parser.write(html.slice(at, at + PART_CHARS));
  const complete = at >= html.length;
  // The end of a page that was cut is the middle of a tag.
  if (complete) parser.end();
  return { reader, complete };
}

function addressOf(href: string | null, base: string | null): string | null {
  if (href === null) return null;
  const url = URL.parse(href.trim(), base ?? undefined);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null;
}

function addresses(hrefs: readonly string[], base: string | null): string[] {
  const found = new Set<string>();
  for (const href of hrefs) {
    const address = addressOf(href, base);
    if (address !== null) found.add(address);
  }
  return [...found];
}
