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
const ITEM = /^\s{0,7}(?:[-*+•]|\d{1,3}[.)]|[a-zA-Z][.)])(?:[ \t]+\S)/;
const INDENTED = /^(?: {2,}|\t)\S/;
const TABLE_ROW = /^\s{0,3}\|/;
const QUOTE = /^ {0,3}>/;
/** Each mark can be matched in one way only: a line of a thousand marks is decided in one pass. */
const RULE = /^ {0,3}([-*_]) *(?:\1 *){2,}$/;
/** UTF-16 units of a heading: it stands above every chunk of its section, so its length counts many times. */
const HEADING_CHARS = 300;

interface Line {
  start: number;
  end: number;
  text: string;
}

/**
 * Splits text into blocks: headings, paragraphs, lists (nested items and continuation lines included), fenced code, tables,
 * quotes. An unclosed fence runs to the end. Linear in the length of the text; never throws.
 */
export function splitBlocks(text: string): Block[] {
  const lines = splitLines(text);
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at];
    if (line === undefined) break;
    if (line.text.trim() === '') {
      at += 1;
      continue;
    }
    const kind = kindOf(line.text);
    const next = endOf(kind, lines, at);
    const last = lines[next - 1] ?? line;
    blocks.push({ kind, start: line.start, end: last.end, level: levelOf(kind, line.text) });
    at = next;
  }
  return blocks;
}

/** The words of a heading line, without its marks, at most `HEADING_CHARS` of them. */
export function headingText(line: string): string {
  return line
    .replace(HEADING, '')
    .trim()
    .slice(0, HEADING_CHARS)
    .replace(/[\ud800-\udbff]$/, '')
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

function kindOf(line: string): BlockKind {
  if (HEADING.test(line)) return 'heading';
  if (FENCE.test(line)) return 'code';
  if (RULE.test(line)) return 'rule';
  if (ITEM.test(line)) return 'list';
  if (TABLE_ROW.test(line)) return 'table';
  if (QUOTE.test(line)) return 'quote';
  return 'paragraph';
}

function levelOf(kind: BlockKind, line: string): number {
  return kind === 'heading' ? (HEADING.exec(line)?.[1]?.length ?? 1) : 0;
}

function endOf(kind: BlockKind, lines: Line[], at: number): number {
  if (kind === 'heading' || kind === 'rule') return at + 1;
  if (kind === 'code') return endOfFence(lines, at);
  if (kind === 'list') return endOfList(lines, at);
  let next = at + 1;
  while (next < lines.length && continues(kind, lines[next]?.text ?? '')) next += 1;
  return next;
}

function continues(kind: BlockKind, line: string): boolean {
  if (line.trim() === '') return false;
  const next = kindOf(line);
  return kind === 'paragraph' ? next === 'paragraph' : next === kind;
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
    else if (ITEM.test(text) || INDENTED.test(text)) next += 1;
    else if (!blankBefore && kindOf(text) === 'paragraph') next += 1;
    else break;
    end = next;
  }
  return end;
}

function endOfIndentedFence(lines: Line[], at: number): number {
  for (let next = at + 1; next < lines.length; next += 1) {
    if (/^\s*(?:```|~~~)\s*$/.test(lines[next]?.text ?? '')) return next + 1;
  }
  return lines.length;
}
