import { useLoad } from '../data/use-load.ts';
import { usePoll } from '../data/use-poll.ts';
import type { Source } from '../data/wire.ts';
import { href } from '../route.ts';
import { Badge } from '../ui/badge.tsx';
import { Bones } from '../ui/bones.tsx';
import { Labels } from '../ui/labels.tsx';
import { NotFound } from '../ui/not-found.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { useView } from '../view.ts';
import { AddFiles } from './add-files.tsx';
import { DocumentList } from './document-list.tsx';
import { SourceActions } from './source-actions.tsx';
import { SourceFailure } from './source-failure.tsx';
import { sourcePath } from './source-path.ts';
import { SourceSettings } from './source-settings.tsx';
import { isMoving, sourceState, versionOf } from './source-state.ts';
import { SyncHistory } from './sync-history.tsx';
import { SyncProgressCard } from './sync-progress.tsx';

/** One source: what it is doing, its documents, its past, its settings. */
export function SourcePage({ id, tab, query }: { id: string; tab: string; query: URLSearchParams }) {
  const { api, texts, go, mayWrite } = useView();
  const path = sourcePath(id);
  const source = useLoad(path, (signal) => api.get<Source>(path, signal));
  const { data } = source;
  usePoll(data !== null && isMoving(data), data ? versionOf([data]) : '', source.reload);
  const back = { href: href(['sources']), label: texts.shell.sources };
  const isGone = source.error?.status === 404;
  if (isGone) return <NotFound />;
  return (
    <>
      <PageHead
        title={data?.name ?? texts.shell.sources}
        back={back}
        badge={data && <Badge {...sourceState(data, texts)} />}
        about={data && <Facts source={data} />}
      >
        {data && mayWrite && <SourceActions source={data} onChange={source.set} reload={source.reload} />}
      </PageHead>
      {source.error && <Notice error={source.error} onRetry={() => void source.reload()} />}
      {!data && source.isLoading && <Bones rows={8} />}
      {data && (
        <>
          <SourceFailure source={data} onChange={source.set} />
          <SyncProgressCard source={data} />
          <Parts source={data} tab={tab} query={query} onChange={source.set} />
        </>
      )}
      {data && mayWrite && query.get('add') === 'files' && (
        <AddFiles
          source={data}
          onStarted={source.set}
          onClose={() => go(href(['sources', id]), { replace: true })}
        />
      )}
    </>
  );
}

function Facts({ source }: { source: Source }) {
  const { texts, formats } = useView();
  const { settings, schedule, nextSyncAt, lastSync } = source;
  return (
    <span class="facts">
      {settings && (
        <a href={settings.url} target="_blank" rel="noopener noreferrer" dir="ltr">
          {settings.url}
        </a>
      )}
      <span>{texts.sources.schedules[schedule]}</span>
      {lastSync?.endedAt && (
        <span>
          {texts.sources.lastSync}: <time dateTime={lastSync.endedAt}>{formats.ago(lastSync.endedAt)}</time>
        </span>
      )}
      {nextSyncAt && (
        <span>
          {texts.sources.nextSync}: <time dateTime={nextSyncAt}>{formats.ago(nextSyncAt)}</time>
        </span>
      )}
      <Labels {...source} />
    </span>
  );
}

interface PartsProps {
  source: Source;
  tab: string;
  query: URLSearchParams;
  onChange(source: Source): void;
}

function Parts({ source, tab, query, onChange }: PartsProps) {
  const { texts, formats, mayWrite } = useView();
  const failed = source.progress?.failed ?? 0;
  const place = (part: string) => href(['sources', source.id, part]);
  const tabs = [
    {
      id: 'documents',
      label: texts.sources.documents,
      href: href(['sources', source.id]),
      count: countOf(source.progress?.found),
    },
    {
      id: 'failed',
      label: texts.sources.documentStates.failed,
      href: place('failed'),
      count: countOf(failed),
    },
    { id: 'history', label: texts.sources.history, href: place('history') },
    ...(mayWrite ? [{ id: 'settings', label: texts.sources.settings, href: place('settings') }] : []),
  ];
  return (
    <>
      <Tabs label={source.name} tabs={tabs} current={tab} />
      {tab === 'documents' && <DocumentList source={source} state={query.get('state')} />}
      {tab === 'failed' && <DocumentList source={source} state="failed" isFixed onChange={onChange} />}
      {tab === 'history' && <SyncHistory source={source} />}
      {tab === 'settings' && mayWrite && (
        <SourceSettings key={source.id} source={source} onChange={onChange} />
      )}
    </>
  );

  function countOf(n: number | undefined): string | undefined {
    return n ? formats.count(n) : undefined;
  }
}
