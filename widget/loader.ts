import type { App, Host, HostEvent, Identity } from './host.ts';
import { launcherStyle } from './style/launcher.ts';

/** Path of the app, with its content hash; written in by the build. */
declare const APP_PATH: string;
/** "Chat" where that is not a word; the app names the launcher fully as soon as it is there. */
const LABELS: Record<string, string> = { ja: 'チャット', ar: 'دردشة' };

type Listener = (detail: unknown) => void;

/** Draws the launcher, gives the page `window.Edgewise`, and fetches the app when idle or asked. */
function load(script: HTMLScriptElement) {
  const { key = '', locale, position, open } = script.dataset;
  const language = locale || document.documentElement.lang || navigator.language || 'en';
  const listeners: Partial<Record<HostEvent, Set<Listener>>> = {};
  const host: Host = {
    base: new URL(script.src).origin,
    key,
    locale: language,
    root: document.createElement('edgewise-chat').attachShadow({ mode: 'open' }),
    launcher: document.createElement('button'),
    identity: null,
    emit(event, detail) {
      for (const listener of listeners[event] ?? []) {
        try {
          listener(detail);
        } catch (error) {
          console.error(error);
        }
      }
    },
  };
  let app: Promise<App> | undefined;
  const call = (run: (app: App) => void) => {
    app ??= import(host.base + APP_PATH).then((module: { start(host: Host): App }) => module.start(host));
    const forget = () => {
      // Not reachable now: the next press tries again.
      app = undefined;
    };
    app.then(run, forget).catch(console.error);
  };
  Object.assign(window, {
    Edgewise: {
      open: () => call((it) => it.open()),
      close: () => call((it) => it.close()),
      toggle: () => call((it) => it.toggle()),
      identify(identity: Identity) {
        host.identity = { ...identity };
        app?.then(
          (it) => it.identify(identity),
          () => {},
        );
      },
      on(event: HostEvent, listener: Listener) {
        listeners[event] ??= new Set();
        listeners[event].add(listener);
        return () => listeners[event]?.delete(listener);
      },
    },
  });
  draw(host, position);
  host.launcher.onclick = () => call((it) => it.toggle());
  if (open !== undefined && open !== 'false') call((it) => it.open());
  (window.requestIdleCallback ?? setTimeout)(() => call(() => {}));
}

function draw({ root, launcher, key, locale }: Host, position: string | undefined) {
  const box = root.host as HTMLElement;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(launcherStyle);
  root.adoptedStyleSheets = [sheet];
  const look = /^"(#[0-9a-f]{6})(#[0-9a-f]{6})"$/.exec(remembered(`edgewise:${key}:look`));
  if (look) {
    box.style.setProperty('--accent', look[1] ?? '');
    box.style.setProperty('--on-accent', look[2] ?? '');
  }
  if (position === 'left' || position === 'right') box.dataset.side = position;
  box.dir = /^ar\b/i.test(locale) ? 'rtl' : 'ltr';
  launcher.className = 'launcher';
  launcher.ariaLabel = LABELS[locale.slice(0, 2)] ?? 'Chat';
  launcher.ariaExpanded = 'false';
  launcher.ariaHasPopup = 'dialog';
  launcher.append(icon('M4 5.5h16v11H11.5L7 20v-3.5H4z', 'chat'), icon('M6 9.5l6 6 6-6', 'close'));
  root.append(launcher);
  document.body.append(box);
}

function icon(path: string, name: string): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', name);
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

function remembered(name: string): string {
  try {
    return localStorage.getItem(name) ?? '';
  } catch {
    return '';
  }
}

// A second inclusion does nothing, and whatever fails here must not fail the page.
try {
  const script = document.currentScript ?? document.querySelector('script[data-key][src*="widget.js"]');
  if (script instanceof HTMLScriptElement && !('Edgewise' in window)) {
    if (document.body) load(script);
    else addEventListener('DOMContentLoaded', () => load(script));
  }
} catch (error) {
  console.error(error);
}
