import type { ComponentChildren } from 'preact';
import { Icon } from '../../app/icon.tsx';

interface Props {
  icon: string;
  title: string;
  /** Whether this is all there is on the page. */
  isPage?: boolean;
  /** What to do next. */
  children?: ComponentChildren;
}

/** A list with nothing in it, and the way out of that. */
export function Empty({ icon, title, isPage = false, children }: Props) {
  return (
    <div class="empty">
      <span class="empty-mark">
        <Icon d={icon} />
      </span>
      {isPage ? <h1>{title}</h1> : <h2>{title}</h2>}
      {children}
    </div>
  );
}
