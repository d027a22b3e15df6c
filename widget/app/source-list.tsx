import { parseBlocks } from '../markdown/parse-blocks.ts';
import type { Message } from '../state/conversation.ts';
import { Icon } from './icon.tsx';
import { MarkdownView } from './markdown-view.tsx';
import { sourceLink } from './source-link.ts';
import type { View } from './view.ts';

/** The sources of an answer: each opens to the quoted passage, and from there to the place in its article. */
export function SourceList({ view, message }: { view: View; message: Message }) {
  if (message.citations.length === 0) return null;
  return (
    <section class="sources" aria-label={view.texts.sources}>
      <p class="label">{view.texts.sources}</p>
      {message.citations.map((citation) => {
        const href = sourceLink(citation.url, citation.quote, view.base);
        return (
          <details key={citation.n} data-n={citation.n}>
            <summary>
              <span class="n">{citation.n}</span>
              <span class="name" dir="auto">
                {citation.title}
              </span>
              <Icon name="down" />
            </summary>
            <blockquote dir="auto">
              <MarkdownView blocks={parseBlocks(citation.quote)} texts={view.texts} cite={() => null} />
            </blockquote>
            {href && (
              <a class="open" href={href} target="_blank" rel="noopener noreferrer">
                {view.texts.openSource}
                <Icon name="out" />
              </a>
            )}
          </details>
        );
      })}
    </section>
  );
}
