import type { CitedSpan } from '../../src/protocol/http/citations.ts';
import { type SourceTexts, sourceTexts } from '../locale/source-texts.ts';
import type { Message } from '../state/conversation.ts';
import { sourceStyle } from '../style/source.ts';
import { createCutter, type Drawing, drawBlocks, withMarks } from './mark-quote.ts';
import type { View } from './view.ts';

type Citation = Message['citations'][number];

/** A source that takes longer is shown as its quote alone. */
const TIMEOUT_MS = 15_000;

/**
 * Shows a cited passage, marked, within its section of the article as it was when the answer was given. Fetched by the first
 * reader who opens one, and drawn without Preact, or the bundler would cut the app in two. Escape and the button close it, and
 * focus goes back to where it came from.
 */
export async function openSource(
  view: View,
  messageId: string,
  citation: Citation,
  opener: HTMLElement,
): Promise<void> {
  const panel = opener.closest('.panel');
  const root = opener.getRootNode();
  if (!panel || !(root instanceof ShadowRoot)) return;
  addStyle(root);
  const texts = sourceTexts[view.language];
  const place = element('div', [], {
    class: 'place',
    role: 'dialog',
    'aria-modal': 'true',
    'aria-label': texts.title,
  });
  const close = () => {
    place.remove();
    opener.focus();
  };
  const state = element('p', [], { class: 'state', role: 'status' });
  const section = element('div', [], { class: 'section', dir: 'auto', tabindex: '0' });
  const back = button(texts.back, close);
  const title = element('h2', [document.createTextNode(citation.title)], { dir: 'auto' });
  place.append(element('div', [title, back], { class: 'head' }), state, section, ...liveLink(view, citation));
  place.addEventListener('keydown', (event) => onKey(event, close, place, root));
  panel.append(place);
  // A panel that is closed and opened again shows the conversation, where its focus goes.
  const watch = new MutationObserver(() => {
    if (panel.classList.contains('open')) return;
    place.remove();
    watch.disconnect();
  });
  watch.observe(panel, { attributeFilter: ['class'] });
  draw(view, section, { before: '', quote: citation.quote, after: '' }, texts);
  back.focus();
  const span = await load(view, messageId, citation.n);
  if (span) draw(view, section, span, texts);
  state.textContent = span ? said(span, texts) : texts.failed;
  state.classList.toggle('bad', span?.state !== 'current');
}

function said({ state, stillSaid, version }: CitedSpan, texts: SourceTexts): string {
  if (version === null) return texts.failed;
  return state === 'changed' && stillSaid ? texts.changedStill : texts[state];
}

async function load({ client, base }: View, messageId: string, n: number): Promise<CitedSpan | null> {
  const [id, token] = client.session();
  const path = ['conversations', id, 'messages', messageId, 'citations', n]
    .map((part) => encodeURIComponent(String(part)))
    .join('/');
  try {
    const response = await fetch(`${base}/v1/${path}`, {
      headers: { authorization: `Bearer ${token}` },
      credentials: 'omit',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return response.ok ? ((await response.json()) as CitedSpan) : null;
  } catch {
    return null;
  }
}

function draw(
  { kit }: View,
  section: HTMLElement,
  { before, quote, after }: Pick<CitedSpan, 'before' | 'quote' | 'after'>,
  texts: SourceTexts,
): void {
  const cut = createCutter();
  let isBegun = false;
  const hidden = (text: string) => element('span', [document.createTextNode(`${text}: `)], { class: 'sr' });
  const drawing: Drawing = {
    element,
    text: (text) =>
      cut(text).map((piece) => {
        if (!piece.marked) return document.createTextNode(piece.text);
        const words = document.createTextNode(piece.text);
        const mark = element('mark', isBegun ? [words] : [hidden(texts.begin), words]);
        isBegun = true;
        return mark;
      }),
  };
  const blocks = kit.value?.parseBlocks(withMarks(before, quote, after)) ?? [];
  section.replaceChildren(...drawBlocks(blocks, drawing));
  const marks = section.querySelectorAll('mark');
  marks[marks.length - 1]?.append(
    element('span', [document.createTextNode(` (${texts.end})`)], { class: 'sr' }),
  );
  marks[0]?.scrollIntoView({ block: 'center' });
}

/** The page as it is now, beside what it was: opened at the quote where the browser can. */
function liveLink({ kit, base, texts }: View, { url, quote }: Citation): HTMLElement[] {
  const href = kit.value?.sourceLink(url, quote, base);
  if (!href) return [];
  return [
    element('a', [document.createTextNode(texts.openSource)], {
      class: 'go',
      href,
      target: '_blank',
      rel: 'noopener noreferrer',
    }),
  ];
}

function onKey(event: KeyboardEvent, close: () => void, place: HTMLElement, root: ShadowRoot): void {
  if (event.key === 'Escape' && !event.isComposing) close();
  if (event.key === 'Tab') {
    const all = [...place.querySelectorAll<HTMLElement>('button, a[href], [tabindex="0"]')];
    const [from, to] = event.shiftKey ? [all[0], all.at(-1)] : [all.at(-1), all[0]];
    if (root.activeElement === from && to) {
      event.preventDefault();
      to.focus();
    }
  }
  // The panel would close with the same key.
  event.stopPropagation();
}

function button(name: string, onClick: () => void): HTMLElement {
  const made = element('button', [document.createTextNode('✕')], {
    type: 'button',
    class: 'quiet',
    'aria-label': name,
    title: name,
  });
  made.addEventListener('click', onClick);
  return made;
}

function element(name: string, children: Node[], attributes: Record<string, string> = {}): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const styled = new WeakSet<ShadowRoot>();

function addStyle(root: ShadowRoot): void {
  if (styled.has(root)) return;
  styled.add(root);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(sourceStyle);
  root.adoptedStyleSheets.push(sheet);
}
