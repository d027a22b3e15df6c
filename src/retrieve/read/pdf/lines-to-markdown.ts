import { itemText } from './list-item.ts';
import { codeAt, headingLevel, isNext, type Layout, layoutOf, same, tableAt } from './page-layout.ts';
import type { Line } from './page-lines.ts';

/** An entry of a table of contents: dots lead to its page. */
const LEADER = /(?:\.\s?){5,}\s{0,3}(?:\d{1,4}|[ivxlc]{1,7})$/;
/** Share of a full line below which a line was not broken for want of room. */
const SHORT = 0.6;
const ENDED = /[.!?:;。！？]["'”’)]?$/;

/** Lines of a whole document as Markdown: headings by size and font, lists, tables, code, paragraphs with their hyphens closed. Pure. */
export function linesToMarkdown(lines: readonly Line[], monospaced: ReadonlySet<string>): string {
  const layout = layoutOf(lines, monospaced);
  const kept = lines.filter((line) => !LEADER.test(line.text));
  const writer = new BlockWriter(layout);
  for (let at = 0; at < kept.length; at += 1) {
    const line = kept[at];
    if (!line) break;
    const rows = tableAt(kept, at);
    const code = rows > 0 ? 0 : codeAt(kept, at, layout);
    if (rows > 0) writer.whole(table(kept.slice(at, at + rows)));
    else if (code > 0) writer.whole(fenced(kept.slice(at, at + code)));
    else writer.line(line, headingLevel(kept, at, layout));
    at += Math.max(rows, code, 1) - 1;
  }
  return writer.result();
}

type Kind = 'heading' | 'item' | 'paragraph';

/** Joins lines to blocks, one block at a time. */
class BlockWriter {
  private readonly blocks: string[] = [];
  private readonly layout: Layout;
  private block = '';
  private kind: Kind = 'paragraph';
  /** The block's first line, and its last so far. */
  private first: Line | null = null;
  private last: Line | null = null;

  constructor(layout: Layout) {
    this.layout = layout;
  }

  whole(block: string): void {
    this.flush();
    this.blocks.push(block);
  }

  line(line: Line, level: number): void {
    const item = level > 0 ? null : itemText(line.text);
    const kind: Kind = level > 0 ? 'heading' : item === null ? 'paragraph' : 'item';
    if (this.startsBlock(line, kind)) {
      this.flush();
      this.kind = kind;
      this.first = line;
      this.block = level > 0 ? `${'#'.repeat(level)} ${line.text}` : (item ?? line.text);
    } else this.block = joined(this.block, line.text);
    this.last = line;
  }

  result(): string {
    this.flush();
    return this.blocks.reduce((text, block, at) => {
      if (at === 0) return block;
      const inList = isListItem(block) && isListItem(this.blocks[at - 1] ?? '');
      return `${text}${inList ? '\n' : '\n\n'}${block}`;
    }, '');
  }

  private flush(): void {
    if (this.block !== '') this.blocks.push(this.block);
    this.block = '';
    this.first = null;
    this.last = null;
  }

  private startsBlock(line: Line, kind: Kind): boolean {
    const { first, last, layout } = this;
    if (first === null || last === null || kind === 'item') return true;
    if ((kind === 'heading') !== (this.kind === 'heading')) return true;
    const ended = ENDED.test(last.text);
    if (line.page !== last.page || line.y < last.y - last.size) {
      return kind === 'heading' || ended || !/^[\p{Ll}\d(]/u.test(line.text);
    }
    if (!isNext(last, line, layout) || !same(last.size, line.size)) return true;
    const lastIsShort = last.right - Math.min(last.x, line.x) < SHORT * layout.width;
    if (lastIsShort && /^[\p{Lu}\d]/u.test(line.text)) return true;
    if (this.kind === 'item') return ended && line.x <= first.x + 0.3 * line.size;
    if (ended && line.x > last.x + 0.8 * line.size) return true;
    return lastIsShort && line.x < last.x - 0.8 * line.size;
  }
}

function isListItem(block: string): boolean {
  return /^(?:- |\d{1,3}\. )/.test(block);
}

/** A word divided at the end of a line is one word again. */
function joined(text: string, next: string): string {
  if (/\p{Ll}[-\u00ad\u2010]$/u.test(text) && /^\p{Ll}/u.test(next)) return text.slice(0, -1) + next;
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u.test(text)) return text + next;
  return `${text} ${next}`;
}

function fenced(lines: readonly Line[]): string {
  const left = Math.min(...lines.map((line) => line.x));
  const indented = lines.map((line) => {
    // Letters of one width are about 0.6 of their height.
    const columns = Math.min(40, Math.round((line.x - left) / (line.size * 0.6)));
    return `${' '.repeat(Math.max(0, columns))}${line.text.replaceAll('```', "'''")}`;
  });
  return ['```', ...indented, '```'].join('\n');
}

function table(lines: readonly Line[]): string {
  const rows = lines.map((line) => `| ${line.cells.map((cell) => cell.replaceAll('|', '/')).join(' | ')} |`);
  rows.splice(1, 0, `|${(lines[0]?.cells ?? []).map(() => ' --- ').join('|')}|`);
  return rows.join('\n');
}
