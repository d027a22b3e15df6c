import type { Message } from '../state/conversation.ts';
import { Icon, icons } from './icon.tsx';
import { MarkdownView } from './markdown-view.tsx';
import type { View } from './view.ts';

/** The sources of an answer: each opens to the quoted passage, and from there to the place in its article. */
export function SourceList({ view, message }: { view: View; message: Message }) {
  const kit = view.kit.value;
  if (!kit || message.citations.length === 0) return null;
  return (
    <section class="sources" aria-label={view.texts.sources}>
      <p class="label">{view.texts.sources}</p>
      {message.citations.map((citation) => {
        const href = kit.sourceLink(citation.url, citation.quote, view.base);
        return (
          <details key={citation.n} data-n={citation.n}>
            <summary>
              <span class="n">{citation.n}</span>
              <span class="name" dir="auto">
                {citation.title}
                <small>{kit.plainQuote(citation.quote)}</small>
              </span>
              <Icon d={icons.down} />
            </summary>
            <blockquote dir="auto">
              <MarkdownView view={view} text={citation.quote} cite={() => null} />
            </blockquote>
            {citation.articleVersion && (
              <button
                type="button"
                class="go"
                onClick={({ currentTarget }) => {
                  import('./source-view.ts').then(
                    (module) => module.openSource(view, message.id, citation, currentTarget),
                    () => {},
                  );
                }}
              >
                {view.texts.inPlace}
              </button>
            )}
            {href && (
              <a class="go" href={href} target="_blank" rel="noopener noreferrer">
                {view.texts.openSource}
                <Icon d={kit.answerIcons.out} />
              </a>
            )}
          </details>
        );
      })}
    </section>
  );
}
