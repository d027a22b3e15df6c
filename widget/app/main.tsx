import { render } from 'preact';
import type { App, Host } from '../host.ts';
import { loadTexts } from '../locale/load-texts.ts';
import { fill, languageOf } from '../locale/texts.ts';
import { Client } from '../state/client.ts';
import { createDevice } from '../state/device.ts';
import { effect, type Signal, signal } from '../state/signal.ts';
import { messageStyle } from '../style/message.ts';
import { panelStyle } from '../style/panel.ts';
import { tokens } from '../style/tokens.ts';
import { applyTheme } from '../theme/apply-theme.ts';
import { requestSession } from '../transport/request-session.ts';
import { browserPorts, browserStorage } from './browser-ports.ts';
import { followViewport } from './follow-viewport.ts';
import { authorOf, eventText } from './message-item.tsx';
import { Panel } from './panel.tsx';
import type { AnswerKit, View } from './view.ts';

/** A returning visitor is connected without asking, so that an answer can show as unread, for this long. */
const RETURN_MS = 24 * 60 * 60 * 1_000;

/** Mounts the app beside the launcher and gives the loader its controls. */
export async function start(host: Host): Promise<App> {
  const language = languageOf(host.locale);
  const texts = await loadTexts(language);
  const device = createDevice(browserStorage(), host.key);
  const mount = document.createElement('div');
  const isOpen = signal(false);
  const spoken = signal('');
  const kit = signal<AnswerKit | null>(null);
  const client: Client = new Client({
    ...browserPorts(host),
    key: host.key,
    locale: host.locale,
    device,
    request: (body) => requestSession(host.base, body, (input, init) => fetch(input, init)),
    onNews(message) {
      const text = message.role === 'system' ? eventText(view, message) : message.text;
      spoken.value = `${authorOf(view, message)} ${text}`.trim();
      host.emit('message', { role: message.role, text });
    },
  });
  const open = () => {
    isOpen.value = true;
    // The panel is drawn in a microtask that was queued before this one.
    queueMicrotask(() => mount.querySelector('textarea')?.focus());
    client.start();
    client.wake();
  };
  const close = () => {
    if (!isOpen.value) return;
    isOpen.value = false;
    host.launcher.focus();
  };
  const view: View = { client, texts, language, base: host.base, isOpen, spoken, kit, close };

  if (host.identity) client.identify(host.identity);
  mount.lang = language;
  host.root.append(mount);
  host.root.adoptedStyleSheets.push(...[tokens, panelStyle, messageStyle].map(sheetOf));
  loadKit(host, client, kit);
  effect(() => render(<Panel view={view} />, mount));
  keepLauncher(host, view);
  listen(view, host);
  const saved = device.saved();
  if ((saved && Date.now() - saved.at < RETURN_MS) || device.drafts().length > 0) client.start();
  return {
    open,
    close,
    toggle: () => (isOpen.value ? close() : open()),
    identify: (identity) => client.identify(identity),
  };
}

/** Fetches what answers need as soon as there is a message, and again with the next change when that failed. */
function loadKit(host: Host, client: Client, kit: Signal<AnswerKit | null>): void {
  let asked = false;
  effect(() => {
    if (asked || client.conversation.value.lastSeq + client.drafts.value.length === 0) return;
    asked = true;
    import('./answer-kit.ts').then(
      (module) => {
        host.root.adoptedStyleSheets.push(sheetOf(module.answerStyle));
        kit.value = module;
      },
      () => {
        asked = false;
      },
    );
  });
}

function sheetOf(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}

/** The launcher belongs to the loader; the app keeps its name, count and colours true. */
function keepLauncher(host: Host, { client, texts, isOpen }: View): void {
  const { launcher, root } = host;
  const badge = document.createElement('span');
  badge.className = 'badge';
  launcher.append(badge);
  effect(() => {
    const count = isOpen.value ? 0 : client.unread();
    badge.textContent = count > 9 ? '9+' : String(count || '');
    badge.hidden = count === 0;
    launcher.ariaExpanded = String(isOpen.value);
    launcher.ariaLabel = isOpen.value
      ? texts.close
      : count > 0
        ? `${texts.open}. ${fill(texts.unread, count)}`
        : texts.open;
  });
  let before = 0;
  effect(() => {
    const count = client.unread();
    if (count !== before) host.emit('unread', count);
    before = count;
  });
  let was = false;
  effect(() => {
    if (isOpen.value !== was) host.emit(isOpen.value ? 'open' : 'close');
    was = isOpen.value;
  });
  effect(() => {
    const color = client.config.value?.accentColor;
    if (color && root.host instanceof HTMLElement) applyTheme(root.host, color, host.key);
  });
}

function listen({ client, isOpen }: View, host: Host): void {
  addEventListener('online', () => client.wake());
  addEventListener('offline', () => client.lost());
  addEventListener('storage', (event) => {
    if (event.key?.startsWith(`edgewise:${host.key}:`)) client.sync();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible') return;
    client.wake();
    if (isOpen.value) client.read();
  });
  if (host.root.host instanceof HTMLElement) followViewport(host.root.host, isOpen);
}
