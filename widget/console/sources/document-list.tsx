import { useCallback, useEffect } from 'preact/hooks';
import { fill } from '../../locale/texts.ts';
import type { Page } from '../data/api.ts';
import { usePages } from '../data/use-pages.ts';
import { useSubmit } from '../data/use-submit.ts';
import type { Source, SourceDocument } from '../data/wire.ts';
import { href } from '../route.ts';
import { Ago } from '../ui/ago.tsx';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Bones } from '../ui/bones.tsx';
import { Empty } from '../ui/empty.tsx';
import { icons } from '../ui/icons.ts';
import { MoreButton } from '../ui/more-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { TableHead } from '../ui/table-head.tsx';
import { useView } from '../view.ts';
import { sourcePath } from './source-path.ts';
import { isMoving } from './source-state.ts';

const STATES = ['waiting', 'read', 'indexed', 'failed', 'skipped', 'vanished'] as const;
const TONES: Record<SourceDocument['state'], Tone> = {
  waiting: 'quiet',
  read: 'busy',
  indexed: 'good',
  failed: 'bad',
  skipped: 'quiet',
  vanished: 'quiet',
};

interface Props {
  source: Source;
  /** Only documents in this state. */
  state: string | null;
  /** The state is not the reader's to choose. */
  isFixed?: boolean;
  onChange?(source: Source): void;
}

/** The documents of a source, with the reason of each that failed. */
export function DocumentList({ source, state: wanted, isFixed = false, onChange }: Props) {
  const { api } = useView();
  const state = STATES.find((one) => one === wanted) ?? null;
  const get = useCallback(
    (path: string, signal?: AbortSignal) => api.get<Page<SourceDocument>>(path, signal),
    [api],
  );
  const path = `${sourcePath(source.id, 'documents')}?limit=50${state ? `&state=${state}` : ''}`;
  const pages = usePages<SourceDocument, Page<SourceDocument>>(path, get);
  const { reload } = pages;
  const version =
    source.progress &&
    `${source.progress.found} ${source.progress.fetched} ${source.lastSync?.phase} ${source.state}`;
  useEffect(() => {
    if (pages.data) void reload();
  }, [version]);
  const documents = pages.data?.data ?? [];
  return (
    <>
      {!isFixed && <StateFilter source={source} state={state} />}
      {isFixed && documents.length > 0 && onChange && <RetryFailed source={source} onChange={onChange} />}
      {pages.error && <Notice error={pages.error} onRetry={() => void reload()} />}
      {!pages.data && pages.isLoading && <Bones rows={6} />}
      {documents.length > 0 && <DocumentTable documents={documents} />}
      {pages.data && documents.length === 0 && <None source={source} isFixed={isFixed} />}
      <MoreButton pages={pages} />
    </>
  );
}

function StateFilter({ source, state }: { source: Source; state: string | null }) {
  const { texts, go } = useView();
  return (
    <div class="filters">
      <label>
        <span class="sr">{texts.articles.state}</span>
        <select
          value={state ?? ''}
          onChange={(event) =>
            go(href(['sources', source.id], { state: event.currentTarget.value }), { replace: true })
          }
        >
          <option value="">{texts.articles.filterAll}</option>
          {STATES.map((one) => (
            <option key={one} value={one}>
              {texts.sources.documentStates[one]}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

function RetryFailed({ source, onChange }: { source: Source; onChange(source: Source): void }) {
  const { api, texts, mayWrite, say } = useView();
  const retry = useSubmit(async () => {
    onChange(await api.send<Source>('POST', sourcePath(source.id, 'sync'), { only: 'failed' }));
    say(texts.sources.started);
  });
  if (!mayWrite) return null;
  return (
    <>
      <div class="filters">
        <button
          type="button"
          class="plain"
          disabled={retry.isBusy || isMoving(source) || source.state === 'paused'}
          onClick={() => void retry.run()}
        >
          {texts.sources.retryFailed}
        </button>
      </div>
      {retry.error && <Notice error={retry.error} />}
    </>
  );
}

function None({ source, isFixed }: { source: Source; isFixed: boolean }) {
  const { texts } = useView();
  const { sources } = texts;
  const todo = isFixed
    ? sources.noFailuresTodo
    : source.kind === 'files'
      ? sources.filesEmptyTodo
      : sources.documentsEmptyTodo;
  return (
    <Empty
      icon={isFixed ? icons.check : icons.file}
      title={isFixed ? sources.noFailures : sources.documentsEmpty}
    >
      <p>{todo}</p>
    </Empty>
  );
}

function DocumentTable({ documents }: { documents: readonly SourceDocument[] }) {
  const { texts } = useView();
  return (
    <table class="list">
      <TableHead columns={[texts.sources.document, texts.articles.state, [texts.articles.changed, 'end']]} />
      <tbody>
        {documents.map((document) => (
          <tr key={document.key}>
            <td>
              <DocumentName document={document} />
              {document.reason && (
                <span class={`reason ${document.state}`}>
                  {texts.sources.reasons[document.reason]}
                  {document.detail && (
                    <span class="fine" lang="en" dir="auto">
                      {document.detail}
                    </span>
                  )}
                </span>
              )}
            </td>
            <td>
              <Badge tone={TONES[document.state]} text={texts.sources.documentStates[document.state]} />
            </td>
            <td class="end fine">
              <Ago at={document.updatedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Leads to what was made of it, where something was. */
function DocumentName({ document }: { document: SourceDocument }) {
  const { texts, formats } = useView();
  const { key, externalId, articles } = document;
  if (!externalId) return <bdi class="key-name">{key}</bdi>;
  return (
    <>
      <a class="row-link" href={href(['articles', externalId])}>
        <bdi>{key}</bdi>
      </a>
      {articles > 1 && <span class="fine">{fill(texts.sources.articlesOf, formats.count(articles))}</span>}
    </>
  );
}
