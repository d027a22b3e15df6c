import { Component } from 'preact';
import { Icon } from './icon.tsx';

/** How long "copied" stays: long enough to be noticed. */
const COPIED_MS = 1_600;

interface Props {
  text: string;
  texts: { copy: string; copied: string };
}

/** Copies exactly `text`. Where a browser refuses the clipboard it simply does not say "copied". */
export class CopyButton extends Component<Props, { done: boolean }> {
  override render({ text, texts }: Props, { done }: { done: boolean }) {
    const label = done ? texts.copied : texts.copy;
    const say = (next: boolean) => () => this.setState({ done: next });
    const copy = () => {
      navigator.clipboard?.writeText(text).then(say(true), () => {});
      setTimeout(say(false), COPIED_MS);
    };
    return (
      <button type="button" class="quiet" aria-label={label} title={label} onClick={copy}>
        <Icon name={done ? 'check' : 'copy'} />
      </button>
    );
  }
}
