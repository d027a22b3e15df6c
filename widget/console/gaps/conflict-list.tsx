import { fill } from '../../locale/texts.ts';
import { Quote } from '../article-text/quote.tsx';
import type { Health } from '../data/wire.ts';
import { href } from '../route.ts';
import { useView } from '../view.ts';

type Conflict = NonNullable<Health['conflicts']>['data'][number];

/** Pairs of articles that say the same, or the opposite, side by side. */
export function ConflictList({
  kind,
  conflicts,
}: {
  kind: Conflict['kind'];
  conflicts: readonly Conflict[];
}) {
  const { texts, formats } = useView();
  const { health } = texts.gaps;
  const own = conflicts.filter((one) => one.kind === kind);
  return (
    <details class="fold" open={own.length > 0}>
      <summary>
        {kind === 'duplicate' ? health.duplicates : health.contradictions}{' '}
        <span class="count">{formats.count(own.length)}</span>
      </summary>
      {own.length === 0 && <p class="fine fold-note">{health.goodTodo}</p>}
      <ul class="troubles">
        {own.map((one) => (
          <li key={one.articles.map(({ articleId, quote }) => articleId + quote).join()} class="conflict">
            {one.articles.map(({ articleId, externalId, title, quote }) => (
              <div key={articleId} class="nearest">
                <a href={href(['articles', externalId], { quote })} dir="auto">
                  {title}
                </a>
                <Quote text={quote} />
              </div>
            ))}
            <span class="fine">{fill(health.sure, formats.percent(one.score))}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
