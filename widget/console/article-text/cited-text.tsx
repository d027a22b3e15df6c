import { useMemo } from 'preact/hooks';
import { type BlockParts, blockView } from '../../app/block-view.tsx';
import { parseBlocks } from '../../markdown/parse-blocks.ts';
import { articleParts } from './article-text.tsx';

/** An answer whose citations are links to what they quote. */
export function CitedText({ text, citeHref }: { text: string; citeHref(n: number): string }) {
  const blocks = useMemo(() => parseBlocks(text), [text]);
  const parts: BlockParts = {
    ...articleParts({ at: 0, span: null }),
    cite: (n) => (
      <a class="cite" href={citeHref(n)}>
        {n}
      </a>
    ),
  };
  return (
    <div class="article-text" dir="auto">
      {blocks.map((block) => blockView(block, parts))}
    </div>
  );
}
