import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../app/icon.tsx';
import { icons } from './icons.ts';

interface Props {
  title: string;
  /** Where this page belongs to. */
  back?: { href: string; label: string };
  badge?: ComponentChildren;
  about?: ComponentChildren;
  /** Buttons. */
  children?: ComponentChildren;
}

/** Title and actions of a page. The title takes the focus when the page appears, so that a reader hears where it is. */
export function PageHead({ title, back, badge, about, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Edgewise`;
  }, [title]);
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <header class="page-head">
      {back && (
        <a class="back" href={back.href}>
          <Icon d={icons.back} />
          {back.label}
        </a>
      )}
      <div class="page-title">
        <h1 ref={heading} tabIndex={-1} dir="auto">
          {title}
        </h1>
        {badge}
      </div>
      {children && <div class="actions">{children}</div>}
      {about && <p class="about">{about}</p>}
    </header>
  );
}
