import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface ControlProps {
  id: string;
  'aria-invalid': boolean | undefined;
  'aria-describedby': string | undefined;
}

interface Props {
  label: string;
  hint?: string;
  /** What is wrong with what was entered. */
  wrong?: string | undefined;
  /** The control, which takes these properties. */
  children(props: ControlProps): ComponentChildren;
}

/** A labelled control with its hint and its mistake, joined for screen readers. */
export function Field({ label, hint, wrong, children }: Props) {
  const id = useId();
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, 'aria-invalid': wrong ? true : undefined, 'aria-describedby': described || undefined })}
      {hint && (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      )}
      {wrong && (
        <p id={`${id}-wrong`} class="wrong" role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}
