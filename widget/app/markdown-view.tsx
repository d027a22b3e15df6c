import type { ComponentChildren } from 'preact';
import { type BlockParts, blockView } from './block-view.tsx';
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

/** Markdown as nodes, or the plain text until the parser is here. */
export function MarkdownView({ view, text, breaks = false, cite }: Props) {
  const kit = view.kit.value;
  if (!kit) return <p class="plain">{text}</p>;
  const parts: BlockParts = {
    heading: (level, words) => <h3 class={level < 3 ? 'big' : ''}>{words}</h3>,
    code: (block) => <CodeBlock view={view} lang={block.lang} text={block.text} />,
    leaf: (words) => words,
    cite,
  };
  return <>{kit.parseBlocks(text, breaks).map((block) => blockView(block, parts))}</>;
}
