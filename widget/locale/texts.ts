/** Every word that the widget says itself. `{n}` is a number, `{name}` a person's name. */
export interface Texts {
  assistant: string;
  greeting: string;
  disclosure: string;
  open: string;
  close: string;
  unread: string;
  conversation: string;
  you: string;
  placeholder: string;
  send: string;
  stop: string;
  person: string;
  waiting: string;
  sources: string;
  source: string;
  inPlace: string;
  openSource: string;
  copy: string;
  copied: string;
  helpful: string;
  unhelpful: string;
  thanks: string;
  latest: string;
  thinking: string;
  writing: string;
  sending: string;
  queued: string;
  failed: string;
  old: string;
  full: string;
  retry: string;
  discard: string;
  offline: string;
  connecting: string;
  refused: string;
  ended: string;
  restart: string;
  left: string;
  over: string;
  handoff: string;
  takeover: string;
  returned: string;
  resolved: string;
  closed: string;
  reopened: string;
}

/** Interface languages; any other reader gets English. */
export const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt', 'it', 'ja', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];

/** `pt-BR` becomes `pt`; what is not spoken here becomes `en`. */
export function languageOf(locale: string): Language {
  const language = locale.slice(0, 2).toLowerCase();
  return LANGUAGES.find((one) => one === language) ?? 'en';
}

/** Puts a value into its place in a text. */
export function fill(text: string, value: string | number): string {
  return text.replace(/\{\w+\}/, () => String(value));
}
