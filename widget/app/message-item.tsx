import { Component } from 'preact';
import { fill } from '../locale/texts.ts';
import type { Message } from '../state/conversation.ts';
import { CopyButton } from './copy-button.tsx';
import { Icon } from './icon.tsx';
import { MarkdownView } from './markdown-view.tsx';
import { SourceList } from './source-list.tsx';
import type { AnswerKit, View } from './view.ts';

interface Props {
  view: View;
  message: Message;
  /** It opens a run of messages by the same writer, so it says who and when. */
  first: boolean;
  rating: 1 | -1 | undefined;
  kit: AnswerKit | null;
}

/** A stored message. It never changes, so it is drawn again only for what surrounds it. */
export class MessageItem extends Component<Props> {
  override shouldComponentUpdate(next: Props) {
    const { message, first, rating, kit } = this.props;
    return next.message !== message || next.first !== first || next.rating !== rating || next.kit !== kit;
  }

  override render({ view, message, first, rating, kit }: Props) {
    if (message.role === 'customer') {
      return (
        <li class="m me">
          <span class="sr">{view.texts.you}: </span>
          <div class="bubble" dir="auto">
            {message.text}
          </div>
        </li>
      );
    }
    if (message.role === 'system') {
      return (
        <li class="m system" dir="auto">
          {eventText(view, message)}
        </li>
      );
    }
    const isAi = message.role === 'assistant';
    return (
      <li class={isAi ? 'm ai' : 'm agent'}>
        {first ? (
          <Byline view={view} message={message} />
        ) : (
          <span class="sr">{authorOf(view, message)}: </span>
        )}
        <div class={isAi ? 'text' : 'text bubble'} dir="auto">
          <MarkdownView
            view={view}
            text={message.text}
            breaks={!isAi}
            cite={(n) => <Cite view={view} message={message} n={n} />}
          />
        </div>
        <SourceList view={view} message={message} />
        {isAi && kit && <Actions view={view} message={message} rating={rating} kit={kit} />}
      </li>
    );
  }
}

/** The marker of a source: opens it below the answer. A number that is no source stays the text it was. */
function Cite({ view, message, n }: { view: View; message: Message; n: number }) {
  const source = message.citations.find((one) => one.n === n);
  if (!source) return <>[{n}]</>;
  return (
    <button
      type="button"
      class="cite"
      aria-label={fill(view.texts.source, n)}
      title={source.title}
      onClick={(event) => {
        const item = event.currentTarget.closest('li.m');
        const details = item?.querySelector<HTMLDetailsElement>(`details[data-n="${n}"]`);
        if (!details) return;
        details.open = true;
        details.querySelector('summary')?.focus();
      }}
    >
      {n}
    </button>
  );
}

function Byline({ view, message }: { view: View; message: Message }) {
  const at = new Date(message.createdAt);
  return (
    <p class="by">
      {authorOf(view, message)}
      <time dateTime={message.createdAt}>
        {at.toLocaleTimeString(view.language, { hour: 'numeric', minute: '2-digit' })}
      </time>
    </p>
  );
}

function Actions({ view, message, rating, kit }: Omit<Props, 'first'>) {
  const thumb = (value: 1 | -1) => (
    <button
      type="button"
      class="quiet"
      aria-label={value > 0 ? view.texts.helpful : view.texts.unhelpful}
      title={value > 0 ? view.texts.helpful : view.texts.unhelpful}
      aria-pressed={rating === value}
      onClick={() => view.client.rate(message.id, value)}
    >
      <Icon d={kit?.answerIcons[value > 0 ? 'good' : 'bad']} />
    </button>
  );
  return (
    <div class="actions">
      <CopyButton view={view} text={message.text} />
      {thumb(1)}
      {thumb(-1)}
      <span class="thanks" role="status">
        {rating ? view.texts.thanks : ''}
      </span>
    </div>
  );
}

/** Who a message is from, in the reader's language. The assistant never passes for a person. */
export function authorOf(view: View, message: Message): string {
  return message.role === 'assistant' ? view.texts.assistant : (message.author?.name ?? '');
}

/** A fact of the conversation in the reader's language; the server's own words where the fact is unknown. */
export function eventText(view: View, message: Message): string {
  if (!message.event) return message.text;
  if (message.event !== 'takeover') return view.texts[message.event];
  return message.author ? fill(view.texts.takeover, message.author.name) : message.text;
}
