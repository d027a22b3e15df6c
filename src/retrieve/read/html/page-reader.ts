import { elementRole, unseenByClass } from './element-role.ts';
import { blendsIn, type Colour, colourOf, declarations, hides, WHITE } from './hidden-style.ts';
import { hidingClasses } from './hiding-classes.ts';
import { PageHead } from './page-head.ts';

/** Elements that keep their tag: those whose form is part of what the text says. */
const KEPT = new Set(
  'h1 h2 h3 h4 h5 h6 p div section article main ul ol li dl dt dd table caption thead tbody tfoot tr td th pre code blockquote br hr figure figcaption details summary address fieldset center'.split(
    ' ',
  ),
);
const TABLE_PARTS = new Set('table caption thead tbody tfoot tr td th'.split(' '));
const VOID = new Set('area base br col hr img input link meta source track wbr embed'.split(' '));
const HEADING = /^h[1-6]$/;
/** Links taken from a page: an index of an archive has thousands, a trap has no end. */
const LINKS_MAX = 5_000;
/** UTF-16 units of style sheets kept. */
const SHEET_CHARS = 200_000;

const MAIN = 1;
const ARTICLE = 2;
const BOILERPLATE = 4;

interface Frame {
  name: string;
  hidden: boolean;
  where: number;
  ground: Colour;
  ink: Colour | 'none' | null;
}

/**
 * Takes a parser's events and keeps what a person would see of a page: as plain HTML without attributes, by whether it stands in
 * `<main>`, an `<article>`, elsewhere, or in what surrounds the content. What is hidden by any of the ways that hide it from eyes is dropped.
 */
export class PageReader {
  readonly head = new PageHead();
  readonly hrefs: string[] = [];
  heading = '';
  private readonly pieces: { html: string; where: number }[] = [];
  private readonly frames: Frame[] = [];
  /** Ids that something visible opens (`aria-controls`): hidden at first, but there for people. */
  private readonly opened = new Set<string>();
  /** The tables that are open, innermost last. */
  private readonly tables: OpenTable[] = [];
  private hiding = new Set<string>();
  private sheet = '';
  private firstHeading: 'before' | 'in' | 'after' = 'before';

  open(name: string, attributes: Record<string, string>): void {
    this.head.element(name, attributes);
    const parent = this.frames.at(-1);
    const frame = this.frameOf(name, attributes, parent);
    this.frames.push(frame);
    if (frame.hidden) return;
    if (attributes['aria-controls']) this.opened.add(attributes['aria-controls']);
    if (name === 'a' && attributes.href !== undefined) this.link(attributes);
    if (name === 'h1' && this.firstHeading === 'before') this.firstHeading = 'in';
    if (TABLE_PARTS.has(name)) this.openTablePart(name, frame.where);
    else if (KEPT.has(name)) {
      if (HEADING.test(name)) this.isLayout();
      // Blocks within a cell become one line of text, in which their words must stay apart.
      const inCell = this.tables.at(-1)?.layout === false && name !== 'br';
      this.put(inCell ? `<br><${name}>` : `<${name}>`, frame.where);
    }
  }

  text(text: string): void {
    const frame = this.frames.at(-1);
    if (frame?.name === 'title' && !this.frames.some(({ name }) => name === 'svg')) this.addTitle(text);
    if (frame?.name === 'style' && this.sheet.length < SHEET_CHARS) this.sheet += text;
    if (frame?.hidden) return;
    if (frame && blendsIn(frame.ink, frame.ground)) return;
    if (this.firstHeading === 'in' && this.heading.length < 1_000) this.heading += text;
    this.put(text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'), frame?.where ?? 0);
  }

  close(): void {
    const frame = this.frames.pop();
    if (frame === undefined) return;
    if (frame.name === 'style') this.hiding = hidingClasses(this.sheet);
    if (frame.hidden) return;
    if (frame.name === 'h1' && this.firstHeading === 'in') this.firstHeading = 'after';
    if (KEPT.has(frame.name) && !VOID.has(frame.name)) {
      const piece = this.put(`</${frame.name}>`, frame.where);
      if (TABLE_PARTS.has(frame.name)) this.tablePart(piece);
      if (frame.name === 'table') this.tables.pop();
    } else if (frame.name === 'button') this.put('<br>', frame.where);
  }

  /** The page's content as plain HTML: `<main>`, else its articles, else all but what surrounds the content, else all. */
  content(): string {
    const rest = this.select((where) => (where & BOILERPLATE) === 0);
    const size = visibleChars(rest);
    for (const part of [MAIN, ARTICLE]) {
      const chosen = this.select((where) => (where & BOILERPLATE) === 0 && (where & part) !== 0);
      const chars = visibleChars(chosen);
      if (chars >= 200 || (chars > 0 && chars >= size * 0.3)) return chosen;
    }
    return size > 0 ? rest : this.select(() => true);
  }

  private select(takes: (where: number) => boolean): string {
    return this.pieces
      .filter(({ where }) => takes(where))
      .map(({ html }) => html)
      .join('');
  }

  private put(html: string, where: number): { html: string } {
    const piece = { html, where };
    this.pieces.push(piece);
    return piece;
  }

  private openTablePart(name: string, where: number): void {
    if (name === 'table') {
      this.isLayout();
      this.tables.push({ parts: [], layout: false });
    }
    this.tablePart(this.put(`<${name}>`, where));
  }

  private tablePart(piece: { html: string }): void {
    const table = this.tables.at(-1);
    if (table?.layout === false) table.parts.push(piece);
    else piece.html = asBlock(piece.html);
  }

  /** A table with a heading or another table in it was made to place things: it is read as the blocks in it. */
  private isLayout(): void {
    for (const table of this.tables) {
      table.layout = true;
      for (const part of table.parts) part.html = asBlock(part.html);
      table.parts = [];
    }
  }

  private addTitle(text: string): void {
    if (this.head.title.length < 1_000) this.head.title += text;
  }

  private frameOf(name: string, attributes: Record<string, string>, parent: Frame | undefined): Frame {
    const where = parent?.where ?? 0;
    const frame = { name, where, hidden: true, ground: parent?.ground ?? WHITE, ink: parent?.ink ?? null };
    if (parent?.hidden) return frame;
    const role = elementRole(name, attributes, (where & (MAIN | ARTICLE)) !== 0);
    if (role === 'dropped' || (name === 'button' && !this.isOpener(attributes))) return frame;
    const style = declarations(attributes.style ?? '');
    if (this.isHidden(attributes, style)) return frame;
    const ground = colourOf(style.get('background-color') ?? style.get('background') ?? attributes.bgcolor);
    const ink = colourOf(style.get('color') ?? (name === 'font' ? attributes.color : undefined));
    return {
      name,
      hidden: false,
      where:
        where |
        (role === 'main' ? MAIN : role === 'article' ? ARTICLE : role === 'boilerplate' ? BOILERPLATE : 0),
      ground: ground === null || ground === 'none' ? frame.ground : ground,
      ink: ink ?? frame.ink,
    };
  }

  /** A button is text where it is a question that opens its answer; others are controls. */
  private isOpener(attributes: Record<string, string>): boolean {
    if ('aria-controls' in attributes || 'aria-expanded' in attributes) return true;
    return this.frames.some((frame) => HEADING.test(frame.name) || frame.name === 'dt');
  }

  private isHidden(attributes: Record<string, string>, style: ReadonlyMap<string, string>): boolean {
    if (attributes.id !== undefined && this.opened.has(attributes.id)) return false;
    if ('hidden' in attributes) return attributes.hidden?.toLowerCase() !== 'until-found';
    if (attributes['aria-hidden']?.toLowerCase() === 'true' || hides(style) || unseenByClass(attributes))
      return true;
    if (this.hiding.size === 0) return false;
    if (attributes.id !== undefined && this.hiding.has(`#${attributes.id}`)) return true;
    return (attributes.class ?? '').split(/\s+/).some((word) => this.hiding.has(`.${word}`));
  }

  private link(attributes: Record<string, string>): void {
    if (this.hrefs.length >= LINKS_MAX || /(?:^|\s)nofollow(?:\s|$)/i.test(attributes.rel ?? '')) return;
    if (attributes.href !== undefined) this.hrefs.push(attributes.href);
  }
}

interface OpenTable {
  /** The tags that make it a table. */
  parts: { html: string }[];
  layout: boolean;
}

function asBlock(tag: string): string {
  return tag.startsWith('</') ? '</div>' : '<div>';
}

function visibleChars(html: string): number {
  return html.replace(/<[^>]*>/g, '').replace(/\s+/g, '').length;
}
