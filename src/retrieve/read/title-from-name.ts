/** UTF-16 units of a title: a long question fits. */
export const TITLE_CHARS = 200;

/** A file's name or an address as a title: `returns-policy_v2.pdf` is `returns policy v2`. Never empty. Pure. */
export function titleFromName(name: string): string {
  const last = name.split(/[?#]/, 1)[0]?.split(/[\\/]/).filter(Boolean).at(-1) ?? '';
  const words = decoded(last)
    .replace(/\.[a-z0-9]{1,8}$/i, '')
    .replace(/[-_+\s]+/g, ' ')
    .trim();
  return cutTitle(words) || 'Untitled';
}

/** A title on one line, not longer than titles are. Pure. */
export function cutTitle(title: string): string {
  const line = title.replace(/\s+/g, ' ').trim();
  if (line.length <= TITLE_CHARS) return line;
  return `${line
    .slice(0, TITLE_CHARS - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '')
    .trimEnd()}…`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
