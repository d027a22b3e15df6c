import { useState } from 'preact/hooks';
import { ArticleText } from '../article-text/article-text.tsx';
import { Quote } from '../article-text/quote.tsx';
import { type ArticleFields, articleBody, fieldsOf } from '../articles/article-fields.ts';
import { Editor } from '../articles/editor.tsx';
import { unsavedFields } from '../articles/use-fields.ts';
import { useLoad } from '../data/use-load.ts';
import { useSubmit } from '../data/use-submit.ts';
import type { Draft } from '../data/wire.ts';
import { href } from '../route.ts';
import { Badge } from '../ui/badge.tsx';
import { Bones } from '../ui/bones.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { useView } from '../view.ts';
import { draftTone } from './draft-tone.ts';

/** A draft: edited, published, discarded. One that is no draft any more is only shown. */
export function DraftEditor({ id }: { id: string }) {
  const { api, texts, mayWrite, go, say } = useView();
  const path = `/v1/knowledge/drafts/${encodeURIComponent(id)}`;
  const draft = useLoad(path, (signal) => api.get<Draft>(path, signal));
  const { data } = draft;
  const mayEdit = mayWrite && data?.state === 'draft';
  const save = async (fields: ArticleFields) => {
    const { title, body, tags, locale } = articleBody(fields);
    draft.set(await api.send<Draft>('PATCH', path, { title, body, tags, locale }));
    say(texts.shell.saved);
  };
  const name = `${id} ${data?.updatedAt}`;
  const saveTyped = async () => {
    const typed = unsavedFields(name);
    if (typed) await save(typed);
  };
  return (
    <>
      <PageHead
        title={data?.title ?? texts.gaps.tabs.drafts}
        back={{ href: href(['gaps', 'drafts']), label: texts.gaps.tabs.drafts }}
        badge={data && <Badge tone={draftTone(data.state)} text={texts.gaps.draftStates[data.state]} />}
        about={data && <Origin draft={data} />}
      >
        {data && mayEdit && <DraftActions path={path} saveTyped={saveTyped} reload={draft.reload} />}
      </PageHead>
      {draft.error && <Notice error={draft.error} onRetry={() => void draft.reload()} />}
      {!data && draft.isLoading && <Bones rows={8} />}
      {data && (
        <div class={data.sources.length > 0 ? 'pair wide-first' : ''}>
          {mayEdit ? (
            <div>
              <p class="notice warn">{texts.gaps.draftCheck}</p>
              <Editor
                key={data.updatedAt}
                name={name}
                start={fieldsOf(data)}
                format="markdown"
                hasUrl={false}
                save={save}
                leave={() => go(href(['gaps', 'drafts']))}
              />
            </div>
          ) : (
            <article class="sheet">
              <ArticleText body={data.body} format="markdown" locale={data.locale} />
            </article>
          )}
          {data.sources.length > 0 && <Sources draft={data} />}
        </div>
      )}
    </>
  );
}

function Origin({ draft }: { draft: Draft }) {
  const { texts } = useView();
  const { gapId, articleExternalId } = draft;
  const origin = texts.gaps.origins[draft.origin];
  return (
    <span class="facts">
      {gapId ? <a href={href(['gaps', gapId])}>{origin}</a> : <span>{origin}</span>}
      {articleExternalId && <a href={href(['articles', articleExternalId])}>{texts.gaps.openArticle}</a>}
    </span>
  );
}

function Sources({ draft }: { draft: Draft }) {
  const { texts } = useView();
  return (
    <aside class="sheet" aria-labelledby="draft-sources">
      <h2 id="draft-sources" class="section-title">
        {texts.gaps.draftSources}
      </h2>
      {draft.sources.map(({ articleId, externalId, title, quote }) => (
        <div key={`${articleId} ${quote}`} class="nearest">
          <a href={href(['articles', externalId], { quote })} dir="auto">
            {title}
          </a>
          <Quote text={quote} />
        </div>
      ))}
    </aside>
  );
}

interface ActionProps {
  path: string;
  /** Saves what was typed and not saved: what is published is what is on the screen. */
  saveTyped(): Promise<void>;
  reload(): Promise<void>;
}

function DraftActions({ path, saveTyped, reload }: ActionProps) {
  const { api, texts, say } = useView();
  const { gaps } = texts;
  const [isAsking, setAsking] = useState(false);
  const change = (part: string, said: string) => async () => {
    await api.send('POST', `${path}/${part}`, {});
    say(said);
    await reload();
  };
  const publish = useSubmit(async () => {
    await saveTyped();
    await change('publish', gaps.published)();
  });
  return (
    <>
      <button type="button" class="plain danger" onClick={() => setAsking(true)}>
        {gaps.discard}
      </button>
      <button type="button" class="solid" disabled={publish.isBusy} onClick={() => void publish.run()}>
        {gaps.publish}
      </button>
      {publish.error && <Notice error={publish.error} />}
      {isAsking && (
        <Confirm
          title={gaps.discardTitle}
          text={gaps.discardText}
          action={gaps.discard}
          run={change('discard', gaps.discarded)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
