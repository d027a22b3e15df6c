import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { type BlockParts, blockView } from '../../app/block-view.tsx';
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
  const parts = articleParts({ at: 0, span });
  return (
    <div class="article-text" ref={box} lang={locale ?? undefined} dir="auto">
      {blocks.map((block) => blockView(block, parts))}
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

/** How an article's blocks look in the console, with the marked stretch in them. */
export function articleParts(pen: Pen): BlockParts {
  return {
    heading: headingView,
    code: (block) => (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      <pre tabIndex={0} dir="ltr">
        <code>{leaf(block.text, pen)}</code>
      </pre>
    ),
    leaf: (text) => leaf(text, pen),
    cite: (n) => leaf(`[${n}]`, pen),
  };
}

/** The page's own title is the first heading, so an article's begin below it. */
function headingView(level: number, text: ComponentChildren): ComponentChildren {
  if (level <= 2) return <h2>{text}</h2>;
  return level === 3 ? <h3>{text}</h3> : <h4>{text}</h4>;
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
