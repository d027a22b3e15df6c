import { useState } from 'preact/hooks';
import { Icon } from '../../app/icon.tsx';
import { fill } from '../../locale/texts.ts';
import { safeUrl } from '../../markdown/safe-url.ts';
import { ArticleText } from '../article-text/article-text.tsx';
import { useLoad } from '../data/use-load.ts';
import type { ArticleWithBody } from '../data/wire.ts';
import { href } from '../route.ts';
import { Ago } from '../ui/ago.tsx';
import { Badge } from '../ui/badge.tsx';
import { Bones } from '../ui/bones.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { icons } from '../ui/icons.ts';
import { Labels } from '../ui/labels.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { useView } from '../view.ts';
import { articleTone } from './article-tone.ts';

/** One article as it is served now. `?quote=` marks a passage of it. */
export function ArticlePage({ externalId, query }: { externalId: string; query: URLSearchParams }) {
  const { api, texts } = useView();
  const path = `/v1/knowledge/articles/${encodeURIComponent(externalId)}`;
  const article = useLoad(path, (signal) => api.get<ArticleWithBody>(path, signal));
  const { data } = article;
  const back = { href: href(['articles']), label: texts.shell.articles };
  return (
    <>
      <PageHead
        title={data?.title ?? texts.shell.articles}
        back={back}
        badge={
          data &&
          data.state !== 'indexed' && (
            <Badge tone={articleTone(data.state)} text={texts.articles[data.state]} />
          )
        }
        about={data && <Facts article={data} />}
      >
        {data && <Actions article={data} path={path} />}
      </PageHead>
      {article.error && <Notice error={article.error} onRetry={() => void article.reload()} />}
      {!data && article.isLoading && <Bones rows={8} />}
      {data && (
        <article class="sheet">
          <ArticleText {...data} quote={query.get('quote') ?? undefined} />
          {data.body.trim() === '' && <p class="fine">{texts.articles.empty_body}</p>}
        </article>
      )}
    </>
  );
}

function Facts({ article }: { article: ArticleWithBody }) {
  const { texts, formats } = useView();
  const { version, updatedAt, locale, validUntil } = article;
  return (
    <span class="facts">
      <span>{fill(texts.articles.version, formats.count(version))}</span>
      <Ago at={updatedAt} />
      {locale && <span>{locale}</span>}
      {validUntil && (
        <span>
          {texts.scope.validUntil}: <time dateTime={validUntil}>{validUntil}</time>
        </span>
      )}
      <Labels {...article} />
    </span>
  );
}

function Actions({ article, path }: { article: ArticleWithBody; path: string }) {
  const { api, texts, mayWrite, go, say } = useView();
  const [isAsking, setAsking] = useState(false);
  const original = article.url && safeUrl(article.url, location.origin);
  const remove = async () => {
    await api.send('DELETE', path);
    say(texts.shell.deleted);
    go(href(['articles']));
  };
  return (
    <>
      {original && (
        <a class="plain" href={original} target="_blank" rel="noopener noreferrer">
          <Icon d={icons.out} />
          {texts.articles.original}
        </a>
      )}
      {mayWrite && (
        <>
          <a class="plain" href={href(['articles', article.externalId, 'edit'])}>
            <Icon d={icons.edit} />
            {texts.articles.edit}
          </a>
          <button type="button" class="plain danger" onClick={() => setAsking(true)}>
            <Icon d={icons.trash} />
            {texts.articles.remove}
          </button>
        </>
      )}
      {isAsking && (
        <Confirm
          title={texts.articles.removeTitle}
          text={texts.articles.removeText}
          action={texts.articles.remove}
          run={remove}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
