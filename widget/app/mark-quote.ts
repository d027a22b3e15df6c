import type { Block, Inline } from '../markdown/tree.ts';

/** Characters of private use, which no stored text needs: they travel through the parser and say where the quote is. */
const OPEN = '\ue000';
const CLOSE = '\ue001';

/** A piece of shown text, and whether it belongs to the quote. */
export interface Piece {
  text: string;
  marked: boolean;
}

/** A section with its quote between two characters, put where they change nothing of the Markdown around them. */
export function withMarks(before: string, quote: string, after: string): string {
  const clean = (text: string) => text.replaceAll(OPEN, '').replaceAll(CLOSE, '');
  const own = clean(quote);
  const isLineStart = before === '' || /\n[ \t]*$/.test(before);
  const lead = isLineStart
    ? (/^\s*(?:(?:`{3,}|~{3,})[^\n]*\n|(?:[-*+•]|\d{1,3}[.)])\s+|>\s?|#{1,6}\s+|\|\s*)?/.exec(own)?.[0]
        .length ?? 0)
    : 0;
  const tail = /\s*(?:\n\s*(?:`{3,}|~{3,})|\|)?\s*$/.exec(own)?.[0].length ?? 0;
  const end = Math.max(lead, own.length - tail);
  return (
    clean(before) + own.slice(0, lead) + OPEN + own.slice(lead, end) + CLOSE + own.slice(end) + clean(after)
  );
}

/** Cuts texts, in reading order, into what is quoted and what is not. One function a section: it remembers where it is. */
export function createCutter(): (text: string) => Piece[] {
  let marked = false;
  return (text) =>
    text
      .split(/([\ue000\ue001])/)
      .flatMap((part) => {
        if (part !== OPEN && part !== CLOSE) return [{ text: part, marked }];
        marked = part === OPEN;
        return [];
      })
      .filter((one) => one.text !== '');
}

/** What a section is drawn with; text only ever becomes text. */
export interface Drawing {
  element(name: string, children: Node[], attributes?: Record<string, string>): HTMLElement;
  text(text: string): Node[];
}

/** Blocks of Markdown as nodes. */
export function drawBlocks(blocks: readonly Block[], drawing: Drawing): Node[] {
  return blocks.map((block) => drawBlock(block, drawing));
}

function drawBlock(block: Block, drawing: Drawing): Node {
  const { element, text } = drawing;
  const all = (inner: readonly Block[]) => drawBlocks(inner, drawing);
  switch (block.t) {
    case 'p':
      return element('p', drawInline(block.c, drawing));
    case 'h':
      return element('h3', drawInline(block.c, drawing));
    case 'pre':
      return element('pre', [element('code', text(block.text))], { tabindex: '0' });
    case 'list': {
      const items = block.items.map((item) => element('li', all(item)));
      return block.start === null
        ? element('ul', items)
        : element('ol', items, { start: String(block.start) });
    }
    case 'table': {
      const row = (cells: readonly Inline[][], name: string) =>
        element(
          'tr',
          cells.map((cell) => element(name, drawInline(cell, drawing))),
        );
      const rows = [row(block.head, 'th'), ...block.rows.map((one) => row(one, 'td'))];
      return element('div', [element('table', [element('tbody', rows)])], { class: 'wide', tabindex: '0' });
    }
    case 'quote':
      return element('blockquote', all(block.c));
    case 'hr':
      return element('hr', []);
  }
}

function drawInline(nodes: readonly Inline[], drawing: Drawing): Node[] {
  return nodes.flatMap((node) => drawOne(node, drawing));
}

function drawOne(node: Inline, drawing: Drawing): Node[] {
  const { element, text } = drawing;
  if (typeof node === 'string') return text(node);
  switch (node.t) {
    case 'b':
      return [element('strong', drawInline(node.c, drawing))];
    case 'i':
      return [element('em', drawInline(node.c, drawing))];
    case 'code':
      return [element('code', text(node.text))];
    case 'a': {
      const href = node.href.replace(/%EE%80%8[01]|[\ue000\ue001]/gi, '');
      const about = { href, target: '_blank', rel: 'noopener noreferrer nofollow' };
      return [element('a', drawInline(node.c, drawing), about)];
    }
    case 'cite':
      return text(`[${node.n}]`);
    case 'br':
      return [element('br', [])];
  }
}
