import type { ComponentChildren } from 'preact';
import type { Block, Inline } from '../markdown/tree.ts';
import { CodeBlock } from './code-block.tsx';
import type { View } from './view.ts';

export type CiteView = (n: number) => ComponentChildren;

interface Props {
  view: View;
  text: string;
  /** A line end is a line break, as a person typing means it. */
  breaks?: boolean;
  cite: CiteView;
}

/**
 * Markdown as nodes, or the plain text until the parser is here. Text reaches the page only as text: there is no path from
 * a message to markup.
 */
export function MarkdownView({ view, text, breaks = false, cite }: Props) {
  const kit = view.kit.value;
  if (!kit) return <p class="plain">{text}</p>;
  return <>{kit.parseBlocks(text, breaks).map((block) => blockView(block, view, cite))}</>;
}

function blockView(block: Block, view: View, cite: CiteView): ComponentChildren {
  switch (block.t) {
    case 'p':
      return <p>{inlineViews(block.c, cite)}</p>;
    case 'h':
      return <h3 class={block.level < 3 ? 'big' : ''}>{inlineViews(block.c, cite)}</h3>;
    case 'pre':
      return <CodeBlock view={view} lang={block.lang} text={block.text} />;
    case 'list': {
      const items = block.items.map((item) => <li>{itemViews(item, view, cite)}</li>);
      return block.start === null ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>;
    }
    case 'table':
      return tableView(block, cite);
    case 'quote':
      return <blockquote>{block.c.map((inner) => blockView(inner, view, cite))}</blockquote>;
    case 'hr':
      return <hr />;
  }
}

/** A paragraph that is alone at the head of an item needs no paragraph of its own. */
function itemViews(item: Block[], view: View, cite: CiteView): ComponentChildren {
  return item.map((block, at) =>
    at === 0 && block.t === 'p' ? inlineViews(block.c, cite) : blockView(block, view, cite),
  );
}

function tableView(block: Extract<Block, { t: 'table' }>, cite: CiteView) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <div class="wide" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {block.head.map((cell) => (
              <th scope="col">{inlineViews(cell, cite)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row) => (
            <tr>
              {row.map((cell) => (
                <td>{inlineViews(cell, cite)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function inlineViews(nodes: Inline[], cite: CiteView): ComponentChildren {
  return nodes.map((node) => inlineView(node, cite));
}

function inlineView(node: Inline, cite: CiteView): ComponentChildren {
  if (typeof node === 'string') return node;
  switch (node.t) {
    case 'b':
      return <strong>{inlineViews(node.c, cite)}</strong>;
    case 'i':
      return <em>{inlineViews(node.c, cite)}</em>;
    case 'code':
      return <code>{node.text}</code>;
    case 'a':
      return (
        <a href={node.href} target="_blank" rel="noopener noreferrer nofollow">
          {inlineViews(node.c, cite)}
        </a>
      );
    case 'cite':
      return cite(node.n);
    case 'br':
      return <br />;
  }
}
