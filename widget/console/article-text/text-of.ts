import type { Block, Inline } from '../../markdown/tree.ts';

/** The texts of blocks in the order in which they are shown, one behind the other. Pure. */
export function textOf(blocks: readonly Block[]): string {
  return blocks.map(textOfBlock).join('');
}

/** The texts of a run of inline nodes. Pure. */
export function textOfInline(nodes: readonly Inline[]): string {
  return nodes.map(leafText).join('');
}

function textOfBlock(block: Block): string {
  switch (block.t) {
    case 'p':
    case 'h':
      return textOfInline(block.c);
    case 'pre':
      return block.text;
    case 'list':
      return block.items.map(textOf).join('');
    case 'table':
      return [...block.head, ...block.rows.flat()].map(textOfInline).join('');
    case 'quote':
      return textOf(block.c);
    case 'hr':
      return '';
  }
}

function leafText(node: Inline): string {
  if (typeof node === 'string') return node;
  switch (node.t) {
    case 'b':
    case 'i':
    case 'a':
      return textOfInline(node.c);
    case 'code':
      return node.text;
    case 'cite':
      return `[${node.n}]`;
    case 'br':
      return '';
  }
}
