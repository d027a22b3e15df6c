/** Style of `/docs`: system fonts, light and dark, a column of contents beside the text where there is room. */
export const DOCS_STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#16202c, #e6edf3); --soft: light-dark(#566373, #9aa7b4);
  --line: light-dark(#d9dfe6, #2c3640); --page: light-dark(#fff, #10161c); --tint: light-dark(#f4f6f8, #18212a);
  --link: light-dark(#0b5fff, #7db0ff); }
* { box-sizing: border-box; }
body { margin: 0; display: grid; grid-template-columns: 220px minmax(0, 1fr); color: var(--ink);
  background: var(--page); font: 15px/1.55 system-ui, sans-serif; }
nav { position: sticky; top: 0; align-self: start; height: 100vh; overflow: auto; padding: 24px 20px;
  border-inline-end: 1px solid var(--line); }
nav ul { list-style: none; margin: 16px 0 0; padding: 0; }
nav a { display: block; padding: 6px 0; color: var(--soft); text-decoration: none; }
nav a:hover, nav a:focus-visible { color: var(--link); }
nav .home { color: var(--ink); font-weight: 650; font-size: 17px; }
main { padding: 32px 40px 96px; max-width: 920px; }
h1 { font-size: 28px; line-height: 1.2; margin: 0 0 12px; }
h2 { font-size: 21px; margin: 48px 0 8px; padding-bottom: 8px; border-bottom: 1px solid var(--line); }
h3 { font-size: 16px; margin: 28px 0 4px; }
h3 a { color: inherit; text-decoration: none; }
h4 { font-size: 13px; margin: 16px 0 4px; color: var(--soft); }
a { color: var(--link); }
code { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
article { padding-bottom: 8px; }
article:target { background: var(--tint); box-shadow: 0 0 0 12px var(--tint); }
.method { display: inline-block; min-width: 58px; font-weight: 650; color: var(--link); }
.permission { color: var(--soft); font-size: 13px; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { text-align: start; vertical-align: top; padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 500; }
dl { display: grid; grid-template-columns: 48px minmax(0, 1fr); gap: 2px 8px; margin: 0; font-size: 14px; }
dt { color: var(--soft); } dd { margin: 0; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
@media (max-width: 760px) {
  body { display: block; }
  nav { position: static; height: auto; border: 0; padding: 20px 20px 0; }
  nav ul { display: flex; flex-wrap: wrap; gap: 0 16px; }
  main { padding: 20px; }
}
`;
