import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../app/icon.tsx';
import { AccountMenu } from './account-menu.tsx';
import { href } from './route.ts';
import { icons } from './ui/icons.ts';
import { useView } from './view.ts';

const KNOWLEDGE = ['sources', 'ask', 'articles', 'gaps'] as const;
const SERVICE = ['conversations', 'models', 'connections', 'audit'] as const;
type Area = (typeof KNOWLEDGE)[number] | (typeof SERVICE)[number];

/** The frame around every page: brand, areas, account. On a phone the areas are at the bottom, where thumbs are. */
export function Shell({ area, children }: { area: string; children: ComponentChildren }) {
  const { texts, mayWrite, user } = useView();
  return (
    <div class="shell">
      {/* A link to an anchor would change the address, which names the page. */}
      <button type="button" class="skip" onClick={() => document.querySelector<HTMLElement>('h1')?.focus()}>
        {texts.shell.skip}
      </button>
      <header class="side">
        <a class="brand" href={href(['sources'])}>
          <span class="brand-mark" aria-hidden="true">
            <Icon d={icons.brand} />
          </span>
          {texts.shell.product}
        </a>
        <nav class="areas" aria-label={texts.shell.product}>
          <Areas label={texts.shell.knowledge} names={KNOWLEDGE} area={area} />
          <Areas
            label={texts.shell.service}
            names={SERVICE.filter(
              (name) =>
                name === 'conversations' || mayWrite || (name === 'models' && user.role === 'analyst'),
            )}
            area={area}
          />
        </nav>
        <AccountMenu />
      </header>
      <main class="main" id="main">
        <Offline />
        {!mayWrite && <p class="notice quiet">{texts.shell.readOnly}</p>}
        {children}
      </main>
    </div>
  );
}

function Areas({ label, names, area }: { label: string; names: readonly Area[]; area: string }) {
  const { texts } = useView();
  return (
    <>
      <p class="areas-label" aria-hidden="true">
        {label}
      </p>
      {names.map((name) => (
        <a key={name} href={href([name])} aria-current={name === area ? 'page' : undefined}>
          <Icon d={icons[name]} />
          <span>{name === 'audit' ? texts.audit.nav : texts.shell[name]}</span>
        </a>
      ))}
    </>
  );
}

function Offline() {
  const { texts } = useView();
  const [isOnline, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const update = () => setOnline(navigator.onLine);
    addEventListener('online', update);
    addEventListener('offline', update);
    return () => {
      removeEventListener('online', update);
      removeEventListener('offline', update);
    };
  }, []);
  return <div role="status">{!isOnline && <p class="notice warn">{texts.shell.offline}</p>}</div>;
}
