import { light } from './light-pattern.ts';
import { type Candidate, RANK } from './pii.ts';

/** RFC 5321: 64 octets before the @, 255 after it. */
const LOCAL_CHARS = 64;
const DOMAIN_CHARS = 255;
const LOCAL = /[\p{Lu}\p{Ll}\p{M}\d.!#$%&'*+/=?^_`{|}~-]/u;
const DOMAIN = /[\p{Lu}\p{Ll}\p{M}\d.-]/u;
/** "name at example dot com", in the languages that have words for the signs. "look at x.com" has no spelled dot. */
const SPELLED: readonly RegExp[] = [
  ['at', 'dot'],
  ['at|ät|klammeraffe', 'punkt'],
  ['arroba|arobase|chiocciola', 'punto|ponto|point|dot|\\.'],
].map(([sign, dot]) =>
  light(
    `(?<![\\p{L}\\d])[\\p{L}\\d][\\p{L}\\d._+-]{0,63}(?:\\s{1,2}(?:${dot})\\s{1,2}[\\p{L}\\d_-]{1,32}){0,2}\\s{1,2}(?:${sign})\\s{1,2}[\\p{L}\\d-]{1,63}(?:\\s{0,2}(?:${dot})\\s{0,2}[\\p{L}\\d-]{2,24}){1,4}(?![\\p{L}\\d])`,
    'giu',
  ),
);
/** Letter by letter: "a n a @ x . c o m". */
const SPACED = /(?<!\S)(?:[\w.+-] ){2,64}@(?: [\w-]){1,63}(?: \.(?: [a-z\d-]){2,24}){1,3}(?!\S)/gi;
/** The same with a written dot, where a label says what it is. */
const LABELLED = light(
  /(?<![\p{L}])(?:e-?mail|mail|correo|courriel|posta)[^\n@]{0,24}?(?<![\p{L}\d])([\p{L}\d][\p{L}\d._+-]{1,63} at [\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{2,24}){1,4})/giu,
);

/** Addresses of e-mail. Pure. */
export function findEmails(text: string, found: Candidate[]): void {
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const span = around(text, at);
    if (span) found.push({ type: 'EMAIL', ...span, rank: RANK.certain });
  }
  if (text.includes(' @ ')) {
    for (const match of text.matchAll(SPACED)) {
      found.push({
        type: 'EMAIL',
        start: match.index,
        end: match.index + match[0].length,
        rank: RANK.certain + 0.25,
      });
    }
  }
  if (!/(?:\bat|arroba|arobase|chiocciola|klammeraffe|ät)\s/i.test(text)) return;
  const dotted = /dot|punkt|point|punto|ponto/i.test(text) || /arroba|arobase|chiocciola/i.test(text);
  for (const pattern of dotted ? SPELLED : []) {
    for (const match of text.matchAll(pattern)) {
      found.push({
        type: 'EMAIL',
        start: match.index,
        end: match.index + match[0].length,
        rank: RANK.shaped,
      });
    }
  }
  for (const match of text.matchAll(LABELLED)) {
    const value = match[1] ?? '';
    const end = match.index + match[0].length;
    found.push({ type: 'EMAIL', start: end - value.length, end, rank: RANK.labelled });
  }
}

function around(text: string, at: number): { start: number; end: number } | null {
  // One space on either side of the sign is how people hide an address from a machine.
  const left = text[at - 1] === ' ' && text[at + 1] === ' ' ? at - 1 : at;
  let start = left;
  while (start > 0 && left - start < LOCAL_CHARS && LOCAL.test(text[start - 1] ?? '')) start -= 1;
  start += /^[^\p{L}\d]*/u.exec(text.slice(start, left))?.[0].length ?? 0;
  if (start >= left) return null;
  const domainAt = left < at ? at + 2 : at + 1;
  let end = domainAt;
  while (end < text.length && end - domainAt < DOMAIN_CHARS) {
    if (DOMAIN.test(text[end] ?? '')) end += 1;
    else if (left < at && /^ \. [a-z]{2,24}/i.test(text.slice(end, end + 28))) end += 3;
    else break;
  }
  const domain = text.slice(domainAt, end).replace(/[.-]+$/, '');
  if (!/^[\p{L}\p{M}\d-]+(?: ?\. ?[\p{L}\p{M}\d-]+)+$/u.test(domain)) return null;
  if (!/\p{L}{2}[\p{L}\p{M}\d-]*$/u.test(domain)) return null;
  // A repository's address is not a person's.
  if (text.slice(start, left) === 'git') return null;
  return { start, end: domainAt + domain.length };
}
