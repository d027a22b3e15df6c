import type { ComponentChildren } from 'preact';
import { Icon } from '../../app/icon.tsx';

interface Props {
  icon: string;
  title: string;
  /** What to do next. */
  children?: ComponentChildren;
}

/** A list with nothing in it, and the way out of that. */
export function Empty({ icon, title, children }: Props) {
  return (
    <div class="empty">
      <span class="empty-mark">
        <Icon d={icon} />
      </span>
      <h2>{title}</h2>
      {children}
    </div>
  );
}
