import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../../app/icon.tsx';
import { useView } from '../view.ts';
import { icons } from './icons.ts';

/** What a dialog is opened for: its first field, else the platform's choice. */
const FIRST = '.dialog-body :is(input:not([type=file]), select, textarea)';

interface Props {
  title: string;
  onClose(): void;
  /** False keeps it open: something under way would be lost. */
  mayClose?: boolean;
  children: ComponentChildren;
}

/** A modal dialog: the platform keeps the focus inside, closes it with Escape; focus goes back to where it came from. */
export function Dialog({ title, onClose, mayClose = true, children }: Props) {
  const { texts } = useView();
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();
  // Before the next key is pressed: what is typed at once must arrive in the dialog.
  useLayoutEffect(() => {
    const before = document.activeElement;
    const dialog = box.current;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>(FIRST)?.focus();
    return () => {
      // As long as it is open, nothing outside of it takes the focus.
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={box}
      class="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        if (mayClose) onClose();
      }}
    >
      <header>
        <h2 id={id}>{title}</h2>
        <button
          type="button"
          class="icon-button"
          aria-label={texts.shell.close}
          disabled={!mayClose}
          onClick={onClose}
        >
          <Icon d={icons.close} />
        </button>
      </header>
      {children}
    </dialog>
  );
}
