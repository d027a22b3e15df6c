import { fill } from '../../locale/texts.ts';
import { openedCitation } from '../ask/opened.ts';
import { Reader } from '../ask/reader.tsx';
import type { Api } from '../data/api.ts';
import { useLoad } from '../data/use-load.ts';
import type { Conversation, History, Message } from '../data/wire.ts';
import { href } from '../route.ts';
import { Badge } from '../ui/badge.tsx';
import { Bones } from '../ui/bones.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { useView } from '../view.ts';
import { ActionList } from './action-list.tsx';
import { CallList } from './call-list.tsx';
import { HandoverView } from './handover-view.tsx';
import { MessageView } from './message-view.tsx';
import { stateTone } from './state-tone.ts';

/** Messages shown at most: as many as a conversation can hold come in a few pages. */
const PAGES_MAX = 50;

/** One conversation to be read: what was said, from what, and what it cost. `?cite=3.1`: source 1 of message 3 beside it. */
export function ConversationPage({ id, query }: { id: string; query: URLSearchParams }) {
  const { api, texts, formats, go } = useView();
  const path = `/v1/conversations/${encodeURIComponent(id)}`;
  const loaded = useLoad(id, async (signal) => {
    const [conversation, messages] = await Promise.all([
      api.get<Conversation>(path, signal),
      readMessages(api, path, signal),
    ]);
    return { conversation, messages };
  });
  const { data } = loaded;
  const cite = query.get('cite');
  const citation = data ? citationOf(data.messages, cite) : undefined;
  const words = texts.conversations;
  const customer = data?.conversation.customer;
  const title = data?.conversation.subject ?? customer?.name ?? customer?.email ?? words.visitor;
  return (
    <div class={citation ? 'split' : ''}>
      <div class="split-main">
        <PageHead
          title={title}
          back={{ href: href(['conversations']), label: texts.shell.conversations }}
          badge={
            data && (
              <Badge tone={stateTone(data.conversation.state)} text={words.states[data.conversation.state]} />
            )
          }
          about={data && fill(words.begun, formats.date(data.conversation.createdAt))}
        />
        {loaded.error && <Notice error={loaded.error} onRetry={() => void loaded.reload()} />}
        {!data && loaded.isLoading && <Bones rows={8} />}
        {data && <HandoverView path={path} />}
        {data?.conversation.cost && <Cost cost={data.conversation.cost} />}
        {data?.conversation.cost && <CallList path={path} />}
        {data && <ActionList path={path} />}
        {data && data.messages.length === 0 && <p class="fine">{words.noMessages}</p>}
        {data && (
          <ol class="said" aria-label={words.messages}>
            {data.messages.map((message) => (
              <MessageView
                key={message.id}
                message={message}
                citeHref={(n) => href(['conversations', id], { cite: `${message.seq}.${n}` })}
              />
            ))}
          </ol>
        )}
      </div>
      {citation && (
        <Reader opened={openedCitation(citation)} onClose={() => go(href(['conversations', id]))} />
      )}
    </div>
  );
}

async function readMessages(api: Api, path: string, signal: AbortSignal): Promise<Message[]> {
  const messages: Message[] = [];
  let after: string | null = '0';
  for (let page = 0; after !== null && page < PAGES_MAX; page += 1) {
    const history: History = await api.get<History>(`${path}/messages?after=${after}`, signal);
    messages.push(...history.data);
    after = history.nextCursor;
  }
  return messages;
}

function citationOf(messages: readonly Message[], cite: string | null) {
  const [seq, n] = (cite ?? '').split('.');
  return messages
    .find((message) => String(message.seq) === seq)
    ?.citations.find((citation) => String(citation.n) === n);
}

function Cost({ cost }: { cost: NonNullable<Conversation['cost']> }) {
  const { texts, formats } = useView();
  const words = texts.conversations;
  return (
    <p class="facts cost">
      <strong>
        {words.cost}: {formats.money(cost.usd)}
      </strong>
      <span class="fine">{fill(words.calls, formats.count(cost.calls))}</span>
      <span class="fine">{fill(words.tokens, formats.count(cost.tokens))}</span>
    </p>
  );
}
