import { parseBlocks } from '../markdown/parse-blocks.ts';
import { safeUrl } from '../markdown/safe-url.ts';
import type { Block, Inline } from '../markdown/tree.ts';

/** Words at each end of a quote: enough to be unique on a page, few enough to survive small differences of rendering. */
const EDGE_WORDS = 6;

/**
 * The address of a source, opened at its quote: a text fragment (WICG scroll-to-text-fragment), which other browsers
 * ignore. Null when the source has no address that may be followed.
 */
export function sourceLink(url: string | null, quote: string, base: string): string | null {
  const href = url && safeUrl(url, base);
  if (!href) return null;
  const leaves = parseBlocks(quote).flatMap(leavesOf).filter(Boolean);
  const first = words(leaves[0] ?? '');
  const last = words(leaves.at(-1) ?? '');
  if (first.length === 0) return href;
  const whole = leaves.length === 1 && first.length <= EDGE_WORDS * 2;
  const parts = whole ? [first] : [first.slice(0, EDGE_WORDS), last.slice(-EDGE_WORDS)];
  const directive = parts.map((part) => encodeURIComponent(part.join(' ')).replace(/-/g, '%2D')).join(',');
  return `${href}${href.includes('#') ? '' : '#'}:~:text=${directive}`;
}

/** A quote in one line of plain text, for a list in which sources must differ at a glance. */
export function plainQuote(quote: string): string {
  return parseBlocks(quote).flatMap(leavesOf).join(' ');
}

function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}

/** The texts that stand as blocks of their own on a rendered page. */
function leavesOf(block: Block): string[] {
  switch (block.t) {
    case 'p':
    case 'h':
      return [plain(block.c)];
    case 'pre':
      return block.text.split('\n');
    case 'list':
      return block.items.flat().flatMap(leavesOf);
    case 'table':
      return [...block.head, ...block.rows.flat()].map(plain);
    case 'quote':
      return block.c.flatMap(leavesOf);
    case 'hr':
      return [];
  }
}

function plain(nodes: Inline[]): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return node;
      if (node.t === 'code') return node.text;
      return node.t === 'b' || node.t === 'i' || node.t === 'a' ? plain(node.c) : ' ';
    })
    .join('');
}
