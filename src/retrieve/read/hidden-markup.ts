import { Parser } from 'htmlparser2';
import { blendsIn, colourOf, declarations, hides, WHITE } from './html/hidden-style.ts';

/** Elements whose content no renderer of Markdown shows. */
const NEVER_SHOWN = new Set('script style template noscript iframe object svg'.split(' '));
const VOID = new Set('area base br col hr img input link meta source track wbr embed'.split(' '));
const MAY_HIDE =
  /<!--|<(?:script|style|template|noscript|iframe|object|svg)\b|\s(?:hidden|style|aria-hidden)\b/i;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
/** Tags parsed, beyond which the rest is kept as it is: every open one costs the parser more. */
const DEPTH_MAX = 1_000;

/**
 * Markdown without what its readers would not see: HTML elements that are hidden, comments in the form of link definitions, and
 * the texts that stand in for pictures. Code stays as it is. Pure.
 */
export function withoutHiddenMarkup(markdown: string): string {
  const code = codeMask(markdown);
  const kept = MAY_HIDE.test(code) ? cut(markdown, hiddenRanges(code)) : markdown;
  return outsideCode(kept, (line) =>
    line
      .replace(/^ {0,3}\[[^\]\n]{1,100}\]:\s{0,9}(?:#|<>)[^\n]*$/, '')
      .replace(/!\[[^[\]\n]{0,500}\](?=[([])/g, '![]')
      .replace(/<img\b[^<>]{0,4000}>/gi, ''),
  );
}

/** The text with everything in fences and code spans blanked, offsets unchanged. */
function codeMask(markdown: string): string {
  const blank = (text: string) => text.replace(/[^\n]/g, ' ');
  let fence: string | null = null;
  return markdown
    .split('\n')
    .map((line) => {
      const mark = FENCE.exec(line)?.[1];
      if (fence !== null) {
        if (mark?.startsWith(fence)) fence = null;
        return blank(line);
      }
      if (mark !== undefined) fence = mark;
      return mark !== undefined ? blank(line) : line.replace(/`[^`\n]{1,1000}`/g, blank);
    })
    .join('\n');
}

function outsideCode(markdown: string, change: (line: string) => string): string {
  let fence: string | null = null;
  return markdown
    .split('\n')
    .map((line) => {
      const mark = FENCE.exec(line)?.[1];
      if (mark !== undefined) {
        if (fence === null) fence = mark;
        else if (mark.startsWith(fence)) fence = null;
        return line;
      }
      return fence === null ? change(line) : line;
    })
    .join('\n');
}

function hiddenRanges(masked: string): [number, number][] {
  const ranges: [number, number][] = [];
  let hidden = 0;
  let from = 0;
  let depth = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1;
        if (VOID.has(name)) return;
        if (hidden > 0) hidden += 1;
        else if (NEVER_SHOWN.has(name) || isUnseen(attributes)) {
          hidden = 1;
          from = parser.startIndex;
        }
      },
      oncomment() {
        const end = parser.endIndex + 1;
        // A comment that is never closed is text.
        if (hidden === 0 && masked.startsWith('-->', end - 3)) ranges.push([parser.startIndex, end]);
      },
      onclosetag(name) {
        depth -= 1;
        if (VOID.has(name) || hidden === 0) return;
        hidden -= 1;
        if (hidden === 0) ranges.push([from, parser.endIndex + 1]);
      },
    },
    { lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  for (let at = 0; at < masked.length && depth < DEPTH_MAX; at += 4_096)
    parser.write(masked.slice(at, at + 4_096));
  parser.end();
  return ranges;
}

function isUnseen(attributes: Record<string, string>): boolean {
  if ('hidden' in attributes || attributes['aria-hidden'] === 'true') return true;
  const style = declarations(attributes.style ?? '');
  return hides(style) || blendsIn(colourOf(style.get('color')), colourWithGround(style));
}

function colourWithGround(style: ReadonlyMap<string, string>) {
  const ground = colourOf(style.get('background-color') ?? style.get('background'));
  return ground === null || ground === 'none' ? WHITE : ground;
}

function cut(text: string, ranges: readonly [number, number][]): string {
  let kept = '';
  let from = 0;
  for (const [start, end] of ranges) {
    kept += text.slice(from, Math.max(from, start));
    from = Math.max(from, end);
  }
  return kept + text.slice(from);
}
