import type { Article } from '../data/wire.ts';
import { href } from '../route.ts';
import { Badge } from '../ui/badge.tsx';
import { Labels } from '../ui/labels.tsx';
import { useView } from '../view.ts';
import { articleTone } from './article-tone.ts';

/** Articles, one a row; what is ordinary is left unsaid. */
export function ArticleTable({ articles }: { articles: readonly Article[] }) {
  const { texts, formats } = useView();
  return (
    <table class="list">
      <thead>
        <tr>
          <th scope="col">{texts.articles.title}</th>
          <th scope="col" class="minor">
            {texts.articles.language}
          </th>
          <th scope="col">{texts.articles.state}</th>
          <th scope="col" class="end">
            {texts.articles.changed}
          </th>
        </tr>
      </thead>
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
              <time dateTime={article.updatedAt} title={formats.date(article.updatedAt)}>
                {formats.ago(article.updatedAt)}
              </time>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
