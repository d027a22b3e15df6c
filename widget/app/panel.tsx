import type { TargetedKeyboardEvent } from 'preact';
import { fill } from '../locale/texts.ts';
import { Composer } from './composer.tsx';
import { Icon, icons } from './icon.tsx';
import { keepFocusInside } from './keep-focus-inside.ts';
import { MessageList } from './message-list.tsx';
import type { View } from './view.ts';
import { Replies } from './welcome.tsx';

/** Below this width the panel is the whole screen and therefore modal. Written once more in style/panel.ts. */
export const PHONE = '(max-width: 480px)';

export function Panel({ view }: { view: View }) {
  const isOpen = view.isOpen.value;
  const isModal = isOpen && matchMedia(PHONE).matches;
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape' && !event.isComposing) view.close();
    else if (event.key === 'Tab' && isModal) keepFocusInside(event);
    // The page's own shortcuts must not fire on what is typed here.
    event.stopPropagation();
  };
  return (
    <div
      class={isOpen ? 'panel open' : 'panel'}
      role="dialog"
      aria-modal={isModal}
      aria-labelledby="title"
      onKeyDown={onKeyDown}
      onKeyUp={(event) => event.stopPropagation()}
      onKeyPress={(event) => event.stopPropagation()}
    >
      <Header view={view} />
      <Banner view={view} />
      <MessageList view={view} />
      <Foot view={view} />
      <div class="sr" role="status" aria-live="polite">
        {view.spoken.value}
      </div>
    </div>
  );
}

function Header({ view }: { view: View }) {
  const { client, texts } = view;
  const { state, agents, messages, typing } = client.conversation.value;
  const isPerson = state === 'assigned';
  const name = isPerson
    ? (agents.find(Boolean) ?? messages.findLast((one) => one.role === 'agent')?.author?.name)
    : '';
  const about = isPerson
    ? typing && name
      ? fill(texts.writing, name)
      : (name ?? '')
    : state === 'handoff'
      ? texts.waiting
      : texts.assistant;
  const canAsk = state === 'active' || state === 'waiting' || state === 'processing' || state === 'resolved';
  return (
    <div class="head">
      <span class="mark" aria-hidden="true">
        {isPerson && name ? name.slice(0, 1).toUpperCase() : <Icon d={icons.spark} />}
      </span>
      <div class="who">
        <h2 id="title" dir="auto">
          {client.config.value?.displayName ?? texts.conversation}
        </h2>
        <p dir="auto">{about}</p>
      </div>
      {canAsk && (
        <button type="button" class="ask" onClick={() => client.tell({ type: 'person' })}>
          <Icon d={icons.person} />
          {texts.person}
        </button>
      )}
      <button type="button" class="quiet" aria-label={texts.close} title={texts.close} onClick={view.close}>
        <Icon d={icons.down} />
      </button>
    </div>
  );
}

/** What is wrong with the connection, and what is safe. Nothing is said of a connection that has not failed yet. */
function Banner({ view }: { view: View }) {
  const { client, texts } = view;
  const link = client.link.value;
  const { state } = client.conversation.value;
  const text =
    link === 'offline'
      ? texts.offline
      : link === 'refused'
        ? texts.refused
        : link === 'connecting' && state
          ? texts.connecting
          : '';
  return (
    <div role="status" class={text ? `banner ${link}` : ''}>
      {text}
    </div>
  );
}

function Foot({ view }: { view: View }) {
  const { client, texts } = view;
  const { state, messages, stream } = client.conversation.value;
  if (state === 'closed' || client.link.value === 'ended') {
    return (
      <div class="over">
        <p>{texts.ended}</p>
        <button type="button" class="solid" onClick={() => client.restart()}>
          {texts.restart}
        </button>
      </div>
    );
  }
  const last = messages.at(-1);
  const isTurn = last?.role === 'assistant' && !stream && client.drafts.value.length === 0;
  return (
    <>
      {isTurn && last.quickReplies && <Replies view={view} replies={last.quickReplies} />}
      <Composer view={view} />
    </>
  );
}
