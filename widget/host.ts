/** Who the page says its visitor is. `identityToken` is a JWT that the organization's server signed. */
export interface Identity {
  name?: string;
  email?: string;
  identityToken?: string;
}

export type HostEvent = 'open' | 'close' | 'message' | 'unread';

/** What the loader hands to the app: one launcher in one shadow root, and what the script tag said. */
export interface Host {
  /** Origin of the API: the script's own. */
  base: string;
  key: string;
  locale: string;
  root: ShadowRoot;
  launcher: HTMLButtonElement;
  identity: Identity | null;
  emit(event: HostEvent, detail?: unknown): void;
}

export interface App {
  open(): void;
  close(): void;
  toggle(): void;
  identify(identity: Identity): void;
}
