import { href } from '../route.ts';
import { PageHead } from '../ui/page-head.tsx';
import { useView } from '../view.ts';
import { type ArticleFields, articleBody, NO_FIELDS, newExternalId } from './article-fields.ts';
import { Editor } from './editor.tsx';

/** Writes an article by hand. */
export function NewArticle() {
  const { api, texts, language, go, say } = useView();
  const save = async (fields: ArticleFields) => {
    const externalId = newExternalId(fields.title, crypto.randomUUID().slice(0, 6));
    await api.send('PUT', `/v1/knowledge/articles/${externalId}`, {
      ...articleBody(fields),
      format: 'markdown',
    });
    say(texts.shell.saved);
    go(href(['articles', externalId]));
  };
  return (
    <>
      <PageHead
        title={texts.articles.newTitle}
        back={{ href: href(['articles']), label: texts.shell.articles }}
      />
      <Editor
        name="new"
        start={{ ...NO_FIELDS, locale: language }}
        format="markdown"
        save={save}
        leave={() => go(href(['articles']))}
      />
    </>
  );
}
