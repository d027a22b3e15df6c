/**
 * A pattern of few words, so that no pattern that an organization writes can hold up a conversation: letters, digits and `-_.:/#@ `,
 * classes such as `[A-Z0-9]`, `\d`, each once or with `{n}`, `{n,m}`, `?`, `+`, `*`; at most two of them of changing length. It
 * describes the whole value. Returns null for anything else. Pure; matching is at most quadratic in at most 200 characters.
 */
export function simplePattern(source: string): RegExp | null {
  const inner = source.replace(/^\^/, '').replace(/\$$/, '');
  if (inner === '' || inner.length > PATTERN_CHARS) return null;
  let at = 0;
  let changing = 0;
  while (at < inner.length) {
    const atom = ATOM.exec(inner.slice(at))?.[0];
    if (atom === undefined) return null;
    at += atom.length;
    const quantifier = QUANTIFIER.exec(inner.slice(at))?.[0] ?? '';
    at += quantifier.length;
    if (quantifier !== '' && !/^\{\d+\}$/.test(quantifier)) changing += 1;
  }
  return changing > CHANGING_MAX ? null : compiled(inner);
}

const PATTERN_CHARS = 100;
const CHANGING_MAX = 2;
const ATOM =
  /^(?:[A-Za-z0-9_:/#@ -]|\\[d.-]|\[(?:[A-Za-z0-9_ .:/#@]|[a-z]-[a-z]|[A-Z]-[A-Z]|[0-9]-[0-9])+-?\])/;
const QUANTIFIER = /^(?:\{\d{1,3}(?:,\d{1,3})?\}|[?+*])/;

function compiled(inner: string): RegExp | null {
  try {
    return new RegExp(`^(?:${inner})$`);
  } catch {
    return null;
  }
}
