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
