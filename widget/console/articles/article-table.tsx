import type { Article } from '../data/wire.ts';
import { href } from '../route.ts';
import { Ago } from '../ui/ago.tsx';
import { Badge } from '../ui/badge.tsx';
import { Labels } from '../ui/labels.tsx';
import { TableHead } from '../ui/table-head.tsx';
import { useView } from '../view.ts';
import { articleTone } from './article-tone.ts';

/** Articles, one a row; what is ordinary is left unsaid. */
export function ArticleTable({ articles }: { articles: readonly Article[] }) {
  const { texts } = useView();
  return (
    <table class="list">
      <TableHead
        columns={[
          texts.articles.title,
          [texts.articles.language, 'minor'],
          texts.articles.state,
          [texts.articles.changed, 'end'],
        ]}
      />
      <tbody>
        {articles.map((article) => (
          <tr key={article.id}>
            <td>
              <a class="row-link" href={href(['articles', article.externalId])} dir="auto">
                {article.title}
              </a>
              <span class="tags">
                <Labels
                  {...article}
                  tags={article.tags.slice(0, 4)}
                  products={article.products.slice(0, 4)}
                />
              </span>
            </td>
            <td class="minor">{article.locale ?? ''}</td>
            <td>
              <Badge tone={articleTone(article.state)} text={texts.articles[article.state]} />
            </td>
            <td class="end fine">
              <Ago at={article.updatedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
