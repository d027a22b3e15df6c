import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../app/icon.tsx';
import { LANGUAGES, languageOf } from '../locale/texts.ts';
import { rememberLanguage } from './language.ts';
import { icons } from './ui/icons.ts';
import { useView } from './view.ts';

/** Who is logged in; language and logout behind it. */
export function AccountMenu() {
  const { texts, user } = useView();
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const onPointer = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    addEventListener('pointerdown', onPointer);
    return () => removeEventListener('pointerdown', onPointer);
  }, [isOpen]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    setOpen(false);
    button.current?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears Escape of the controls within.
    <div class="account" ref={box} onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        class="who"
        aria-expanded={isOpen}
        aria-controls="account"
        onClick={() => setOpen(!isOpen)}
      >
        <span class="avatar" aria-hidden="true">
          {user.name.slice(0, 1).toUpperCase()}
        </span>
        <span class="sr">{texts.shell.account}</span>
        <span class="who-text">
          <bdi>{user.name}</bdi>
          <small>{texts.shell.roles[user.role]}</small>
        </span>
      </button>
      <AccountPanel isOpen={isOpen} />
    </div>
  );
}

function AccountPanel({ isOpen }: { isOpen: boolean }) {
  const { texts, user, session, language } = useView();
  return (
    <div id="account" class="account-panel" hidden={!isOpen}>
      <p class="fine" dir="ltr">
        {user.email}
      </p>
      <label class="field">
        <span>{texts.shell.language}</span>
        <select
          value={language}
          onChange={(event) => rememberLanguage(languageOf(event.currentTarget.value))}
        >
          {LANGUAGES.map((one) => (
            <option key={one} value={one} lang={one}>
              {new Intl.DisplayNames(one, { type: 'language' }).of(one) ?? one}
            </option>
          ))}
        </select>
      </label>
      <button type="button" class="plain" onClick={() => void session.logout()}>
        <Icon d={icons.leave} />
        {texts.shell.logout}
      </button>
    </div>
  );
}
