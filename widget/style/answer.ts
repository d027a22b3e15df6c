/** An answer: its Markdown, its code, its sources. Comes with the first message. */
export const answerStyle = `
.text > * + *, blockquote > * + * { margin-block-start: 10px; }
.text h3, .text strong { font-weight: 600; }
.big { font-size: 16px; }
.text ul, .text ol, blockquote ul, blockquote ol { padding-inline-start: 22px; }
.text li + li, .text li > ul, .text li > ol, blockquote li + li { margin-block-start: 4px; }
.text li > p, .text li > .code { margin-block: 8px; }
.text ul { list-style: disc; }
.text ul ul { list-style: circle; }
.text li::marker { color: var(--muted); font-variant-numeric: tabular-nums; }
blockquote { padding-inline-start: 12px; border-inline-start: 3px solid var(--line); color: var(--muted); }
hr { height: 1px; border: 0; background: var(--line); }
code { padding: 1px 5px; border-radius: 5px; background: var(--sunken); font: 13px/1.5 var(--mono); }
.code { overflow: hidden; border: 1px solid var(--line); border-radius: var(--r2); background: var(--raised); text-align: left; }
.code-head { display: flex; align-items: center; justify-content: space-between; height: 36px; padding-inline-start: 12px; border-block-end: 1px solid var(--line); color: var(--muted); font-size: 13px; }
pre { overflow: auto; padding: 12px; scrollbar-width: thin; overflow-wrap: normal; tab-size: 4; }
pre code { padding: 0; background: none; white-space: pre; }
.wide { overflow: auto; border: 1px solid var(--line); border-radius: var(--r2); scrollbar-width: thin; }
table { width: 100%; border-collapse: collapse; font-size: 13.5px; line-height: 19px; overflow-wrap: normal; }
th, td { padding: 7px 10px; text-align: start; vertical-align: top; }
th { background: var(--raised); font-weight: 600; }
td { border-block-start: 1px solid var(--line); }
.cite { position: relative; display: inline-block; min-width: 18px; height: 18px; margin-inline: 2px; padding: 0 4px; border-radius: 6px; background: color-mix(in srgb, var(--accent-ink) 10%, var(--surface)); color: var(--text); font: 600 11px/18px var(--font); text-align: center; vertical-align: 2px; }
button.cite::after { content: ""; position: absolute; inset: -13px; }
button.cite:hover { background: var(--accent); color: var(--on-accent); }
.live .text > :last-child:not(.code, .wide)::after { content: ""; display: inline-block; width: 7px; height: 15px; margin-inline-start: 3px; border-radius: 2px; background: var(--accent-ink); vertical-align: -2px; animation: dot 1s infinite; }
.sources { margin-block-start: 12px; border: 1px solid var(--line); border-radius: var(--r2); overflow: hidden; }
.label { padding: 8px 12px 0; color: var(--muted); font-size: 13px; }
summary { display: flex; align-items: center; gap: 8px; min-height: 44px; padding: 6px 12px; cursor: pointer; font-size: 14px; line-height: 19px; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary:hover { background: var(--raised); }
summary:focus-visible { outline-offset: -2px; }
.name { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
small { display: block; overflow: hidden; color: var(--muted); font-size: 13px; text-overflow: ellipsis; }
details[open] .name { white-space: normal; }
details[open] small { display: none; }
summary .icon, .code .icon, .actions .icon, .go .icon { width: 17px; height: 17px; }
details[open] > summary .icon { transform: rotate(180deg); }
details + details { border-block-start: 1px solid var(--line); }
.n { flex: none; width: 20px; height: 20px; border-radius: 6px; background: var(--sunken); font: 600 11px/20px var(--font); text-align: center; }
.sources blockquote { max-height: 220px; overflow: auto; margin: 4px 12px 0; border-color: var(--accent-ink); font-size: 14px; line-height: 21px; }
.go { display: inline-flex; align-items: center; gap: 4px; min-height: 44px; margin-inline: 12px; font-size: 14px; font-weight: 500; }
button.go { color: var(--accent-ink); text-decoration: underline; }
:host([dir=rtl]) .go .icon { transform: scaleX(-1); }
.actions { display: flex; align-items: center; margin: 4px -12px -6px; }
.thanks { margin-inline-start: 8px; color: var(--muted); font-size: 13px; }
`;
