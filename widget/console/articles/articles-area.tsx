import type { Route } from '../route.ts';
import { NotFound } from '../ui/not-found.tsx';
import { useView } from '../view.ts';
import { ArticleEditor } from './article-editor.tsx';
import { ArticlePage } from './article-page.tsx';
import { ArticlesPage } from './articles-page.tsx';
import { NewArticle } from './new-article.tsx';

/** `articles`, `articles/new`, `articles/{externalId}`, `articles/{externalId}/edit`. */
export function ArticlesArea({ route }: { route: Route }) {
  const { mayWrite } = useView();
  const [, externalId, action] = route.path;
  if (externalId === undefined) return <ArticlesPage query={route.query} />;
  if (externalId === 'new' && action === undefined && mayWrite) return <NewArticle key="new" />;
  if (action === 'edit' && mayWrite) return <ArticleEditor key={externalId} externalId={externalId} />;
  if (action !== undefined) return <NotFound />;
  return <ArticlePage key={externalId} externalId={externalId} query={route.query} />;
}
