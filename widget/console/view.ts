import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from '../locale/texts.ts';
import type { Api } from './data/api.ts';
import type { Session } from './data/session.ts';
import type { User } from './data/wire.ts';
import type { Formats } from './formats.ts';
import type { Texts } from './locale/texts.ts';

/** What every part of the console may use. */
export interface View {
  api: Api;
  session: Session;
  user: User;
  texts: Texts;
  language: Language;
  formats: Formats;
  /** Whether this user may change the knowledge; the server decides again. */
  mayWrite: boolean;
  /** Shows a short message and has it read out. */
  say(text: string): void;
  /** Goes to an address made by `href`. `replace` keeps the place out of the history. */
  go(address: string, options?: { replace?: boolean }): void;
}

export const ViewContext = createContext<View | null>(null);

/** Throws outside of the shell. */
export function useView(): View {
  const view = useContext(ViewContext);
  if (!view) throw new Error('there is no view outside of the shell');
  return view;
}
