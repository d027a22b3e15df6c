/** The launcher, drawn by the loader before anything else is there. */
export const launcherStyle = `
:host { all: initial; position: fixed; z-index: 2147483000; inset-block-end: 20px; inset-inline-end: 20px; --accent: #0b5fff; --on-accent: #fff; }
:host([data-side=left]) { left: 20px; right: auto; }
:host([data-side=right]) { right: 20px; left: auto; }
.launcher { position: relative; display: grid; place-items: center; width: 56px; height: 56px; margin: 0; padding: 0; border: 1px solid transparent; border-radius: 50%; background: var(--accent); color: var(--on-accent); box-shadow: 0 1px 3px rgb(16 22 34 / 20%), 0 8px 24px rgb(16 22 34 / 22%); cursor: pointer; transition: transform 160ms, box-shadow 160ms; -webkit-tap-highlight-color: transparent; }
.launcher:hover { transform: translateY(-1px); box-shadow: 0 2px 4px rgb(16 22 34 / 20%), 0 12px 28px rgb(16 22 34 / 26%); }
.launcher:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
.launcher svg { grid-area: 1 / 1; width: 26px; height: 26px; fill: none; stroke: currentColor; stroke-width: 1.9; stroke-linejoin: round; stroke-linecap: round; transition: opacity 160ms, transform 160ms; }
.launcher .close, .launcher[aria-expanded=true] .chat { opacity: 0; transform: scale(.6); }
.launcher[aria-expanded=true] .close { opacity: 1; transform: none; }
@media (prefers-reduced-motion: reduce) { .launcher, .launcher svg { transition: none; } }
@media print { :host { display: none; } }
`;
