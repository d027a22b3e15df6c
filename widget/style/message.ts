/** The conversation: what people and the assistant said, before anything of an answer's own. */
export const messageStyle = `
.log > ol { display: flex; flex-direction: column; gap: 8px; min-height: 100%; padding: 16px 16px 12px; list-style: none; }
.m { min-width: 0; }
.me { align-self: flex-end; max-width: 85%; margin-block-start: 8px; }
.bubble { padding: 9px 14px; border: 1px solid transparent; border-radius: 18px; }
.me .bubble { border-end-end-radius: 6px; background: var(--accent); color: var(--on-accent); white-space: pre-wrap; animation: rise var(--slow) var(--ease); }
.failed .bubble { border-color: var(--danger); background: var(--surface); color: var(--text); }
.fate { display: flex; flex-wrap: wrap; justify-content: flex-end; align-items: center; column-gap: 12px; color: var(--muted); font-size: 13px; text-align: end; animation: appear 0s .6s both; }
.failed .fate { color: var(--danger); }
.link { min-height: 44px; color: var(--accent-ink); font-weight: 600; text-decoration: underline; }
.by { margin-block: 8px 4px; color: var(--muted); font-size: 13px; }
.by time { margin-inline-start: 8px; }
.agent .bubble { width: fit-content; max-width: 92%; border-end-start-radius: 6px; background: var(--raised); }
.system { align-self: center; max-width: 90%; margin-block: 4px; color: var(--muted); font-size: 13px; text-align: center; }
.greeting { font-size: 20px; font-weight: 600; line-height: 28px; letter-spacing: -.015em; }
.disclosure { margin-block: 4px 8px; color: var(--muted); font-size: 13px; line-height: 19px; }
.plain { white-space: pre-line; }
.replies { display: flex; flex-wrap: wrap; gap: 8px; padding: 4px 16px; }
.hello .replies { padding: 4px 0 0; }
.replies button { min-height: 44px; padding: 8px 16px; border: 1px solid color-mix(in srgb, var(--accent-ink) 45%, var(--surface)); border-radius: 22px; color: var(--accent-ink); font-size: 14px; font-weight: 500; line-height: 19px; text-align: start; }
.dots { display: flex; gap: 5px; height: 28px; align-items: center; }
.dots i { width: 7px; height: 7px; border-radius: 50%; background: var(--muted); animation: dot 1.2s ease-in-out infinite; }
.dots i:nth-child(2) { animation-delay: .15s; }
.dots i:nth-child(3) { animation-delay: .3s; }
.bones { display: grid; gap: 12px; animation: appear 0s .15s both; }
.bones i { width: 60%; height: 22px; border-radius: 8px; background: var(--sunken); animation: dot 1.2s ease-in-out infinite; }
.bones i + i { width: 92%; height: 14px; }
@keyframes appear { from { opacity: 0; } }
@keyframes rise { from { opacity: 0; transform: translateY(6px); } }
@keyframes dot { 50% { opacity: .35; } }
`;
