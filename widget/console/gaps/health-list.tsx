import { fill } from '../../locale/texts.ts';
import type { Health } from '../data/wire.ts';
import { fillAll } from '../fill-all.ts';
import { href } from '../route.ts';
import { useView } from '../view.ts';

type List = Health['stale'];

interface Props {
  name: 'failing' | 'stale' | 'declining' | 'unused';
  list: List;
}

/** Articles with the same trouble, the worst first. */
export function HealthList({ name, list }: Props) {
  const { texts, formats } = useView();
  const { health } = texts.gaps;
  return (
    <details class="fold" open={list.total > 0 && list.total <= list.data.length}>
      <summary>
        {health[name]} <span class="count">{formats.count(list.total)}</span>
      </summary>
      {list.total > list.data.length && (
        <p class="fine fold-note">
          {fillAll(health.shown, { n: formats.count(list.data.length), total: formats.count(list.total) })}
        </p>
      )}
      {list.data.length === 0 ? (
        <p class="fine fold-note">{health.goodTodo}</p>
      ) : (
        <ul class="troubles">
          {list.data.map((article) => (
            <li key={article.articleId}>
              <a href={href(['articles', article.externalId])} dir="auto">
                {article.title}
              </a>
              <span class="fine facts">{factOf(article)}</span>
            </li>
          ))}
        </ul>
      )}
    </details>
  );

  function factOf(article: List['data'][number]) {
    const changed = <span>{fill(health.changed, formats.ago(article.updatedAt))}</span>;
    const cited = <span>{fill(health.cited, formats.count(article.cited))}</span>;
    if (name === 'unused') return changed;
    if (name === 'stale') return [changed, cited];
    if (name === 'failing') {
      return (
        <span>
          {fillAll(health.failed, { n: formats.count(article.failed), total: formats.count(article.cited) })}
        </span>
      );
    }
    const told = { before: formats.count(article.citedBefore), now: formats.count(article.cited) };
    return <span>{fillAll(texts.gaps.trendPlot, told)}</span>;
  }
}
