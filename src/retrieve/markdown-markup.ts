import { decodeHTML } from 'entities';
import { htmlToText } from './html-to-text.ts';

/** Code spans, comments, tags and entities, in the order in which they stand. Every start is left at the next `<` or line end. */
const TOKEN =
  /(`+[^`\n]*`+)|<!--|<(\/?)([a-z][a-z0-9]*)(?=[\s/>])([^<>]*)>|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});/gi;
/** Elements that are HTML of their own, which Markdown does not look into. */
const WHOLE = new Set(['table', 'ul', 'ol', 'dl', 'pre']);
const DROPPED = new Set(
  'script style template noscript iframe object svg canvas video audio form select button'.split(' '),
);
const VOID = new Set(['br', 'hr', 'img', 'input', 'wbr', 'embed', 'source']);
const BLOCK = new Set(
  'p div section article header footer details summary center figure figcaption aside blockquote'.split(' '),
);
const INLINE = new Set(
  'a abbr b big cite code del em font i ins kbd mark q s samp small span strong strike sub sup tt u var picture'.split(
    ' ',
  ),
);
const HIDDEN =
  /(?:^|\s)hidden(?:\s|=|\/|$)|aria-hidden\s*=\s*["']?true|display\s*:\s*none|visibility\s*:\s*hidden/i;
const ALT = /\balt\s*=\s*(?:"([^"]*)"|'([^']*)')/i;

/**
 * Markdown prose without comments, HTML tags and attribute lists, entities decoded, and without what is hidden or runs.
 * Names in angle brackets that are no HTML (`<user_id>`, `List<Account>`) and code spans stay. A comment that is never closed
 * is text. Linear in the length of the prose.
 */
export function withoutMarkup(prose: string): string {
  return readable(/[<&]/.test(prose) ? new Markup(prose).text() : prose);
}

/** What exports leave behind: attribute lists, pictures that are data, underscores escaped within a word. */
function readable(text: string): string {
  return text
    .replace(/!\[([^\]\n]{0,300})\]\(data:[^)\s]*\)/g, '$1')
    .replace(/[ \t]?\{[.#:][^{}\n]*\}(?=[ \t]*(?:\n|$))/g, '')
    .replace(/(?<=[)\w])\{[.#][^{}\n]*\}/g, '')
    .replace(/(?<=\w)\\([_-])(?=\w)/g, '$1');
}

/** One pass over the tokens of a text. */
class Markup {
  private readonly source: string;
  private readonly lower: string;
  private readonly pattern = new RegExp(TOKEN);
  /** Ends that were looked for and are nowhere ahead: not looked for again. */
  private readonly missing = new Set<string>();
  private readonly written: string[] = [];
  private from = 0;

  constructor(source: string) {
    this.source = source;
    this.lower = source.toLowerCase();
  }

  text(): string {
    for (let found = this.next(); found; found = this.next()) {
      const [token, code, closing, name, attributes] = found;
      if (code !== undefined) continue;
      const replaced =
        token === '<!--'
          ? this.comment(found.index)
          : name === undefined
            ? decodeHTML(token)
            : this.tag(found, name.toLowerCase(), closing === '/', attributes ?? '');
      if (replaced === null) continue;
      this.written.push(this.source.slice(this.from, found.index), replaced);
      this.from = Math.max(this.pattern.lastIndex, found.index + token.length);
      this.pattern.lastIndex = this.from;
    }
    this.written.push(this.source.slice(this.from));
    return this.written.join('');
  }

  private next(): RegExpExecArray | null {
    return this.pattern.exec(this.source);
  }

  /** Null: not closed, so it is text. */
  private comment(start: number): string | null {
    const end = this.find('-->', start + 4);
    if (end < 0) return null;
    this.pattern.lastIndex = end + 3;
    return '';
  }

  /** What stands for a tag; null: it is no HTML. Leaves the position after what it stands for. */
  private tag(found: RegExpExecArray, name: string, closing: boolean, attributes: string): string | null {
    const start = found.index;
    const known =
      INLINE.has(name) || BLOCK.has(name) || VOID.has(name) || WHOLE.has(name) || DROPPED.has(name);
    if (!known) return /^h[1-6]$/.test(name) ? this.heading(Number(name[1]), closing) : null;
    // `List<a>` is a type, not a link.
    if (!closing && name.length === 1 && /\w/.test(this.source[start - 1] ?? '') && attributes === '')
      return null;
    const hidden = DROPPED.has(name) || HIDDEN.test(attributes);
    if (!closing && !VOID.has(name) && (hidden || WHOLE.has(name))) return this.element(name, start, hidden);
    if (name === 'br') return this.inRow(start) ? ' ' : '\n';
    if (name === 'img') return imageText(attributes);
    if (name === 'summary') return closing ? '**\n\n' : '\n**';
    return BLOCK.has(name) && closing ? '\n' : '';
  }

  private heading(level: number, closing: boolean): string {
    return closing ? '\n' : `\n${'#'.repeat(level)} `;
  }

  /** Takes an element with all that is in it; of one that is never closed only the tag, for the rest would be lost. */
  private element(name: string, start: number, hidden: boolean): string {
    const end = this.endOf(name);
    if (end === null) return '';
    this.pattern.lastIndex = end;
    return hidden ? '' : `\n\n${htmlToText(this.source.slice(start, end))}\n\n`;
  }

  /** Where the element that was just opened ends, others of its name within it included; null: nowhere. */
  private endOf(name: string): number | null {
    if (this.missing.has(name)) return null;
    const tags = new RegExp(`<(/?)${name}(?=[\\s>/])[^<>]*>`, 'g');
    tags.lastIndex = this.pattern.lastIndex;
    let depth = 1;
    for (let found = tags.exec(this.lower); found; found = tags.exec(this.lower)) {
      depth += found[1] === '/' ? -1 : 1;
      if (depth === 0) return tags.lastIndex;
    }
    this.missing.add(name);
    return null;
  }

  private find(text: string, from: number): number {
    if (this.missing.has(text)) return -1;
    const at = this.lower.indexOf(text, from);
    if (at < 0) this.missing.add(text);
    return at;
  }

  private inRow(at: number): boolean {
    const start = this.source.lastIndexOf('\n', at - 1) + 1;
    return /^[ \t]{0,3}\|/.test(this.source.slice(start, start + 5));
  }
}

function imageText(attributes: string): string {
  const alt = ALT.exec(attributes);
  return alt?.[1] ?? alt?.[2] ?? '';
}
