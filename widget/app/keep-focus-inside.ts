const REACHABLE = 'button:not(:disabled), a[href], textarea, summary, [tabindex="0"]';

/** Tab from the last control leads to the first and back: a full-screen panel must not let focus fall behind itself. */
export function keepFocusInside(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const panel = event.currentTarget;
  const all = [...panel.querySelectorAll<HTMLElement>(REACHABLE)].filter((one) => one.offsetParent !== null);
  const root = panel.getRootNode();
  const now = root instanceof ShadowRoot ? root.activeElement : document.activeElement;
  const from = event.shiftKey ? all[0] : all.at(-1);
  const to = event.shiftKey ? all.at(-1) : all[0];
  if (now !== from || !to) return;
  event.preventDefault();
  to.focus();
}
