/**
 * Design tokens of widget and console: colour, space on a 4 px grid, type, radius, shadow, motion; light and dark.
 * `--accent` (fill), `--on-accent` (text on it) and `--ink-light`/`--ink-dark` (accent as text) are set from the
 * organization's colour with their contrast computed.
 */
export const tokens = `
:host {
  --surface: #ffffff;
  --raised: #f5f6f8;
  --sunken: #eceef2;
  --line: #dfe2e8;
  --line-strong: #868e9c;
  --text: #14171c;
  --muted: #565e6c;
  --danger: #b3261e;
  --warn-surface: #fff6df;
  --warn-text: #664700;
  --accent-ink: var(--ink-light, #0b5fff);
  --shadow: 0 0 0 1px rgb(16 22 34 / 6%), 0 2px 6px rgb(16 22 34 / 6%), 0 18px 48px rgb(16 22 34 / 18%);
  --r2: 10px;
  --font: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif;
  --mono: ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
  --fast: 120ms; --slow: 180ms;
  --ease: cubic-bezier(.2, .7, .2, 1);
  color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :host {
    --surface: #16181d;
    --raised: #1f2228;
    --sunken: #282c34;
    --line: #32363f;
    --line-strong: #7c8493;
    --text: #eceef2;
    --muted: #a5acb8;
    --danger: #ff9a91;
    --warn-surface: #352a10;
    --warn-text: #ffdf9a;
    --accent-ink: var(--ink-dark, #7aa7ff);
    --shadow: 0 0 0 1px rgb(255 255 255 / 9%), 0 2px 6px rgb(0 0 0 / 30%), 0 18px 48px rgb(0 0 0 / 55%);
  }
}
@media (prefers-reduced-motion: reduce) {
  :host { --fast: 0ms; --slow: 0ms; }
}
`;
