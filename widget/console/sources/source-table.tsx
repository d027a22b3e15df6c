import { Icon } from '../../app/icon.tsx';
import { fill } from '../../locale/texts.ts';
import type { Source } from '../data/wire.ts';
import { href } from '../route.ts';
import { Ago } from '../ui/ago.tsx';
import { Badge } from '../ui/badge.tsx';
import { icons } from '../ui/icons.ts';
import { TableHead } from '../ui/table-head.tsx';
import { useView } from '../view.ts';
import { shareOf, sourceState } from './source-state.ts';

/** Sources, one a row, with what is going on in them. */
export function SourceTable({ sources }: { sources: readonly Source[] }) {
  const { texts } = useView();
  return (
    <table class="list">
      <TableHead
        columns={[
          texts.sources.name,
          texts.articles.state,
          [texts.sources.documents, 'end'],
          [texts.sources.schedule, 'minor'],
          [texts.sources.lastSync, 'end'],
        ]}
      />
      <tbody>
        {sources.map((source) => (
          <SourceRow key={source.id} source={source} />
        ))}
      </tbody>
    </table>
  );
}

function SourceRow({ source }: { source: Source }) {
  const { texts, formats } = useView();
  const { progress, lastSync } = source;
  const ended = lastSync?.endedAt;
  return (
    <tr>
      <td>
        <span class="named">
          <span class="kind">
            <Icon d={source.kind === 'website' ? icons.web : icons.folder} />
            <span class="sr">{texts.sources.kinds[source.kind]}</span>
          </span>
          <span>
            <a class="row-link" href={href(['sources', source.id])} dir="auto">
              {source.name}
            </a>
            {source.settings && (
              <span class="fine address" dir="ltr">
                {source.settings.url}
              </span>
            )}
          </span>
        </span>
      </td>
      <td>
        <Badge {...sourceState(source, texts)} />
        <Meter source={source} />
      </td>
      <td class="num" data-label={texts.sources.documents}>
        {progress ? formats.count(progress.found) : ''}
        {progress !== null && progress.failed > 0 && (
          <span class="wrong">{fill(texts.sources.failedCount, formats.count(progress.failed))}</span>
        )}
      </td>
      <td class="minor">{texts.sources.schedules[source.schedule]}</td>
      <td class="end fine">{ended && <Ago at={ended} />}</td>
    </tr>
  );
}

/** How far a sync is; without an end in sight it only moves. */
export function Meter({ source }: { source: Source }) {
  const { texts } = useView();
  if (source.state !== 'syncing' && source.state !== 'deleting') return null;
  return <progress class="meter" aria-label={texts.sources.progress} value={shareOf(source) ?? undefined} />;
}
