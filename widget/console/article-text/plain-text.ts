import { parseBlocks } from '../../markdown/parse-blocks.ts';
import { textOf } from './text-of.ts';

/** The first words of Markdown without its markup, at most `chars` UTF-16 units. Pure. */
export function plainText(markdown: string, chars = 400): string {
  return parseBlocks(markdown)
    .map((block) => textOf([block]))
    .join(' ')
    .slice(0, chars);
}
