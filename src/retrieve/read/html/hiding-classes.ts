import { declarations, hides } from './hidden-style.ts';

/** UTF-16 units of a page's own style sheets that are looked at. */
const SHEET_CHARS = 200_000;
const SIMPLE = /^[.#][\w-]{1,100}$/;

/**
 * The classes (`.name`) and ids (`#name`) that a page's own style sheet hides from everybody: rules outside of media queries
 * with nothing but that name as their selector. A name that another rule shows again belongs to something that opens and
 * closes, as the answers of many question pages do, and is left out. Pure.
 */
export function hidingClasses(sheet: string): Set<string> {
  const hidden = new Set<string>();
  const shown = new Set<string>();
  for (const { selectors, body } of topRules(withoutComments(sheet.slice(0, SHEET_CHARS)))) {
    const said = declarations(body);
    const hiding = hides(said);
    const showing =
      !hiding && ['display', 'visibility', 'opacity', 'max-height', 'height'].some((name) => said.has(name));
    for (const selector of selectors.split(',')) {
      const name = selector.trim();
      if (hiding && SIMPLE.test(name)) hidden.add(name);
      else if (showing) for (const [part] of name.matchAll(/[.#][\w-]{1,100}/g)) shown.add(part);
    }
  }
  return new Set([...hidden].filter((name) => !shown.has(name)));
}

function withoutComments(sheet: string): string {
  let kept = '';
  let from = 0;
  for (;;) {
    const open = sheet.indexOf('/*', from);
    const close = open < 0 ? -1 : sheet.indexOf('*/', open + 2);
    if (close < 0) return kept + sheet.slice(from);
    kept += sheet.slice(from, open);
    from = close + 2;
  }
}

/** Rules that stand outside of any other; what is in `@media` and the like holds for some only. */
function* topRules(sheet: string): Generator<{ selectors: string; body: string }> {
  let depth = 0;
  let from = 0;
  let selectors = '';
  for (let at = 0; at < sheet.length; at += 1) {
    const sign = sheet[at];
    if (sign === '{') {
      if (depth === 0) selectors = sheet.slice(from, at);
      depth += 1;
      if (depth === 1) from = at + 1;
    } else if (sign === '}' && depth > 0) {
      depth -= 1;
      if (depth > 0) continue;
      if (!selectors.includes('@')) yield { selectors, body: sheet.slice(from, at) };
      from = at + 1;
    }
  }
}
