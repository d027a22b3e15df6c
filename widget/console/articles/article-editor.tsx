import { ApiError } from '../data/api-error.ts';
import { useLoad } from '../data/use-load.ts';
import type { ArticleWithBody } from '../data/wire.ts';
import { href } from '../route.ts';
import { Bones } from '../ui/bones.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { useView } from '../view.ts';
import { type ArticleFields, articleBody, fieldsOf } from './article-fields.ts';
import { Editor } from './editor.tsx';

/** Changes an article that is there. Somebody else's change in the meantime is not overwritten. */
export function ArticleEditor({ externalId }: { externalId: string }) {
  const { api, texts, go, say } = useView();
  const path = `/v1/knowledge/articles/${encodeURIComponent(externalId)}`;
  const article = useLoad(path, (signal) => api.get<ArticleWithBody>(path, signal));
  const { data } = article;
  const place = href(['articles', externalId]);
  const save = async (fields: ArticleFields) => {
    const now = await api.get<ArticleWithBody>(path);
    if (now.version !== data?.version) throw conflict();
    await api.send('PUT', path, { ...articleBody(fields), format: now.format });
    say(texts.shell.saved);
    go(place);
  };
  return (
    <>
      <PageHead
        title={texts.articles.editTitle}
        back={{ href: place, label: data?.title ?? texts.shell.articles }}
      />
      {article.error && <Notice error={article.error} onRetry={() => void article.reload()} />}
      {!data && article.isLoading && <Bones rows={8} />}
      {data && (
        <Editor
          key={data.version}
          name={`${externalId} ${data.version}`}
          start={fieldsOf(data)}
          format={data.format}
          save={save}
          leave={() => go(place)}
        />
      )}
    </>
  );
}

function conflict(): ApiError {
  return new ApiError({
    status: 409,
    code: 'version_conflict',
    detail: '',
    fields: [],
    retryAfterSeconds: null,
    requestId: null,
  });
}
