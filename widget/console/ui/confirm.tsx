import { useId, useState } from 'preact/hooks';
import { fill } from '../../locale/texts.ts';
import { ApiError } from '../data/api-error.ts';
import { useView } from '../view.ts';
import { Dialog } from './dialog.tsx';
import { Notice } from './notice.tsx';

interface Props {
  title: string;
  /** What will be gone, and what stays. */
  text: string;
  action: string;
  /** What must be typed first, for what cannot be taken back. */
  word?: string;
  danger?: boolean;
  run(): Promise<void>;
  onClose(): void;
}

/** Asks before something that cannot simply be undone. */
export function Confirm({ title, text, action, word, danger = true, run, onClose }: Props) {
  const { texts } = useView();
  const [typed, setTyped] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const id = useId();
  const isReady = word === undefined || typed.trim() === word.trim();
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!isReady || isBusy) return;
    setBusy(true);
    setError(null);
    try {
      await run();
      onClose();
    } catch (thrown) {
      if (!(thrown instanceof ApiError)) throw thrown;
      setError(thrown);
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} onClose={onClose} mayClose={!isBusy}>
      <form class="dialog-body" onSubmit={submit}>
        <p>{text}</p>
        {word !== undefined && (
          <div class="field">
            <label for={id}>{fill(texts.shell.typeToConfirm, word)}</label>
            <input
              id={id}
              dir="auto"
              autocomplete="off"
              spellcheck={false}
              value={typed}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
          </div>
        )}
        {error && <Notice error={error} />}
        <footer>
          <button type="button" class="plain" disabled={isBusy} onClick={onClose}>
            {texts.shell.cancel}
          </button>
          <button type="submit" class={danger ? 'solid danger' : 'solid'} disabled={!isReady || isBusy}>
            {action}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
