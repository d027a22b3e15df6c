import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Language } from '../locale/texts.ts';
import { App } from './app.tsx';
import type { Ports } from './browser-ports.ts';
import { Api } from './data/api.ts';
import { ApiError } from './data/api-error.ts';
import { Session } from './data/session.ts';
import type { User } from './data/wire.ts';
import type { Formats } from './formats.ts';
import type { Texts } from './locale/texts.ts';
import { LoginPage } from './login/login-page.tsx';
import { Toast, useToast } from './ui/toast.tsx';
import { type View, ViewContext } from './view.ts';

interface Props {
  ports: Ports;
  texts: Texts;
  language: Language;
  formats: Formats;
}

/** Login, or the console of who is logged in. */
export function Root({ ports, texts, language, formats }: Props) {
  const [user, setUser] = useState<User | null>(null);
  const [hadUser, setHadUser] = useState(false);
  const [isReady, setReady] = useState(false);
  const { toast, say } = useToast();
  const { session, api } = useMemo(() => connect(ports, setUser), [ports]);

  useEffect(() => {
    session
      .resume()
      .catch((error: unknown) => {
        if (!(error instanceof ApiError)) throw error;
      })
      .finally(() => setReady(true));
  }, [session]);
  useEffect(() => {
    if (user) setHadUser(true);
  }, [user]);

  if (!isReady) return null;
  if (!user) return <LoginPage session={session} texts={texts} hasEnded={hadUser && !session.hasLeft} />;
  const mayWrite = user.role === 'owner' || user.role === 'admin';
  const view: View = { api, session, user, texts, language, formats, mayWrite, say, go };
  return (
    <ViewContext.Provider value={view}>
      <App />
      <Toast toast={toast} />
    </ViewContext.Provider>
  );
}

function connect(ports: Ports, onUser: (user: User | null) => void): { session: Session; api: Api } {
  const session: Session = new Session({ ...ports.session, onChange: () => onUser(session.user) });
  return { session, api: new Api({ ...ports.api, session }) };
}

function go(address: string, { replace = false } = {}): void {
  if (!replace) {
    location.hash = address;
    return;
  }
  history.replaceState(null, '', address);
  dispatchEvent(new HashChangeEvent('hashchange'));
}
