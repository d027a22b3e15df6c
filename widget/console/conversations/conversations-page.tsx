import { useCallback } from 'preact/hooks';
import type { Page } from '../data/api.ts';
import { usePages } from '../data/use-pages.ts';
import type { Conversation } from '../data/wire.ts';
import { href } from '../route.ts';
import { Bones } from '../ui/bones.tsx';
import { Choice } from '../ui/choice.tsx';
import { Empty } from '../ui/empty.tsx';
import { icons } from '../ui/icons.ts';
import { MoreButton } from '../ui/more-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { useView } from '../view.ts';
import { ConversationTable } from './conversation-table.tsx';
import { STATES } from './state-tone.ts';

/** Conversations, newest change first. `?state=`. */
export function ConversationsPage({ query }: { query: URLSearchParams }) {
  const { api, texts, go } = useView();
  const state = STATES.find((one) => one === query.get('state')) ?? null;
  const get = useCallback(
    (path: string, signal?: AbortSignal) => api.get<Page<Conversation>>(path, signal),
    [api],
  );
  const path = `/v1/conversations?limit=50${state ? `&status=${state}` : ''}`;
  const pages = usePages<Conversation, Page<Conversation>>(path, get);
  const { data } = pages;
  const options = STATES.map((one) => ({ value: one, label: texts.conversations.states[one] }));
  return (
    <>
      <PageHead title={texts.shell.conversations} about={texts.conversations.about} />
      <div class="filters">
        <Choice
          label={texts.conversations.state}
          value={state ?? ''}
          options={[{ value: '', label: texts.conversations.allStates }, ...options]}
          onChange={(next) => go(href(['conversations'], { state: next }), { replace: true })}
        />
      </div>
      {pages.error && <Notice error={pages.error} onRetry={() => void pages.reload()} />}
      {!data && pages.isLoading && <Bones rows={8} />}
      {data && data.data.length > 0 && <ConversationTable conversations={data.data} />}
      {data && data.data.length === 0 && (
        <Empty
          icon={icons.conversations}
          title={state ? texts.conversations.emptyState : texts.conversations.empty}
        >
          {!state && <p>{texts.conversations.emptyTodo}</p>}
        </Empty>
      )}
      <MoreButton pages={pages} />
    </>
  );
}
