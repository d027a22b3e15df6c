/** Characters of the readable part: with the other one within the 128 of an external id. */
const WORDS_CHARS = 60;
/** Hexadecimal digits that tell apart what reads the same: 80 bits never collide in practice. */
const DIGITS = 20;

/**
 * The external id of the article that a part of a document becomes: readable, the same at every sync, and unlike any that a
 * person chooses. Pure.
 */
export async function articleName(sourceId: string, document: string, part: string): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify([sourceId, document, part]));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const digits = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${wordsOf(document)}~${digits.slice(0, DIGITS)}`;
}

/** The last segment of a path or address that says something, as words. */
function wordsOf(document: string): string {
  const path = document.replace(/^https?:\/\//, '').replace(/[?#].*$/s, '');
  const last = path.split('/').findLast((segment) => /[A-Za-z0-9]/.test(segment)) ?? '';
  const words = last
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, WORDS_CHARS);
  return words === '' ? 'document' : words;
}
