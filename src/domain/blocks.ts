export type BlockKind = 'heading' | 'paragraph' | 'list' | 'code' | 'table' | 'quote' | 'rule';

/** A block of light Markdown. Offsets are UTF-16 units into the text it was found in; `end` excludes trailing line ends. */
export interface Block {
  kind: BlockKind;
  start: number;
  end: number;
  /** 1..6 for headings, else 0. */
  level: number;
}

const HEADING = /^ {0,3}(#{1,6})(?:[ \t]|$)/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const ITEM =
  /^\s{0,7}(?:(?:[-*+•◦▪‣●○■·–]|\(?(?:\d{1,3}|[a-zA-Z])[.)])[ \t]+\S|\d{1,3}、|(?:\*\*|__)?(?:step|schritt|paso|étape|etapa|passo)[ \t]\d{1,2}(?:\*\*|__)?[ \t]?[.:)–—-])/i;
/** The number of a step; not that of a step within a step, which stands further in. */
const STEP = /^\s{0,1}(?:\(?(\d{1,3})[.)、]|(?:\*\*|__)?[a-zé]{4,7}[ \t](\d{1,2}))/i;
const INDENTED = /^(?: {2,}|\t)\S/;
const TABLE_ROW = /^\s{0,3}\|/;
/** The line under the first row of a table, which tells a table without outer bars from prose. */
const DELIMITER = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/;
const QUOTE = /^ {0,3}>/;
/** Each mark can be matched in one way only: a line of a thousand marks is decided in one pass. */
const RULE = /^ {0,3}([-*_]) *(?:\1 *){2,}$/;
/** UTF-16 units of a heading: it stands above every chunk of its section, so its length counts many times. */
const HEADING_CHARS = 300;
/** UTF-16 units of an underlined heading; what is longer is a paragraph above a rule. */
const UNDERLINED_CHARS = 80;
/** A line of a list from which on it is likely that the next one was wrapped, not begun. */
const WRAPPED_CHARS = 60;
/** What may stand between two steps of one list: pictures, code and remarks, not the chapters of a numbered document. */
const BETWEEN_STEPS = { blocks: 4, proseChars: 500 };

interface Line {
  start: number;
  end: number;
  text: string;
}

/** A list's numbers: its steps go on in another list that begins with the next one. */
interface FoundBlock extends Block {
  first: number | null;
  last: number | null;
}

/**
 * Splits text into blocks: headings, paragraphs, lists (nested items, continuation lines, and what stands between two numbered
 * steps included), fenced code, tables, quotes. An unclosed fence runs to the end. Linear in the length of the text; never
 * throws.
 */
export function splitBlocks(text: string): Block[] {
  const lines = splitLines(text);
  const blocks: FoundBlock[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at];
    if (line === undefined) break;
    if (line.text.trim() === '') {
      at += 1;
      continue;
    }
    const underline = underlineLevel(lines, at);
    const kind = underline > 0 ? 'heading' : kindOf(lines, at);
    const next = underline > 0 ? at + 2 : endOf(kind, lines, at);
    const last = lines[next - 1] ?? line;
    const level = underline || levelOf(kind, line.text);
    blocks.push({ kind, start: line.start, end: last.end, level, ...numbers(kind, lines, at, next) });
    at = next;
  }
  return joinSteps(text, blocks);
}

/** The words of a heading line, without its marks, at most `HEADING_CHARS` of them. */
export function headingText(line: string): string {
  return (line.split('\n', 1)[0] ?? '')
    .replace(HEADING, '')
    .trim()
    .slice(0, HEADING_CHARS)
    .replace(/[\ud800-\udbff]$/, '')
    .replace(/[ \t]*\{[#:.][^{}]*\}$/, '')
    .replace(/[ \t]#+$/, '')
    .replace(/[*_`]{1,3}(\S(?:.*?\S)?)[*_`]{1,3}/g, '$1')
    .trim();
}

function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  while (start <= text.length) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    lines.push({ start, end, text: text.slice(start, end) });
    start = end + 1;
  }
  return lines;
}

function kindOf(lines: Line[], at: number): BlockKind {
  const line = lines[at]?.text ?? '';
  if (HEADING.test(line)) return 'heading';
  if (FENCE.test(line)) return 'code';
  if (RULE.test(line)) return 'rule';
  if (ITEM.test(line)) return 'list';
  if (TABLE_ROW.test(line)) return 'table';
  if (QUOTE.test(line)) return 'quote';
  return line.includes('|') && isDelimiter(lines[at + 1]?.text ?? '') ? 'table' : 'paragraph';
}

function isDelimiter(line: string): boolean {
  return line.includes('|') && DELIMITER.test(line.trim());
}

/** 1 or 2 where a short line is underlined as a heading, else 0. A line of dashes above a heading is a rule. */
function underlineLevel(lines: Line[], at: number): number {
  const under = lines[at + 1]?.text.trimEnd() ?? '';
  const mark = under[0];
  if ((mark !== '=' && mark !== '-') || under.length < 3 || under !== mark.repeat(under.length)) return 0;
  const line = lines[at]?.text.trim() ?? '';
  if (line.length > UNDERLINED_CHARS || kindOf(lines, at) !== 'paragraph') return 0;
  if (mark === '=') return 1;
  return /[.!?:;,。！？：]$/.test(line) || HEADING.test(lines[at + 2]?.text ?? '') ? 0 : 2;
}

function levelOf(kind: BlockKind, line: string): number {
  return kind === 'heading' ? (HEADING.exec(line)?.[1]?.length ?? 1) : 0;
}

function endOf(kind: BlockKind, lines: Line[], at: number): number {
  if (kind === 'heading' || kind === 'rule') return at + 1;
  if (kind === 'code') return endOfFence(lines, at);
  if (kind === 'list') return endOfList(lines, at);
  let next = at + 1;
  while (next < lines.length && continues(kind, lines, next)) next += 1;
  return next;
}

function continues(kind: BlockKind, lines: Line[], at: number): boolean {
  const line = lines[at]?.text ?? '';
  if (line.trim() === '') return false;
  const next = kindOf(lines, at);
  return next === kind || (kind === 'table' && next === 'paragraph' && line.includes('|'));
}

function endOfFence(lines: Line[], at: number): number {
  const mark = FENCE.exec(lines[at]?.text ?? '')?.[1] ?? '```';
  for (let next = at + 1; next < lines.length; next += 1) {
    const closing = FENCE.exec(lines[next]?.text ?? '')?.[1];
    if (closing?.startsWith(mark) && (lines[next]?.text ?? '').trim() === closing) return next + 1;
  }
  return lines.length;
}

/** A list goes on over blank lines as long as an item or an indented line follows, and over fences inside an item. */
function endOfList(lines: Line[], at: number): number {
  let next = at + 1;
  let end = next;
  while (next < lines.length) {
    const text = lines[next]?.text ?? '';
    if (text.trim() === '') {
      next += 1;
      continue;
    }
    const blankBefore = next > end;
    const indentedFence = /^(?: {2,}|\t)/.test(text) && /^\s*(?:```|~~~)/.test(text);
    if (indentedFence) next = endOfIndentedFence(lines, next);
    else if (ITEM.test(text) && !(blankBefore && isRestart(lines, at, next, end))) next += 1;
    else if (INDENTED.test(text)) next += 1;
    else if (!blankBefore && kindOf(lines, next) === 'paragraph' && isWrapped(lines, next)) next += 1;
    else break;
    end = next;
  }
  return end;
}

/** After a blank line, a first step below plain items is another list. */
function isRestart(lines: Line[], at: number, next: number, end: number): boolean {
  if (stepOf(lines[next]?.text ?? '') !== 1) return false;
  return stepOf(lines[at]?.text ?? '') === null && stepOf(lines[end - 1]?.text ?? '') === null;
}

/** A line without indentation that goes on with an item's sentence; anything else is a paragraph of its own. */
function isWrapped(lines: Line[], at: number): boolean {
  const line = lines[at]?.text ?? '';
  const before = (lines[at - 1]?.text ?? '').trimEnd();
  if (/^\s/.test(line)) return true;
  if (/[.!?:;。！？：…]["'”’)*_]{0,4}$/.test(before.slice(-6))) return false;
  return before.length >= WRAPPED_CHARS || /^\p{Ll}/u.test(line);
}

function endOfIndentedFence(lines: Line[], at: number): number {
  for (let next = at + 1; next < lines.length; next += 1) {
    if (/^\s*(?:```|~~~)\s*$/.test(lines[next]?.text ?? '')) return next + 1;
  }
  return lines.length;
}

function stepOf(line: string): number | null {
  const found = ITEM.test(line) ? STEP.exec(line) : null;
  return found ? Number(found[1] ?? found[2]) : null;
}

function numbers(kind: BlockKind, lines: Line[], from: number, to: number) {
  let first: number | null = null;
  let last: number | null = null;
  for (let at = from; kind === 'list' && at < to; at += 1) {
    const number = stepOf(lines[at]?.text ?? '');
    first ??= number;
    last = number ?? last;
  }
  return { first, last };
}

/** One list of the lists whose steps count on, with the pictures, code and remarks between them. */
function joinSteps(text: string, found: readonly FoundBlock[]): Block[] {
  const joined: Block[] = [];
  for (let at = 0; at < found.length; at += 1) {
    const block = found[at];
    if (!block) break;
    let { end, last } = block;
    for (let next = nextSteps(text, found, at, last); next > at; next = nextSteps(text, found, at, last)) {
      at = next;
      end = found[at]?.end ?? end;
      last = found[at]?.last ?? null;
    }
    joined.push({ kind: block.kind, start: block.start, end, level: block.level });
  }
  return joined;
}

/** The list, at or after `at`, that goes on where step `last` ended; `at` itself: there is none. */
function nextSteps(text: string, found: readonly FoundBlock[], at: number, last: number | null): number {
  if (last === null) return at;
  let prose = 0;
  for (let next = at + 1; next <= at + 1 + BETWEEN_STEPS.blocks; next += 1) {
    const block = found[next];
    if (!block || block.kind === 'heading' || block.kind === 'rule') return at;
    const before = found[next - 1];
    // All steps may be numbered 1, which Markdown counts on; but then an introduction begins another list.
    const repeats = last === 1 && block.first === 1 && !isColon(text[(before?.end ?? 0) - 1]);
    if (block.first === last + 1 || repeats) return next;
    if (block.first !== null) return at;
    if (block.kind === 'paragraph' || block.kind === 'list') prose += block.end - block.start;
    if (prose > BETWEEN_STEPS.proseChars) return at;
  }
  return at;
}

function isColon(character: string | undefined): boolean {
  return character === ':' || character === '：';
}
