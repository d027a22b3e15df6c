/** The view of a source: over the whole panel, so that it reads the same on a phone. Comes with the first one opened. */
export const sourceStyle = `
.place { position: absolute; inset: 0; z-index: 1; display: flex; flex-direction: column; background: var(--surface); }
.place h2 { flex: 1; }
.place .state { padding: 8px 16px; background: var(--raised); color: var(--muted); font-size: 13px; line-height: 18px; }
.place .state.bad { background: var(--warn-surface); color: var(--warn-text); }
.place .section { flex: 1; overflow: auto; padding: 16px; overscroll-behavior: contain; }
.section > * + * { margin-block-start: 10px; }
.section h3 { font-weight: 600; }
.section ul, .section ol { padding-inline-start: 22px; }
.section ul { list-style: disc; }
.section pre { border: 1px solid var(--line); border-radius: var(--r2); background: var(--raised); text-align: left; }
mark { border-radius: 3px; background: color-mix(in srgb, var(--accent-ink) 26%, var(--surface)); color: var(--text); box-decoration-break: clone; }
.place .go { margin-block-end: max(4px, env(safe-area-inset-bottom)); }
@media (forced-colors: active) { mark { border-block-end: 2px solid; } }
`;
