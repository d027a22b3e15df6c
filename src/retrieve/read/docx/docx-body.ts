import { Parser } from 'htmlparser2';
import type { ParagraphStyle } from './docx-styles.ts';

export interface DocxContext {
  styles: ReadonlyMap<string, ParagraphStyle>;
  numbering: ReadonlyMap<string, readonly boolean[]>;
  /** Addresses of links by relationship. */
  links: ReadonlyMap<string, string>;
}

/** Content that is not what the document says: what was deleted, codes of fields, the old form of a drawing. */
const SKIPPED = new Set(
  'w:del w:moveFrom w:instrText mc:Fallback w:rPrChange w:pPrChange w:sectPr w:object'.split(' '),
);
/** Open elements beyond which the rest is left out: Word nests a few dozen. */
const DEPTH_MAX = 2_000;

interface Paragraph {
  text: string;
  style: string | null;
  level: number | null;
  numId: string | null;
  depth: number;
  link: string | null;
}

interface Cells {
  rows: string[][];
  cell: string[] | null;
}

/** The text of `document.xml` as Markdown, and the first heading. Hidden and white text is left out. */
export function readBody(
  xml: string,
  context: DocxContext,
): { markdown: string; title: string | null; complete: boolean } {
  const body = new DocxBody(context);
  let depth = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1;
        body.open(name, attributes);
      },
      ontext: (text) => body.text(text),
      onclosetag(name) {
        depth -= 1;
        body.close(name);
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  let at = 0;
  for (; at < xml.length && depth < DEPTH_MAX; at += 16_384) parser.write(xml.slice(at, at + 16_384));
  parser.end();
  return { markdown: body.result(), title: body.title, complete: at >= xml.length };
}

class DocxBody {
  title: string | null = null;
  private readonly context: DocxContext;
  private readonly blocks: string[] = [];
  private readonly paragraphs: Paragraph[] = [];
  private readonly tables: Cells[] = [];
  private readonly counters = new Map<string, number[]>();
  private skipping = 0;
  private inText = false;
  private hiddenRun = false;
  private inRun = false;
  private lastWasItem = false;

  constructor(context: DocxContext) {
    this.context = context;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.skipping > 0 || SKIPPED.has(name)) {
      this.skipping += 1;
      return;
    }
    const value = attributes['w:val'] ?? '';
    if (name === 'w:p') {
      this.paragraphs.push({ text: '', style: null, level: null, numId: null, depth: 0, link: null });
    } else if (name === 'w:tbl') this.tables.push({ rows: [], cell: null });
    else if (name === 'w:tr') this.tables.at(-1)?.rows.push([]);
    else if (name === 'w:tc') this.openCell();
    const paragraph = this.paragraphs.at(-1);
    if (!paragraph) return;
    if (name === 'w:pStyle') paragraph.style = value;
    else if (name === 'w:ilvl') paragraph.depth = Math.min(Math.max(0, Number(value) | 0), 8);
    else if (name === 'w:numId') paragraph.numId = value;
    else if (name === 'w:outlineLvl') paragraph.level = Number(value) < 6 ? Number(value) + 1 : 0;
    else if (name === 'w:r') this.openRun(true);
    else if (name === 'w:vanish' || name === 'w:webHidden') this.hiddenRun ||= this.inRun && !isOff(value);
    else if (name === 'w:color') this.hiddenRun ||= this.inRun && /^f{6}$/i.test(value);
    else if (name === 'w:sz') this.hiddenRun ||= this.inRun && Number(value) <= 2;
    else if (name === 'w:t') this.inText = true;
    else if (name === 'w:tab') this.add(' ');
    else if (name === 'w:br' || name === 'w:cr') this.add('\n');
    else if (name === 'w:noBreakHyphen') this.add('-');
    else if (name === 'w:hyperlink') this.openLink(paragraph, attributes['r:id'] ?? '');
  }

  text(text: string): void {
    if (this.inText && this.skipping === 0) this.add(text);
  }

  close(name: string): void {
    if (this.skipping > 0) {
      this.skipping -= 1;
      return;
    }
    if (name === 'w:t') this.inText = false;
    else if (name === 'w:r') this.openRun(false);
    else if (name === 'w:hyperlink') this.closeLink();
    else if (name === 'w:p') this.closeParagraph();
    else if (name === 'w:tc') this.closeCell();
    else if (name === 'w:tbl') this.closeTable();
  }

  result(): string {
    while (this.paragraphs.length > 0) this.closeParagraph();
    while (this.tables.length > 0) this.closeTable();
    return this.blocks.join('').trim();
  }

  private openRun(open: boolean): void {
    this.inRun = open;
    this.hiddenRun = false;
  }

  private add(text: string): void {
    const paragraph = this.paragraphs.at(-1);
    if (paragraph && !this.hiddenRun) paragraph.text += text;
  }

  private openLink(paragraph: Paragraph, id: string): void {
    const address = this.context.links.get(id);
    if (address === undefined || paragraph.link !== null) return;
    paragraph.link = address;
    paragraph.text += '[';
  }

  private closeLink(): void {
    const paragraph = this.paragraphs.at(-1);
    if (!paragraph || paragraph.link === null) return;
    const empty = paragraph.text.endsWith('[');
    paragraph.text = empty ? paragraph.text.slice(0, -1) : `${paragraph.text}](${paragraph.link})`;
    paragraph.link = null;
  }

  private closeParagraph(): void {
    const paragraph = this.paragraphs.pop();
    if (!paragraph) return;
    const text = paragraph.text
      .replace(/[ \t\u00a0]+/g, ' ')
      .replace(/ ?\n ?/g, '\n')
      .trim();
    const cell = this.tables.at(-1)?.cell;
    if (cell) {
      if (text !== '') cell.push(text);
      return;
    }
    if (text === '') return;
    const style = this.context.styles.get(paragraph.style ?? '');
    const level = paragraph.level ?? style?.level ?? 0;
    const numId = paragraph.numId ?? style?.numId ?? '0';
    if (level > 0) {
      this.title ??= text.replaceAll('\n', ' ');
      this.block(`${'#'.repeat(level)} ${text.replaceAll('\n', ' ')}`, false);
    } else if (numId !== '0') this.block(this.item(text, numId, paragraph.depth), true);
    else this.block(text, false);
  }

  private block(text: string, item: boolean): void {
    this.blocks.push(this.blocks.length === 0 ? '' : item && this.lastWasItem ? '\n' : '\n\n', text);
    this.lastWasItem = item;
  }

  private item(text: string, numId: string, depth: number): string {
    const indent = '  '.repeat(Math.min(depth, 3));
    const body = text.replaceAll('\n', `\n${indent}  `);
    if (this.context.numbering.get(numId)?.[depth] !== true) return `${indent}- ${body}`;
    const counts = this.counters.get(numId) ?? [];
    counts[depth] = (counts[depth] ?? 0) + 1;
    counts.length = depth + 1;
    this.counters.set(numId, counts);
    return `${indent}${counts[depth]}. ${body}`;
  }

  private openCell(): void {
    const table = this.tables.at(-1);
    if (table) table.cell = [];
  }

  private closeCell(): void {
    const table = this.tables.at(-1);
    if (!table?.cell) return;
    const text = table.cell.join(' ').replace(/\s+/g, ' ').replaceAll('|', '/');
    table.rows.at(-1)?.push(text);
    table.cell = null;
  }

  /** A table within a cell becomes text of that cell; one of a single column is layout, not a table. */
  private closeTable(): void {
    const table = this.tables.pop();
    const rows = table?.rows.filter((row) => row.some((cell) => cell !== '')) ?? [];
    if (rows.length === 0) return;
    const outer = this.tables.at(-1)?.cell;
    if (outer) outer.push(rows.map((row) => row.join(', ')).join('; '));
    else if (rows.every((row) => row.length === 1)) for (const row of rows) this.block(row[0] ?? '', false);
    else {
      const lines = rows.map((row) => `| ${row.join(' | ')} |`);
      lines.splice(1, 0, `|${(rows[0] ?? []).map(() => ' --- ').join('|')}|`);
      this.block(lines.join('\n'), false);
    }
  }
}

function isOff(value: string): boolean {
  return value === '0' || value === 'false' || value === 'off';
}
