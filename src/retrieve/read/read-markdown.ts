import { parse } from 'yaml';
import { headingText, splitBlocks } from '../../domain/blocks.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { cleanText } from '../clean-text.ts';
import { decodeText } from './decode-text.ts';
import { plainDocument, type RawDocument, type ReadDocument, type ReadFailure } from './document.ts';
import { withoutHiddenMarkup } from './hidden-markup.ts';
import { languageTag } from './html/page-head.ts';
import type { ReadLimits } from './read-limits.ts';
import { cutTitle, titleFromName } from './title-from-name.ts';
import { visibleText } from './visible-text.ts';

/** As long as the index takes it for front matter. */
const FRONT_MATTER = /^---\n([\s\S]{0,4000}?)\n---(?:\n|$)/;
/** Tags of one file, and UTF-16 units of each: what an article takes. */
const TAGS_MAX = 20;
const TAG_CHARS = 60;

interface FrontMatter {
  title: string | null;
  tags: string[];
  locale: string | null;
  draft: boolean;
}

/** A Markdown file. YAML above it may name `title`, `tags` and `locale` (or `lang`); a `draft` is read and marked not to be indexed. */
export async function readMarkdown(
  raw: RawDocument,
  limits: ReadLimits,
): Promise<Result<ReadDocument[], ReadFailure>> {
  const decoded = decodeText(raw.bytes, raw.mediaType);
  if (!decoded.ok) return decoded;
  const source = cleanText(decoded.value).trimStart();
  const said = frontMatter(FRONT_MATTER.exec(source)?.[1] ?? '');
  const body = visibleText(withoutHiddenMarkup(source.replace(FRONT_MATTER, '')))
    .replace(/\n{3,}/g, '\n\n')
    // A rule at the very start would be taken for front matter when the article is indexed.
    .replace(/^(?:---\n\s*)+/, '')
    .trim();
  if (body === '') return err({ reason: 'empty', detail: 'The file has no text.' });
  return ok([
    plainDocument({
      title: cutTitle(visibleText(said.title ?? firstHeading(body) ?? '')) || titleFromName(raw.name),
      body: body.slice(0, limits.textChars).toWellFormed(),
      format: 'markdown',
      locale: said.locale,
      tags: said.tags,
      noIndex: said.draft,
      truncated: body.length > limits.textChars,
    }),
  ]);
}

function firstHeading(body: string): string | null {
  const block = splitBlocks(body.slice(0, 4_000)).find(({ kind }) => kind === 'heading');
  return block ? headingText(body.slice(block.start, block.end)) : null;
}

/** Wrong YAML says nothing: the text below it is still worth reading. */
function frontMatter(yaml: string): FrontMatter {
  const fields = yaml === '' ? null : parsed(yaml);
  const text = (name: string) => {
    const value = fields?.[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
  };
  return {
    title: text('title'),
    tags: tagsOf(fields?.tags ?? fields?.keywords),
    locale: languageTag(text('locale') ?? text('lang') ?? text('language')),
    draft: fields?.draft === true,
  };
}

function parsed(yaml: string): Record<string, unknown> | null {
  try {
    const value: unknown = parse(yaml, { maxAliasCount: 0, logLevel: 'silent' });
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

/** Tags as a list or as one line with commas. Pure. */
export function tagsOf(value: unknown): string[] {
  const list = Array.isArray(value) ? value : typeof value === 'string' ? value.split(/[,;]/) : [];
  const words = list
    .filter((one) => typeof one === 'string' || typeof one === 'number')
    .map((one) => visibleText(String(one)).replace(/\s+/g, ' ').trim().slice(0, TAG_CHARS));
  return [...new Set(words.filter((word) => word !== ''))].slice(0, TAGS_MAX);
}
