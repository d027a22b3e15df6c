import { Component, createRef } from 'preact';
import { fill, type Texts } from '../locale/texts.ts';
import type { Client } from '../state/client.ts';
import { Icon, icons } from './icon.tsx';
import type { View } from './view.ts';

/** Used until the organization's own limit is known; the same as the server's. */
const CHARS_MAX = 8_000;
/** The count appears when so many characters are left: before that it only distracts. */
const COUNT_BELOW = 500;
/** "Typing" is said at most this often. */
const TYPING_EVERY_MS = 3_000;

interface Props {
  view: View;
}

interface State {
  text: string;
  /** The queue refused the text. */
  isFull: boolean;
}

/** Where the reader writes. Enter sends, Shift+Enter breaks the line; what cannot be sent stays in the box. */
export class Composer extends Component<Props, State> {
  override state = { text: '', isFull: false };
  readonly #box = createRef<HTMLTextAreaElement>();
  #typedAt = 0;

  override componentDidUpdate() {
    const area = this.#box.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight}px`;
  }

  override render({ view }: Props, { text, isFull }: State) {
    const { texts, client } = view;
    const left = this.#max() - text.length;
    return (
      <form
        class="composer"
        onSubmit={(event) => {
          event.preventDefault();
          this.#send();
        }}
      >
        <div class="field">
          <textarea
            ref={this.#box}
            rows={1}
            // An empty field keeps the direction of the interface, or its placeholder would stand on the wrong side.
            dir={text ? 'auto' : undefined}
            aria-label={texts.placeholder}
            aria-invalid={left < 0}
            placeholder={texts.placeholder}
            value={text}
            onInput={(event) => this.#onInput(event.currentTarget.value)}
            onKeyDown={(event) => this.#onKeyDown(event)}
          />
          {isWriting(client) && !text ? (
            <button
              type="button"
              class="round"
              key="stop"
              aria-label={texts.stop}
              title={texts.stop}
              onClick={() => client.tell({ type: 'stop' })}
            >
              <Icon d={icons.stop} />
            </button>
          ) : (
            <button
              type="submit"
              class="round"
              key="send"
              aria-label={texts.send}
              title={texts.send}
              disabled={!text.trim() || left < 0}
            >
              <Icon d={icons.send} />
            </button>
          )}
        </div>
        <p class={left < 0 || isFull ? 'note bad' : 'note'} role="status">
          {isFull ? texts.full : countText(texts, left)}
        </p>
      </form>
    );
  }

  #max() {
    return this.props.view.client.config.value?.messageChars ?? CHARS_MAX;
  }

  #send() {
    const { text } = this.state;
    if (!text.trim() || text.length > this.#max()) return;
    const isFull = !this.props.view.client.send(text.trim());
    this.setState({ isFull, text: isFull ? text : '' });
    this.#box.current?.focus();
  }

  #onKeyDown(event: KeyboardEvent) {
    // While an input method composes, Enter chooses a word; it must not send half of one.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#send();
  }

  #onInput(text: string) {
    this.setState({ text, isFull: false });
    const { client } = this.props.view;
    const now = Date.now();
    if (client.conversation.value.state !== 'assigned' || now - this.#typedAt < TYPING_EVERY_MS) return;
    this.#typedAt = now;
    client.tell({ type: 'typing', on: true });
  }
}

function isWriting(client: Client): boolean {
  const { state, stream } = client.conversation.value;
  return stream ? stream.open : state === 'processing';
}

function countText(texts: Texts, left: number): string {
  if (left < 0) return fill(texts.over, -left);
  return left < COUNT_BELOW ? fill(texts.left, left) : '';
}
