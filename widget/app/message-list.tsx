import { Component, createRef } from 'preact';
import type { Message } from '../state/conversation.ts';
import { DraftItem } from './draft-item.tsx';
import { Icon, icons } from './icon.tsx';
import { MarkdownView } from './markdown-view.tsx';
import { MessageItem } from './message-item.tsx';
import { belowView, END_SLACK_PX, scrollTarget } from './scroll-target.ts';
import type { View } from './view.ts';
import { Welcome } from './welcome.tsx';

interface Props {
  view: View;
}

/** The conversation. New text is followed only while the reader is at the end; otherwise their place is theirs. */
export class MessageList extends Component<Props, { hasMore: boolean }> {
  readonly #scroller = createRef<HTMLDivElement>();
  readonly #list = createRef<HTMLOListElement>();
  #follows = true;
  #ownTop = 0;
  #lastDraft: string | undefined;

  override componentDidMount() {
    const observer = new ResizeObserver(() => this.#settle());
    for (const part of [this.#list.current, this.#scroller.current]) if (part) observer.observe(part);
  }

  override componentDidUpdate() {
    const own = this.props.view.client.drafts.value.at(-1)?.clientId;
    if (own && own !== this.#lastDraft) this.#toEnd();
    this.#lastDraft = own;
    this.#settle();
  }

  override render({ view }: Props, { hasMore }: { hasMore: boolean }) {
    const { client, texts } = view;
    const { messages } = client.conversation.value;
    const ratings = client.ratings.value;
    return (
      <div class="body">
        <div
          class="log"
          role="log"
          aria-live="off"
          aria-label={texts.conversation}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
          tabIndex={0}
          ref={this.#scroller}
          onScroll={() => this.#onScroll()}
        >
          <ol ref={this.#list}>
            <Welcome view={view} />
            {messages.map((message, at) => (
              <MessageItem
                key={message.id}
                view={view}
                message={message}
                first={!sameWriter(messages[at - 1], message)}
                rating={ratings[message.id]}
                kit={view.kit.value}
              />
            ))}
            <Progress view={view} />
            {client.drafts.value.map((draft) => (
              <DraftItem key={draft.clientId} view={view} draft={draft} />
            ))}
          </ol>
        </div>
        {hasMore && (
          <button type="button" class="more" onClick={() => this.#toEnd()}>
            <Icon d={icons.down} />
            {texts.latest}
          </button>
        )}
      </div>
    );
  }

  #settle() {
    const box = this.#scroller.current;
    const { isOpen, client } = this.props.view;
    if (!box?.clientHeight) return;
    // The reader may have scrolled in this very frame, before the browser says so.
    this.#onScroll();
    if (this.#follows) this.#move(scrollTarget(box, anchorTop(box, this.#list.current)));
    this.#showMore(belowView(box) > END_SLACK_PX);
    if (isOpen.value && document.visibilityState === 'visible') client.read();
  }

  #onScroll() {
    const box = this.#scroller.current;
    if (!box || Math.abs(box.scrollTop - this.#ownTop) < 2) return;
    this.#ownTop = box.scrollTop;
    this.#follows = belowView(box) <= END_SLACK_PX;
    this.#showMore(!this.#follows);
  }

  #toEnd() {
    this.#follows = true;
    this.#move(this.#scroller.current?.scrollHeight ?? 0);
  }

  #move(top: number) {
    const box = this.#scroller.current;
    if (!box) return;
    box.scrollTop = top;
    this.#ownTop = box.scrollTop;
  }

  #showMore(hasMore: boolean) {
    if (hasMore !== (this.state.hasMore ?? false)) this.setState({ hasMore });
  }
}

function sameWriter(before: Message | undefined, message: Message): boolean {
  return before?.role === message.role && before.author?.id === message.author?.id;
}

/** The answer as it is written, or a sign that somebody is at it. */
function Progress({ view }: { view: View }) {
  const { stream, state, typing, messages } = view.client.conversation.value;
  if (stream) {
    const text = stream.text.replace(/(\*{1,2}|_{1,2}|`{1,2}|\[\d{0,3})$/, '');
    return (
      <li class={stream.open ? 'm ai live' : 'm ai'} key="progress">
        {messages.at(-1)?.role !== 'assistant' && <p class="by">{view.texts.assistant}</p>}
        <div class="text" dir="auto">
          <MarkdownView view={view} text={text} cite={(n) => <span class="cite">{n}</span>} />
        </div>
      </li>
    );
  }
  if (!typing && (state !== 'processing' || messages.at(-1)?.role !== 'customer')) return null;
  return (
    <li class="m ai" key="progress">
      <div class="dots" role="img" aria-label={view.texts.thinking}>
        <i />
        <i />
        <i />
      </div>
    </li>
  );
}

/** Top of what is being read: a new message of a person, else the last question, or its answer when the question is long. */
function anchorTop(box: HTMLElement, list: HTMLElement | null): number | null {
  const last = list?.lastElementChild;
  const own = [...(list?.querySelectorAll<HTMLElement>('.me') ?? [])].at(-1);
  if (!(last instanceof HTMLElement) || !own || last === own) return null;
  if (!last.classList.contains('ai')) return last.offsetTop;
  return own.offsetHeight < box.clientHeight * 0.4 ? own.offsetTop : own.offsetTop + own.offsetHeight;
}
