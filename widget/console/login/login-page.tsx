import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../app/icon.tsx';
import { ApiError } from '../data/api-error.ts';
import type { Session } from '../data/session.ts';
import { describeFailure } from '../describe-failure.ts';
import type { Texts } from '../locale/texts.ts';
import { icons } from '../ui/icons.ts';

interface Props {
  session: Session;
  texts: Texts;
  /** Whether somebody was logged in on this page before. */
  hasEnded: boolean;
}

/** E-mail and password. The address of the page stays, so that a deep link survives the login. */
export function LoginPage({ session, texts, hasEnded }: Props) {
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const { isBusy, failure, submit } = useLogin(session, texts, email, password);
  useEffect(() => {
    document.title = `${texts.login.title} · ${texts.shell.product}`;
    email.current?.focus();
  }, [texts]);
  return (
    <main class="login">
      <form class="login-card" onSubmit={submit} noValidate>
        <span class="brand-mark" aria-hidden="true">
          <Icon d={icons.brand} />
        </span>
        <h1>{texts.login.title}</h1>
        <p class="about">{texts.login.about}</p>
        {hasEnded && !failure && <p class="notice quiet">{texts.login.ended}</p>}
        <div class="field">
          <label for="email">{texts.login.email}</label>
          <input
            ref={email}
            id="email"
            type="email"
            dir="ltr"
            autocomplete="username"
            inputMode="email"
            aria-describedby="failure"
          />
        </div>
        <PasswordField field={password} texts={texts} />
        <div id="failure" role="alert">
          {failure && (
            <p class="notice bad">
              <Icon d={icons.alert} />
              {failure}
            </p>
          )}
        </div>
        <button type="submit" class="solid wide-button" disabled={isBusy}>
          {isBusy ? texts.login.busy : texts.login.submit}
        </button>
      </form>
    </main>
  );
}

type InputRef = { current: HTMLInputElement | null };

function useLogin(session: Session, texts: Texts, email: InputRef, password: InputRef) {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    const fields = [
      [email.current, texts.login.emailMissing],
      [password.current, texts.login.passwordMissing],
    ] as const;
    const empty = fields.find(([field]) => !field?.value);
    setFailure(empty?.[1] ?? null);
    if (empty) return empty[0]?.focus();
    setBusy(true);
    try {
      await session.login(email.current?.value.trim() ?? '', password.current?.value ?? '');
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { what, todo, detail } = describeFailure(error, texts);
      setFailure([what, todo, detail].filter(Boolean).join(' '));
      setBusy(false);
      password.current?.select();
      password.current?.focus();
    }
  };
  return { isBusy, failure, submit };
}

function PasswordField({ field, texts }: { field: InputRef; texts: Texts }) {
  const [isShown, setShown] = useState(false);
  const toggle = () => {
    if (field.current) field.current.type = isShown ? 'password' : 'text';
    setShown(!isShown);
  };
  return (
    <div class="field">
      <label for="password">{texts.login.password}</label>
      <div class="with-button">
        <input
          ref={field}
          id="password"
          type="password"
          dir="ltr"
          autocomplete="current-password"
          aria-describedby="failure"
        />
        <button type="button" class="link" aria-pressed={isShown} onClick={toggle}>
          {isShown ? texts.login.hide : texts.login.show}
        </button>
      </div>
    </div>
  );
}
