import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { parseBlocks } from '../../markdown/parse-blocks.ts';
import type { Block, Inline } from '../../markdown/tree.ts';
import { findSpan, type Span } from './find-span.ts';
import { htmlBlocks } from './html-blocks.ts';

interface Props {
  body: string;
  format: 'markdown' | 'html' | 'text';
  locale: string | null;
  /** Marked and scrolled to. */
  quote?: string | undefined;
  /** The source in front of the quote, where that is known. */
  before?: string | undefined;
  /** Whether the quote was found. */
  onMarked?: ((isMarked: boolean) => void) | undefined;
}

/** Where in the text the rendering has come to; leaves are split where the marked stretch begins and ends. */
export interface Pen {
  at: number;
  span: Span | null;
  /** How a citation looks; without it, as it is written. */
  cite?: (n: number) => ComponentChildren;
}

/** An article as a reader sees it. Text reaches the page only as text: there is no path from an article to markup. */
export function ArticleText({ body, format, locale, quote, before, onMarked }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const blocks = useMemo(() => blocksOf(body, format), [body, format]);
  const span = useMemo(() => (quote ? findSpan(blocks, quote, before) : null), [blocks, quote, before]);
  useEffect(() => {
    if (quote) onMarked?.(span !== null);
    box.current?.querySelector('mark')?.scrollIntoView({ block: 'center' });
  }, [span, quote, onMarked]);
  const pen: Pen = { at: 0, span };
  return (
    <div class="article-text" ref={box} lang={locale ?? undefined} dir="auto">
      {blocks.map((block) => blockView(block, pen))}
    </div>
  );
}

function blocksOf(body: string, format: Props['format']): Block[] {
  if (format === 'markdown') return parseBlocks(body);
  if (format === 'html') return htmlBlocks(body);
  return body.split(/\n{2,}/).map((text) => ({ t: 'p', c: text.split('\n').flatMap(withBreak) }));
}

function withBreak(line: string, at: number): Inline[] {
  return at === 0 ? [line] : [{ t: 'br' }, line];
}

export function blockView(block: Block, pen: Pen): ComponentChildren {
  switch (block.t) {
    case 'p':
      return <p>{inlineViews(block.c, pen)}</p>;
    case 'h':
      return headingView(block.level, inlineViews(block.c, pen));
    case 'pre':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        <pre tabIndex={0} dir="ltr">
          <code>{leaf(block.text, pen)}</code>
        </pre>
      );
    case 'list': {
      const items = block.items.map((item) => <li>{itemViews(item, pen)}</li>);
      return block.start === null ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>;
    }
    case 'table':
      return tableView(block, pen);
    case 'quote':
      return <blockquote>{block.c.map((inner) => blockView(inner, pen))}</blockquote>;
    case 'hr':
      return <hr />;
  }
}

/** The page's own title is the first heading, so an article's begin below it. */
function headingView(level: number, text: ComponentChildren): ComponentChildren {
  if (level <= 2) return <h2>{text}</h2>;
  return level === 3 ? <h3>{text}</h3> : <h4>{text}</h4>;
}

/** A paragraph that is alone at the head of an item needs no paragraph of its own. */
function itemViews(item: Block[], pen: Pen): ComponentChildren {
  return item.map((block, at) =>
    at === 0 && block.t === 'p' ? inlineViews(block.c, pen) : blockView(block, pen),
  );
}

function tableView(block: Extract<Block, { t: 'table' }>, pen: Pen): ComponentChildren {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <div class="wide" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {block.head.map((cell) => (
              <th scope="col">{inlineViews(cell, pen)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row) => (
            <tr>
              {row.map((cell) => (
                <td>{inlineViews(cell, pen)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function inlineViews(nodes: readonly Inline[], pen: Pen): ComponentChildren {
  return nodes.map((node) => inlineView(node, pen));
}

function inlineView(node: Inline, pen: Pen): ComponentChildren {
  if (typeof node === 'string') return leaf(node, pen);
  switch (node.t) {
    case 'b':
      return <strong>{inlineViews(node.c, pen)}</strong>;
    case 'i':
      return <em>{inlineViews(node.c, pen)}</em>;
    case 'code':
      return <code>{leaf(node.text, pen)}</code>;
    case 'a':
      return (
        <a href={node.href} target="_blank" rel="noopener noreferrer nofollow">
          {inlineViews(node.c, pen)}
        </a>
      );
    case 'cite':
      return pen.cite?.(node.n) ?? leaf(`[${node.n}]`, pen);
    case 'br':
      return <br />;
  }
}

function leaf(text: string, pen: Pen): ComponentChildren {
  const start = pen.at;
  pen.at += text.length;
  const from = Math.max((pen.span?.from ?? 0) - start, 0);
  const to = Math.min((pen.span?.to ?? 0) - start, text.length);
  if (from >= to) return text;
  return (
    <>
      {text.slice(0, from)}
      <mark>{text.slice(from, to)}</mark>
      {text.slice(to)}
    </>
  );
}
