import { Component } from 'preact';
import { Icon } from './icon.tsx';
import type { View } from './view.ts';

/** How long "copied" stays: long enough to be noticed. */
const COPIED_MS = 1_600;

interface Props {
  view: View;
  text: string;
}

/** Copies exactly `text`. Where a browser refuses the clipboard it simply does not say "copied". */
export class CopyButton extends Component<Props, { done: boolean }> {
  override render({ view, text }: Props, { done }: { done: boolean }) {
    const { texts, kit } = view;
    const label = done ? texts.copied : texts.copy;
    const say = (next: boolean) => () => this.setState({ done: next });
    const copy = () => {
      navigator.clipboard?.writeText(text).then(say(true), () => {});
      setTimeout(say(false), COPIED_MS);
    };
    return (
      <button type="button" class="quiet" aria-label={label} title={label} onClick={copy}>
        <Icon d={kit.value?.answerIcons[done ? 'check' : 'copy']} />
      </button>
    );
  }
}
