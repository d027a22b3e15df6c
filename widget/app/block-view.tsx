import type { ComponentChildren } from 'preact';
import type { Block, Inline } from '../markdown/tree.ts';

/** How the parts of a text look that are not the same everywhere. Called in the order of the text. */
export interface BlockParts {
  heading(level: number, text: ComponentChildren): ComponentChildren;
  code(block: Extract<Block, { t: 'pre' }>): ComponentChildren;
  /** A run of plain text, or what stands between backticks. */
  leaf(text: string): ComponentChildren;
  cite(n: number): ComponentChildren;
}

/** A block of Markdown as nodes. Text reaches the page only as text: there is no path from it to markup. */
export function blockView(block: Block, parts: BlockParts): ComponentChildren {
  switch (block.t) {
    case 'p':
      return <p>{inlineViews(block.c, parts)}</p>;
    case 'h':
      return parts.heading(block.level, inlineViews(block.c, parts));
    case 'pre':
      return parts.code(block);
    case 'list': {
      const items = block.items.map((item) => <li>{itemViews(item, parts)}</li>);
      return block.start === null ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>;
    }
    case 'table':
      return tableView(block, parts);
    case 'quote':
      return <blockquote>{block.c.map((inner) => blockView(inner, parts))}</blockquote>;
    case 'hr':
      return <hr />;
  }
}

/** A paragraph that is alone at the head of an item needs no paragraph of its own. */
function itemViews(item: Block[], parts: BlockParts): ComponentChildren {
  return item.map((block, at) =>
    at === 0 && block.t === 'p' ? inlineViews(block.c, parts) : blockView(block, parts),
  );
}

function tableView(block: Extract<Block, { t: 'table' }>, parts: BlockParts) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <div class="wide" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {block.head.map((cell) => (
              <th scope="col">{inlineViews(cell, parts)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row) => (
            <tr>
              {row.map((cell) => (
                <td>{inlineViews(cell, parts)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function inlineViews(nodes: readonly Inline[], parts: BlockParts): ComponentChildren {
  return nodes.map((node) => inlineView(node, parts));
}

function inlineView(node: Inline, parts: BlockParts): ComponentChildren {
  if (typeof node === 'string') return parts.leaf(node);
  switch (node.t) {
    case 'b':
      return <strong>{inlineViews(node.c, parts)}</strong>;
    case 'i':
      return <em>{inlineViews(node.c, parts)}</em>;
    case 'code':
      return <code>{parts.leaf(node.text)}</code>;
    case 'a':
      return (
        <a href={node.href} target="_blank" rel="noopener noreferrer nofollow">
          {inlineViews(node.c, parts)}
        </a>
      );
    case 'cite':
      return parts.cite(node.n);
    case 'br':
      return <br />;
  }
}
