import { ArticleText } from './article-text.tsx';

/** Words of an article as they stand there, in a frame that scrolls when they are many. */
export function Quote({ text }: { text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <blockquote class="quote" tabIndex={0}>
      <ArticleText body={text} format="markdown" locale={null} />
    </blockquote>
  );
}
