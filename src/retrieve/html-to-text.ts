import { Parser } from 'htmlparser2';

/** Elements whose content is never shown, or is not part of the article. */
const DROPPED = new Set(
  'script style template noscript head iframe object embed svg canvas video audio form select option textarea button nav math'.split(
    ' ',
  ),
);
const VOID = new Set('area base br col hr img input link meta source track wbr embed'.split(' '));
const BLOCKS = new Set(
  'p div section article main header footer aside figure figcaption address dl dd fieldset details center body html'.split(
    ' ',
  ),
);

/** Open elements beyond which no page of a person goes; the rest is left out, for every further one costs the parser more. */
const DEPTH_MAX = 10_000;
/** UTF-16 units parsed between two looks at the depth. */
const PART_CHARS = 16_384;

/** Lists deeper than this are indented like this: what hostile nesting writes stays as long as what it sent. */
const INDENT_LEVELS = 4;

interface ListState {
  ordered: boolean;
  next: number;
}

/**
 * The visible text of an HTML document as light Markdown: headings, lists, tables and preformatted code keep their form,
 * entities are decoded, scripts, styles and hidden elements are gone. A streaming parse, so depth costs no stack.
 */
export function htmlToText(html: string): string {
  const writer = new TextWriter();
  const hidden: string[] = [];
  let depth = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1;
        if (hidden.length > 0) {
          if (!VOID.has(name)) hidden.push(name);
          return;
        }
        if (DROPPED.has(name) || isHidden(attributes)) {
          if (!VOID.has(name)) hidden.push(name);
          return;
        }
        writer.open(name);
      },
      ontext(text) {
        if (hidden.length === 0) writer.text(text);
      },
      onclosetag(name) {
        depth -= 1;
        if (VOID.has(name)) return;
        if (hidden.length > 0) hidden.pop();
        else writer.close(name);
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  for (let at = 0; at < html.length && depth < DEPTH_MAX; at += PART_CHARS) {
    parser.write(html.slice(at, at + PART_CHARS));
  }
  parser.end();
  return writer.result();
}

function isHidden(attributes: Record<string, string>): boolean {
  if ('hidden' in attributes || attributes['aria-hidden'] === 'true') return true;
  return /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributes.style ?? '');
}

/** Collects text line by line; white space collapses except in preformatted code. */
class TextWriter {
  private lines: string[] = [];
  private line = '';
  /** True where the line needs no further space. Asking the line itself would copy all of it for every piece of text. */
  private gap = true;
  private lists: ListState[] = [];
  private pre = 0;
  private row: string[] | null = null;
  private rows = 0;
  /** Where a term or summary began: the number of lines before it. */
  private term = 0;

  open(name: string): void {
    if (this.row !== null && name !== 'td' && name !== 'th' && name !== 'tr') {
      if (name === 'br') this.add(' ');
      return;
    }
    if (/^h[1-6]$/.test(name)) {
      this.blank();
      this.begin(`${'#'.repeat(Number(name[1]))} `);
    } else if (name === 'br') this.flush();
    else if (name === 'hr') this.blank();
    else if (name === 'pre') this.openPre();
    else if (name === 'ul' || name === 'ol') this.openList(name === 'ol');
    else if (name === 'li') this.openItem();
    else if (name === 'dt' || name === 'summary') {
      this.boundary();
      this.term = this.lines.length;
    } else if (name === 'table') {
      this.blank();
      this.rows = 0;
    } else if (name === 'tr') {
      this.flush();
      this.row = [];
    } else if (name === 'td' || name === 'th') this.begin('');
    else if (BLOCKS.has(name) || name === 'blockquote') this.boundary();
  }

  close(name: string): void {
    if (name === 'td' || name === 'th') {
      this.row?.push(this.line.replace(/\s+/g, ' ').trim().replaceAll('|', '/'));
      this.begin('');
    } else if (name === 'tr') this.closeRow();
    else if (name === 'pre') this.closePre();
    else if (this.row !== null) return;
    else if (name === 'ul' || name === 'ol') this.closeList();
    else if (name === 'li') this.flush();
    else if (name === 'dt' || name === 'summary') this.closeTerm();
    else if (/^h[1-6]$/.test(name) || name === 'table') this.blank();
    else if (BLOCKS.has(name) || name === 'blockquote') this.boundary();
  }

  text(text: string): void {
    if (this.pre > 0) {
      const parts = text.split('\n');
      parts.forEach((part, index) => {
        if (index > 0) {
          this.lines.push(this.line);
          this.begin('');
        }
        this.add(part);
      });
      return;
    }
    const collapsed = text.replace(/[\s\u00a0]+/g, ' ');
    this.add(this.gap ? collapsed.trimStart() : collapsed);
  }

  private begin(line: string): void {
    this.line = line;
    this.gap = line === '' || line.endsWith(' ');
  }

  private add(text: string): void {
    if (text === '') return;
    this.line += text;
    this.gap = text.endsWith(' ');
  }

  result(): string {
    if (this.row !== null) this.closeRow();
    if (this.pre > 0) this.closePre();
    this.flush();
    return this.lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
  }

  private flush(): void {
    const line = this.line.trimEnd();
    if (line.trim() !== '' && !/^\s*(?:-|\d+\.)$/.test(line)) this.lines.push(line);
    this.begin('');
  }

  private blank(): void {
    this.flush();
    if (this.lines.length > 0 && this.lines.at(-1) !== '') this.lines.push('');
  }

  /** Between two blocks: a blank line, but inside a list item only a new, indented line. */
  private boundary(): void {
    if (this.lists.length === 0) {
      this.blank();
      return;
    }
    if (/^\s*(?:-|\d+\.) ?$/.test(this.line)) return;
    this.flush();
    this.begin('  '.repeat(Math.min(this.lists.length, INDENT_LEVELS)));
  }

  private openList(ordered: boolean): void {
    if (this.lists.length === 0) this.blank();
    else this.flush();
    this.lists.push({ ordered, next: 1 });
  }

  private closeList(): void {
    this.flush();
    this.lists.pop();
    if (this.lists.length === 0) this.blank();
  }

  /** A term that is defined, or a question that unfolds, stands in bold above what is said of it. */
  private closeTerm(): void {
    this.flush();
    const line = this.lines[this.term] ?? '';
    const words = line.trim();
    const alone = this.lines.slice(this.term + 1).every((one) => one === '');
    if (alone && words !== '' && !words.includes('*'))
      this.lines[this.term] = line.replace(words, () => `**${words}**`);
    this.boundary();
  }

  private openItem(): void {
    this.flush();
    const list = this.lists.at(-1);
    const indent = '  '.repeat(Math.min(Math.max(this.lists.length - 1, 0), INDENT_LEVELS - 1));
    this.begin(list?.ordered ? `${indent}${list.next}. ` : `${indent}- `);
    if (list) list.next += 1;
  }

  private openPre(): void {
    if (this.pre === 0) {
      this.blank();
      this.lines.push('```');
    }
    this.pre += 1;
  }

  private closePre(): void {
    if (this.pre === 0) return;
    this.pre -= 1;
    if (this.pre > 0) return;
    if (this.line !== '') this.lines.push(this.line);
    this.begin('');
    this.lines.push('```', '');
  }

  private closeRow(): void {
    const row = this.row;
    this.row = null;
    this.begin('');
    if (row === null || row.every((cell) => cell === '')) return;
    this.lines.push(`| ${row.join(' | ')} |`);
    this.rows += 1;
    if (this.rows === 1) this.lines.push(`|${row.map(() => ' --- ').join('|')}|`);
  }
}
