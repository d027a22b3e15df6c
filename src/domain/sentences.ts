/** A span of a text in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}

const BOUNDARY = /[.!?…]["'”’)\]*_]*(?=\s)|[。！？]["'”’)\]」』]*|\n/g;
const ABBREVIATION =
  /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|approx|no|nr|fig|mr|mrs|ms|dr|st|inc|ltd|cf|incl|max|min|p\.m|a\.m|z\.b|bzw|ca|(?:[a-z]\.){0,4}[a-z])\.$/i;

/** German writes "7. Februar". */
const MONTH =
  /^\s(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)(?!\p{L})/u;

/**
 * The sentences of a paragraph, as spans without surrounding white space. A full stop after an abbreviation, an initial or
 * inside a number does not end one. Every character that is not white space belongs to exactly one span.
 */
export function splitSentences(text: string, from = 0, to = text.length): Span[] {
  const spans: Span[] = [];
  const part = text.slice(from, to);
  let start = 0;
  for (const match of part.matchAll(BOUNDARY)) {
    const end = match.index + (match[0].startsWith('\n') ? 0 : match[0].length);
    if (match[0].startsWith('.') && !endsSentence(part, start, match.index, end)) continue;
    push(spans, part, start, end, from);
    start = end;
  }
  push(spans, part, start, part.length, from);
  return spans;
}

function endsSentence(text: string, start: number, stop: number, end: number): boolean {
  const next = /\S/.exec(text.slice(end, end + 40))?.[0];
  if (next !== undefined && /\p{Ll}/u.test(next)) return false;
  if (
    /(?:^|\s)\d{1,2}$/.test(text.slice(Math.max(start, stop - 3), stop)) &&
    MONTH.test(text.slice(end, end + 12))
  )
    return false;
  return !ABBREVIATION.test(text.slice(Math.max(start, stop - 12), stop + 1));
}

function push(spans: Span[], text: string, start: number, end: number, offset: number): void {
  let first = start;
  let last = end;
  while (first < last && isSpace(text.charCodeAt(first))) first += 1;
  while (last > first && isSpace(text.charCodeAt(last - 1))) last -= 1;
  if (last > first) spans.push({ start: first + offset, end: last + offset });
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x3000;
}
