/**
 * Text as it is stored and quoted: line ends are `\n`, lone surrogates become U+FFFD (they cannot be stored as UTF-8), and
 * control characters, byte-order marks and soft hyphens are gone. Applying it twice changes nothing.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b\u2060\ufeff]/g, '');
}

const FRONT_MATTER = /^---\n[\s\S]{0,4000}?\n---(?:\n|$)/;

/** A Markdown body without its front matter and comments. */
export function cleanMarkdown(body: string): string {
  return withoutComments(cleanText(body).replace(FRONT_MATTER, '')).trim();
}

/** One pass; a comment that is never closed is text. */
function withoutComments(text: string): string {
  let kept = '';
  let from = 0;
  for (;;) {
    const open = text.indexOf('<!--', from);
    const close = open < 0 ? -1 : text.indexOf('-->', open + 4);
    if (close < 0) return kept + text.slice(from);
    kept += text.slice(from, open);
    from = close + 3;
  }
}
