import { useCallback } from 'preact/hooks';
import type { Page } from '../data/api.ts';
import { usePages } from '../data/use-pages.ts';
import type { DraftHead } from '../data/wire.ts';
import { href } from '../route.ts';
import { Ago } from '../ui/ago.tsx';
import { Badge } from '../ui/badge.tsx';
import { Bones } from '../ui/bones.tsx';
import { Choice } from '../ui/choice.tsx';
import { Empty } from '../ui/empty.tsx';
import { icons } from '../ui/icons.ts';
import { MoreButton } from '../ui/more-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { TableHead } from '../ui/table-head.tsx';
import { useView } from '../view.ts';
import { draftTone } from './draft-tone.ts';
import { GapFrame } from './gap-frame.tsx';

const STATES = ['draft', 'published', 'discarded'] as const;

/** Articles in the making. `?state=`. */
export function DraftsPage({ query }: { query: URLSearchParams }) {
  const { api, texts, go } = useView();
  const { gaps } = texts;
  const state = STATES.find((one) => one === query.get('state')) ?? 'draft';
  const get = useCallback(
    (path: string, signal?: AbortSignal) => api.get<Page<DraftHead>>(path, signal),
    [api],
  );
  const pages = usePages<DraftHead, Page<DraftHead>>(`/v1/knowledge/drafts?limit=50&state=${state}`, get);
  const { data } = pages;
  return (
    <GapFrame tab="drafts">
      <div class="filters">
        <Choice
          label={gaps.status}
          value={state}
          options={STATES.map((one) => ({ value: one, label: gaps.draftStates[one] }))}
          onChange={(next) => go(href(['gaps', 'drafts'], { state: next }), { replace: true })}
        />
      </div>
      {pages.error && <Notice error={pages.error} onRetry={() => void pages.reload()} />}
      {!data && pages.isLoading && <Bones rows={5} />}
      {data && data.data.length > 0 && <DraftTable drafts={data.data} />}
      {data && data.data.length === 0 && (
        <Empty icon={icons.edit} title={gaps.draftsEmpty}>
          <p>{gaps.draftsEmptyTodo}</p>
        </Empty>
      )}
      <MoreButton pages={pages} />
    </GapFrame>
  );
}

function DraftTable({ drafts }: { drafts: readonly DraftHead[] }) {
  const { texts } = useView();
  return (
    <table class="list">
      <TableHead columns={[texts.articles.title, texts.articles.state, [texts.articles.changed, 'end']]} />
      <tbody>
        {drafts.map((draft) => (
          <tr key={draft.id}>
            <td>
              <a class="row-link" href={href(['gaps', 'drafts', draft.id])} dir="auto">
                {draft.title}
              </a>
              <span class="fine">{texts.gaps.origins[draft.origin]}</span>
            </td>
            <td>
              <Badge tone={draftTone(draft.state)} text={texts.gaps.draftStates[draft.state]} />
            </td>
            <td class="end fine">
              <Ago at={draft.updatedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
