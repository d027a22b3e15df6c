/** The panel's frame: header, banner, composer. Logical directions throughout, so right-to-left needs no second sheet. */
export const panelStyle = `
*, *::before, *::after { box-sizing: border-box; }
:host([data-side=left]) .panel { left: 0; right: auto; }
:host([data-side=right]) .panel { right: 0; left: auto; }
.panel {
  position: absolute; inset-block-end: 72px; inset-inline-end: 0; display: flex; flex-direction: column;
  width: 400px; max-width: calc(100vw - 40px); height: min(680px, calc(100vh - 112px)); min-height: 320px; overflow: hidden;
  border: 1px solid transparent; border-radius: var(--r3); background: var(--surface); color: var(--text); box-shadow: var(--shadow);
  font: 400 var(--body)/1.5 var(--font); text-align: start; overflow-wrap: anywhere;
  visibility: hidden; opacity: 0; transform: translateY(8px) scale(.985); transform-origin: 100% 100%;
  transition: opacity var(--fast) var(--ease), transform var(--slow) var(--ease), visibility 0s var(--slow);
}
.panel.open { visibility: visible; opacity: 1; transform: none; transition-delay: 0s; }
button, textarea { margin: 0; font: inherit; color: inherit; }
button { padding: 0; border: 0; background: none; cursor: pointer; -webkit-tap-highlight-color: transparent; }
button:disabled { cursor: default; }
p, h2, h3, ol, ul, blockquote, pre { margin: 0; padding: 0; font-weight: inherit; }
a { color: var(--accent-ink); text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--accent-ink); outline-offset: 2px; }
.log:focus-visible, pre:focus-visible, .wide:focus-visible { outline-offset: -2px; }
.icon { flex: none; width: 20px; height: 20px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.badge { position: absolute; inset-block-start: -4px; inset-inline-end: -4px; min-width: 22px; height: 22px; padding: 0 6px; border: 2px solid #fff; border-radius: 11px; background: #c2231a; color: #fff; font: 600 12px/18px var(--font); }
.badge[hidden] { display: none; }

header { display: flex; align-items: center; gap: var(--s3); min-height: 64px; padding: var(--s2) var(--s2) var(--s2) var(--s4); padding-inline: var(--s4) var(--s2); border-block-end: 1px solid var(--line); }
.mark { display: grid; flex: none; place-items: center; width: 36px; height: 36px; border-radius: var(--r2); background: var(--accent); color: var(--on-accent); font-weight: 600; }
.who { flex: 1; min-width: 0; }
.who h2, .who p { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.who h2 { font-size: var(--title); font-weight: 600; line-height: 22px; letter-spacing: -.01em; }
.who p { color: var(--muted); font-size: 13px; line-height: 18px; }
.quiet { display: grid; place-items: center; width: 44px; height: 44px; border-radius: var(--r2); color: var(--muted); transition: background var(--fast), color var(--fast); }
.quiet:hover { background: var(--raised); color: var(--text); }
.quiet[aria-pressed=true] { color: var(--accent-ink); }
.quiet[aria-pressed=true] .icon { fill: color-mix(in srgb, currentColor 22%, transparent); }
.ask { display: flex; align-items: center; gap: 6px; min-height: 44px; padding: 0 var(--s3); border-radius: var(--r2); color: var(--text); font-size: 13px; font-weight: 500; line-height: 16px; text-align: start; transition: background var(--fast); }
.ask .icon { width: 18px; height: 18px; color: var(--muted); }
.ask:hover { background: var(--raised); }

.banner { padding: var(--s2) var(--s4); background: var(--warn-surface); color: var(--warn-text); font-size: 13px; line-height: 18px; }
.body { position: relative; display: flex; flex: 1; min-height: 0; }
.log { flex: 1; overflow: auto; overscroll-behavior: contain; scrollbar-width: thin; }
.more { position: absolute; inset-block-end: var(--s2); inset-inline: 0; display: flex; align-items: center; gap: 6px; width: max-content; min-height: 36px; margin: auto; padding: 0 var(--s4) 0 var(--s3); border: 1px solid var(--line); border-radius: 18px; background: var(--surface); box-shadow: 0 4px 14px rgb(16 22 34 / 16%); font-size: 13px; font-weight: 500; }
.more::before { content: ""; position: absolute; inset: -4px; }
.more .icon { width: 16px; height: 16px; }

.composer { padding: var(--s2) var(--s3) max(var(--s1), env(safe-area-inset-bottom)); }
.field { display: flex; align-items: flex-end; border: 1px solid var(--line-strong); border-radius: 24px; background: var(--surface); transition: border-color var(--fast), box-shadow var(--fast); }
.field:focus-within { border-color: var(--accent-ink); box-shadow: 0 0 0 1px var(--accent-ink); }
textarea { flex: 1; min-width: 0; min-height: 46px; max-height: 140px; padding: 11px 4px 11px 18px; padding-inline: 18px 4px; border: 0; outline: 0; background: none; font-size: 16px; line-height: 24px; resize: none; scrollbar-width: thin; }
textarea::placeholder { color: var(--muted); opacity: 1; }
.round { display: grid; flex: none; place-items: center; width: 46px; height: 46px; border-radius: 50%; color: var(--on-accent); }
.round .icon { width: 34px; height: 34px; padding: 7px; border-radius: 50%; background: var(--accent); transition: background var(--fast); }
.round:disabled { color: var(--muted); }
.round:disabled .icon { background: var(--sunken); }
.note { min-height: 16px; padding: 2px var(--s4) 0; color: var(--muted); font-size: var(--small); line-height: 16px; }
.note:empty { padding: 0; min-height: 8px; }
.note.bad { color: var(--danger); }
.over { padding: var(--s3) var(--s4) max(var(--s4), env(safe-area-inset-bottom)); border-block-start: 1px solid var(--line); text-align: center; }
.over p { margin-block-end: var(--s2); color: var(--muted); font-size: 13px; }
.solid { min-height: 44px; padding: 0 var(--s5); border: 1px solid transparent; border-radius: 22px; background: var(--accent); color: var(--on-accent); font-weight: 600; }

@media (max-width: 480px) {
  .panel { position: fixed; inset: var(--view-top, 0) 0 auto; width: 100%; max-width: none; height: var(--view-height, 100dvh); min-height: 0; border: 0; border-radius: 0; box-shadow: none; transform: translateY(16px); }
  header { padding-block-start: max(var(--s2), env(safe-area-inset-top)); }
  .launcher[aria-expanded=true] { visibility: hidden; }
}
@media (prefers-reduced-motion: reduce) { *, *::before, *::after { animation: none !important; transition: none !important; } }
@media (forced-colors: active) {
  .panel, .more, .bubble, .mark { border: 1px solid CanvasText; }
  .round .icon, .launcher { forced-color-adjust: none; background: ButtonText; color: ButtonFace; }
}
`;
