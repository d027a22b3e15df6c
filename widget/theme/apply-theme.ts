import { colorOr, onColor, readableOn } from './contrast.ts';

/** Fallback accent and the two surfaces that accent text stands on; the same as in style/tokens.ts. */
export const ACCENT = '#0b5fff';
export const LIGHT_SURFACE = '#ffffff';
export const DARK_SURFACE = '#16181d';

/** The organization's colour as variables, each readable on its surface; remembered for the launcher of the next page. */
export function applyTheme(box: HTMLElement, accentColor: string, key: string): void {
  const accent = colorOr(accentColor, ACCENT);
  const on = onColor(accent);
  box.style.setProperty('--accent', accent);
  box.style.setProperty('--on-accent', on);
  box.style.setProperty('--ink-light', readableOn(accent, LIGHT_SURFACE));
  box.style.setProperty('--ink-dark', readableOn(accent, DARK_SURFACE));
  try {
    localStorage.setItem(`edgewise:${key}:look`, JSON.stringify(accent + on));
  } catch {
    // Without storage the launcher starts in the default colour.
  }
}
