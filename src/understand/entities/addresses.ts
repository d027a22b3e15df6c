import { allMatches } from './all-matches.ts';
import { type Candidate, RANK, textValue } from './candidate.ts';
import type { Scan } from './scan-text.ts';

/** RFC 5321 allows 64 units before the @ and 255 after it; letters of any script are seen in both. */
const EMAIL =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}_%+-](?:[\p{L}\p{N}._%+'-]{0,62}[\p{L}\p{N}_%+-])?@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,6}\p{L}{2,24}(?![\p{L}\p{N}])/gu;
/** URLs longer than this are cut at it: browsers accept about 2,000. */
const LINK = /(?<![\p{L}\p{N}])(?:https?:\/\/|www\.)[^\s<>"'`{}|\\^\u3000-\u303f\uff00-\uffef]{2,2000}/giu;
/** A bare domain counts with an ending that is hardly ever the end of a sentence written without a space. */
const BARE =
  /(?<![\p{L}\p{N}@._/-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,5}(?:com|net|org|io|dev|app|edu|gov|co\.uk|de|fr|es|pt|jp|eu|ch|at|info|biz|cloud|ai)(?:\/[^\s<>"'`{}|\\^]{0,500})?(?![\p{L}\p{N}@])/giu;
const DOTTED = /[a-z0-9]\.[a-z]/i;
const TRAILING = '.,;:!?…。、)]}»"\'*_';

/** E-mail addresses (value in lower case) and URLs (value with a scheme). Pure. */
export function findAddresses({ text, wide }: Scan): Candidate[] {
  const found: Candidate[] = [];
  if (wide.includes('@')) {
    for (const match of allMatches(wide, EMAIL)) {
      const end = match.index + match[0].length;
      if (/\.\.|\.@/.test(match[0])) continue;
      found.push(whole('email', match.index, end, match[0].toLowerCase()));
    }
  }
  if (!wide.includes('.')) return found;
  for (const match of allMatches(wide, LINK)) {
    const link = trimmed(match[0]);
    if (!/^(?:https?:\/\/)?[^/?#]*[\p{L}\p{N}]/iu.test(link) || !/[.:]/.test(link.slice(4))) continue;
    const url = /^www\./i.test(link) ? `https://${link}` : link;
    found.push(whole('url', match.index, match.index + link.length, url));
  }
  for (const match of DOTTED.test(text) ? allMatches(text, BARE) : []) {
    const link = trimmed(match[0]);
    // Without a path it must be written like an address: "Node.JS" and "e.g.de" are not.
    if (!link.includes('/') && link !== link.toLowerCase()) continue;
    found.push({
      ...whole('url', match.index, match.index + link.length, `https://${link}`),
      rank: RANK.shaped,
    });
  }
  return found;
}

function whole(type: 'email' | 'url', start: number, end: number, value: string): Candidate {
  return { start, end, type, value: textValue(value), rank: RANK.whole };
}

/** Without the punctuation of the sentence; a closing parenthesis stays where the link opens one. */
function trimmed(link: string): string {
  let end = link.length;
  while (end > 0 && TRAILING.includes(link.charAt(end - 1))) {
    if (link.charAt(end - 1) === ')' && link.lastIndexOf('(', end - 2) > link.lastIndexOf(')', end - 2))
      break;
    end--;
  }
  return link.slice(0, end);
}
