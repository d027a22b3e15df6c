import { useCallback } from 'preact/hooks';
import type { Page } from '../data/api.ts';
import { usePages } from '../data/use-pages.ts';
import type { Source, Sync } from '../data/wire.ts';
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

const TONES: Record<Sync['state'], Tone> = {
  queued: 'quiet',
  running: 'busy',
  finished: 'good',
  failed: 'bad',
  cancelled: 'quiet',
};

/** What the syncs of a source did, newest first. */
export function SyncHistory({ source }: { source: Source }) {
  const { api, texts } = useView();
  const get = useCallback((path: string, signal?: AbortSignal) => api.get<Page<Sync>>(path, signal), [api]);
  const pages = usePages<Sync, Page<Sync>>(`${sourcePath(source.id, 'syncs')}?limit=25`, get);
  const syncs = pages.data?.data ?? [];
  return (
    <>
      {pages.error && <Notice error={pages.error} onRetry={() => void pages.reload()} />}
      {!pages.data && pages.isLoading && <Bones rows={4} />}
      {syncs.length > 0 && <SyncTable syncs={syncs} />}
      {pages.data && syncs.length === 0 && (
        <Empty icon={icons.sync} title={texts.sources.states.fresh}>
          <p>{texts.sources.documentsEmptyTodo}</p>
        </Empty>
      )}
      <MoreButton pages={pages} />
    </>
  );
}

function SyncTable({ syncs }: { syncs: readonly Sync[] }) {
  const { texts, formats } = useView();
  const counts = ['found', 'fetched', 'failed', 'removed'] as const;
  return (
    <table class="list">
      <TableHead
        columns={[
          texts.sources.history,
          texts.articles.state,
          ...counts.map((name) => [texts.sources.counts[name], 'minor end'] as const),
          [texts.articles.changed, 'end'],
        ]}
      />
      <tbody>
        {syncs.map((sync) => (
          <tr key={sync.number}>
            <td>
              <strong>{texts.sources.modes[sync.mode]}</strong>
              {sync.trigger === 'schedule' && <span class="fine"> {texts.sources.schedule}</span>}
              {sync.note && (
                <span class="reason fine" dir="auto">
                  {sync.note}
                </span>
              )}
            </td>
            <td>
              <Badge tone={TONES[sync.state]} text={texts.sources.syncStates[sync.state]} />
            </td>
            {counts.map((name) => (
              <td key={name} class="num minor">
                {formats.count(sync.progress[name])}
              </td>
            ))}
            <td class="end fine">
              <Ago at={sync.createdAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
