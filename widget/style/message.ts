/** The conversation: what people and the assistant said, and the sources it rests on. */
export const messageStyle = `
.log > ol { display: flex; flex-direction: column; gap: var(--s2); min-height: 100%; padding: var(--s4) var(--s4) var(--s3); list-style: none; }
.m { min-width: 0; }
.m.me { align-self: flex-end; max-width: 85%; margin-block-start: var(--s2); }
.bubble { padding: 9px 14px; border: 1px solid transparent; border-radius: 18px; }
.me .bubble { border-end-end-radius: var(--r1); background: var(--accent); color: var(--on-accent); white-space: pre-wrap; animation: rise var(--slow) var(--ease); }
.me.pending .bubble { opacity: .82; }
.me.failed .bubble { border-color: var(--danger); background: var(--surface); color: var(--text); }
.fate { display: flex; flex-wrap: wrap; justify-content: flex-end; align-items: center; column-gap: var(--s3); margin-block-start: 2px; color: var(--muted); font-size: var(--small); text-align: end; }
.failed .fate { color: var(--danger); }
.link { min-height: 44px; color: var(--accent-ink); font-weight: 600; text-decoration: underline; text-underline-offset: 2px; }
.by { margin-block: var(--s2) var(--s1); color: var(--muted); font-size: var(--small); font-weight: 500; }
.by time { margin-inline-start: var(--s2); font-weight: 400; }
.agent .bubble { width: fit-content; max-width: 92%; border-end-start-radius: var(--r1); background: var(--raised); }
.system { align-self: center; max-width: 90%; margin-block: var(--s2); color: var(--muted); font-size: 13px; text-align: center; }
.greeting { font-size: 20px; font-weight: 600; line-height: 28px; letter-spacing: -.015em; }
.disclosure { margin-block-start: var(--s1); color: var(--muted); font-size: 13px; line-height: 19px; }
.hello { margin-block-end: var(--s2); }

.text > * + *, .sources blockquote > * + * { margin-block-start: 10px; }
.text h3 { font-weight: 600; }
.text h3.big { font-size: var(--title); }
.text strong { font-weight: 600; }
.text ul, .text ol, .sources ul, .sources ol { padding-inline-start: 22px; }
.text li + li, .text li > ul, .text li > ol, .sources li + li { margin-block-start: 4px; }
.text li > p, .text li > .code { margin-block: 8px; }
.text li::marker { color: var(--muted); font-variant-numeric: tabular-nums; }
.text > blockquote { padding-inline-start: var(--s3); border-inline-start: 3px solid var(--line); color: var(--muted); }
hr { height: 1px; border: 0; background: var(--line); }
code { padding: 1px 5px; border-radius: 5px; background: var(--sunken); font: 13px/1.5 var(--mono); }
.code { overflow: hidden; border: 1px solid var(--line); border-radius: var(--r2); background: var(--raised); text-align: left; }
.code-head { display: flex; align-items: center; justify-content: space-between; height: 36px; padding-inline-start: var(--s3); border-block-end: 1px solid var(--line); color: var(--muted); font-size: var(--small); }
.code-head .quiet { margin-block: -4px; }
.code-head .icon { width: 17px; height: 17px; }
pre { overflow: auto; padding: var(--s3); scrollbar-width: thin; overflow-wrap: normal; tab-size: 4; }
pre code { padding: 0; background: none; white-space: pre; }
.wide { overflow: auto; border: 1px solid var(--line); border-radius: var(--r2); scrollbar-width: thin; }
table { width: 100%; border-collapse: collapse; font-size: 13.5px; line-height: 19px; overflow-wrap: normal; }
th, td { padding: 7px 10px; text-align: start; vertical-align: top; }
th { background: var(--raised); font-weight: 600; }
tr + tr td, tbody td { border-block-start: 1px solid var(--line); }
.cite { position: relative; display: inline-block; min-width: 18px; height: 18px; margin-inline: 2px; padding: 0 4px; border-radius: 6px; background: color-mix(in srgb, var(--accent-ink) 12%, var(--surface)); color: var(--accent-ink); font: 600 11px/18px var(--font); text-align: center; vertical-align: 2px; font-variant-numeric: tabular-nums; }
button.cite::after { content: ""; position: absolute; inset: -13px; }
button.cite:hover { background: var(--accent); color: var(--on-accent); }
.live .text > :last-child:not(.code):not(.wide)::after { content: ""; display: inline-block; width: 7px; height: 15px; margin-inline-start: 3px; border-radius: 2px; background: var(--accent-ink); vertical-align: -2px; animation: blink 1s steps(2, jump-none) infinite; }

.sources { margin-block-start: var(--s3); border: 1px solid var(--line); border-radius: var(--r2); overflow: hidden; }
.sources .label { padding: var(--s2) var(--s3) 0; color: var(--muted); font-size: var(--small); font-weight: 500; }
summary { display: flex; align-items: center; gap: var(--s2); min-height: 44px; padding: 6px var(--s3); cursor: pointer; font-size: 14px; line-height: 19px; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary:hover { background: var(--raised); }
summary:focus-visible { outline-offset: -2px; }
summary .name { flex: 1; min-width: 0; }
summary .icon { width: 16px; height: 16px; color: var(--muted); transition: transform var(--fast); }
details[open] > summary .icon { transform: rotate(180deg); }
details + details { border-block-start: 1px solid var(--line); }
.n { flex: none; width: 20px; height: 20px; border-radius: var(--r1); background: var(--sunken); color: var(--text); font: 600 11px/20px var(--font); text-align: center; }
.sources blockquote { max-height: 220px; overflow: auto; margin-inline: var(--s3); padding-inline-start: var(--s3); border-inline-start: 3px solid var(--accent-ink); color: var(--muted); font-size: 14px; line-height: 21px; }
.sources .open { display: inline-flex; align-items: center; gap: 4px; min-height: 44px; margin-inline: var(--s3); font-size: 14px; font-weight: 500; }
.sources .open .icon { width: 16px; height: 16px; }
[dir=rtl] .sources .open .icon { transform: scaleX(-1); }
.actions { display: flex; align-items: center; margin-block: var(--s1) -6px; margin-inline-start: -12px; }
.actions .icon { width: 17px; height: 17px; }
.thanks { margin-inline-start: var(--s2); color: var(--muted); font-size: var(--small); }
.replies { display: flex; flex-wrap: wrap; gap: var(--s2); padding: var(--s1) var(--s4) var(--s1); }
.hello .replies { padding: var(--s3) 0 0; }
.replies button { min-height: 44px; padding: 8px 16px; border: 1px solid color-mix(in srgb, var(--accent-ink) 45%, var(--surface)); border-radius: 22px; color: var(--accent-ink); font-size: 14px; font-weight: 500; line-height: 19px; text-align: start; transition: background var(--fast); }
.replies button:hover { background: color-mix(in srgb, var(--accent-ink) 8%, var(--surface)); }

.dots { display: flex; gap: 5px; height: 28px; align-items: center; }
.dots i { width: 7px; height: 7px; border-radius: 50%; background: var(--muted); animation: dot 1.2s ease-in-out infinite; }
.dots i:nth-child(2) { animation-delay: .15s; }
.dots i:nth-child(3) { animation-delay: .3s; }
.bones { display: grid; gap: var(--s3); opacity: 0; animation: appear 0s 150ms forwards; }
.bones i { width: 60%; height: 14px; border-radius: 7px; background: var(--sunken); animation: dot 1.4s ease-in-out infinite; }
.bones i:first-child { height: 22px; }
.bones i:nth-child(2) { width: 92%; }
.bones i:nth-child(3) { width: 74%; }
@keyframes appear { to { opacity: 1; } }
@keyframes rise { from { opacity: 0; transform: translateY(6px); } }
@keyframes blink { to { opacity: 0; } }
@keyframes dot { 50% { opacity: .35; } }
@media (prefers-reduced-motion: reduce) { .bones { opacity: 1; } }
`;
