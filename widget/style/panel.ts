/** The panel's frame: header, banner, composer. Logical directions throughout, so right-to-left needs no second sheet. */
export const panelStyle = `
*, *::before, *::after { box-sizing: border-box; }
:host([data-side=left]) .panel { left: 0; right: auto; }
:host([data-side=right]) .panel { right: 0; left: auto; }
.panel {
  position: absolute; inset-block-end: 72px; inset-inline-end: 0; display: flex; flex-direction: column;
  width: 400px; max-width: calc(100vw - 40px); height: min(680px, calc(100vh - 112px)); overflow: hidden;
  border: 1px solid transparent; border-radius: 16px; background: var(--surface); color: var(--text); box-shadow: var(--shadow);
  font: 400 15px/1.5 var(--font); text-align: start; overflow-wrap: anywhere;
  visibility: hidden; opacity: 0; transform: translateY(8px); transition: opacity var(--slow), transform var(--slow) var(--ease), visibility 0s var(--slow);
}
.open { visibility: visible; opacity: 1; transform: none; transition-delay: 0s; }
button, textarea { margin: 0; padding: 0; border: 0; background: none; color: inherit; font: inherit; -webkit-tap-highlight-color: transparent; }
button:not(:disabled) { cursor: pointer; }
p, h2, h3, ol, ul, blockquote, pre { margin: 0; padding: 0; font-weight: inherit; }
a { color: var(--accent-ink); text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--accent-ink); outline-offset: 2px; }
[tabindex]:focus-visible { outline-offset: -2px; }
.icon { flex: none; width: 20px; height: 20px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.badge { position: absolute; inset-block-start: -4px; inset-inline-end: -4px; min-width: 22px; padding: 0 6px; border: 2px solid #fff; border-radius: 11px; background: #c2231a; color: #fff; font: 600 12px/18px var(--font); }
.badge[hidden] { display: none; }
.head { display: flex; align-items: center; gap: 12px; min-height: 64px; padding: 8px; padding-inline-start: 16px; border-block-end: 1px solid var(--line); }
.mark { display: grid; flex: none; place-items: center; width: 36px; height: 36px; border-radius: var(--r2); background: var(--accent); color: var(--on-accent); font-weight: 600; }
.who { flex: 1; min-width: 0; }
h2 { display: -webkit-box; overflow: hidden; font-size: 16px; font-weight: 600; line-height: 20px; letter-spacing: -.01em; -webkit-box-orient: vertical; -webkit-line-clamp: 2; }
.who p { color: var(--muted); font-size: 13px; line-height: 18px; }
.quiet, .ask { min-width: 44px; min-height: 44px; border-radius: var(--r2); transition: background var(--fast); }
.quiet { display: grid; place-items: center; color: var(--muted); }
.quiet:hover, .ask:hover, .replies button:hover, .more:hover { background: var(--raised); color: var(--text); }
.quiet[aria-pressed=true] { color: var(--accent-ink); }
.quiet[aria-pressed=true] .icon { fill: var(--sunken); }
.ask { display: flex; align-items: center; gap: 6px; max-width: 124px; padding: 0 8px; font-size: 13px; font-weight: 500; line-height: 16px; text-align: start; }
.ask .icon { width: 18px; height: 18px; }
.banner { padding: 8px 16px; background: var(--warn-surface); color: var(--warn-text); font-size: 13px; line-height: 18px; }
.connecting { animation: late 0s 1.5s both; }
@keyframes late { from { position: absolute; visibility: hidden; } }
.body { position: relative; display: flex; flex: 1; min-height: 0; }
.log { flex: 1; overflow: auto; overflow-anchor: none; overscroll-behavior: contain; scrollbar-width: thin; }
.more { position: absolute; inset-block-end: 8px; inset-inline: 0; display: flex; align-items: center; gap: 6px; width: max-content; min-height: 44px; margin: auto; padding: 0 16px 0 12px; border: 1px solid var(--line); border-radius: 22px; background: var(--surface); box-shadow: 0 4px 14px rgb(16 22 34 / 16%); font-size: 13px; font-weight: 500; }
.composer { padding: 8px 12px max(4px, env(safe-area-inset-bottom)); }
.field { display: flex; align-items: flex-end; border: 1px solid var(--line-strong); border-radius: 24px; }
.field:focus-within { border-color: var(--accent-ink); box-shadow: 0 0 0 1px var(--accent-ink); }
textarea { flex: 1; min-width: 0; min-height: 46px; max-height: 140px; padding: 11px 18px; padding-inline-end: 4px; font-size: 16px; line-height: 24px; resize: none; scrollbar-width: thin; }
textarea:focus-visible { outline: 0; }
textarea::placeholder { color: var(--muted); opacity: 1; }
.round { display: grid; flex: none; place-items: center; width: 46px; height: 46px; border-radius: 50%; color: var(--on-accent); }
.round .icon { width: 34px; height: 34px; padding: 7px; border-radius: 50%; background: var(--accent); }
.round:disabled { color: var(--muted); }
.round:disabled .icon { background: var(--sunken); }
.note { min-height: 8px; padding: 2px 16px 0; color: var(--muted); font-size: 13px; line-height: 16px; }
.note.bad { color: var(--danger); }
.over { padding: 12px 16px max(16px, env(safe-area-inset-bottom)); border-block-start: 1px solid var(--line); color: var(--muted); font-size: 13px; text-align: center; }
.solid { min-height: 44px; margin-block-start: 8px; padding: 0 20px; border-radius: 22px; background: var(--accent); color: var(--on-accent); font-size: 15px; font-weight: 600; }
@media (max-width: 480px) {
  .panel { position: fixed; inset: var(--view-top, 0) 0 auto; width: 100%; max-width: none; height: var(--view-height, 100dvh); border: 0; border-radius: 0; }
  .head { padding-block-start: max(8px, env(safe-area-inset-top)); }
  .launcher[aria-expanded=true] { visibility: hidden; }
}
@media (prefers-reduced-motion: reduce) { *, *::before, *::after { animation: none !important; transition: none !important; } }
@media (forced-colors: active) {
  .more, .bubble, .mark, .solid { border: 1px solid; }
  .round .icon, .launcher { forced-color-adjust: none; background: ButtonText; color: ButtonFace; }
}
`;
