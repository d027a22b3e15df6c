import { parseInline } from './parse-inline.ts';
import { type Block, DEPTH_MAX } from './tree.ts';

const FENCE = /^ {0,3}(`{3,}|~{3,})\s*([\w+#.-]{0,30})/;
const HEADING = /^ {0,3}(#{1,6})\s+(.*)/;
const ITEM = /^( *)([-*+]|\d{1,9}[.)])( +)(?=\S)/;
const RULE = /^ {0,3}([-*_])( *\1){2,} *$/;

interface Step {
  block: Block;
  next: number;
}

/**
 * Our Markdown: paragraphs, headings, fenced code, nested lists, tables, quotes, rules. An unclosed fence runs to the end,
 * so that code looks like code while it streams. `breaks` is passed to the inline parser.
 */
export function parseBlocks(text: string, breaks = false): Block[] {
  return blocksOf(text.replace(/\r\n?/g, '\n').replace(/\t/g, '    ').split('\n'), breaks, 0);
}

function blocksOf(lines: string[], breaks: boolean, depth: number): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    if (!line.trim()) {
      at++;
      continue;
    }
    const step =
      fence(lines, at) ??
      heading(line, at, breaks) ??
      (RULE.test(line) ? ({ block: { t: 'hr' }, next: at + 1 } as const) : null) ??
      (depth < DEPTH_MAX ? (list(lines, at, breaks, depth) ?? quote(lines, at, breaks, depth)) : null) ??
      table(lines, at, breaks) ??
      paragraph(lines, at, breaks);
    blocks.push(step.block);
    at = step.next;
  }
  return blocks;
}

function fence(lines: string[], at: number): Step | null {
  const open = FENCE.exec(lines[at] ?? '');
  if (!open) return null;
  const mark = open[1] ?? '```';
  const indent = (lines[at] ?? '').search(/\S/);
  const body: string[] = [];
  let next = at + 1;
  for (; next < lines.length; next++) {
    const line = lines[next] ?? '';
    const trimmed = line.trim();
    if (trimmed.startsWith(mark) && trimmed === mark.charAt(0).repeat(trimmed.length)) break;
    body.push(line.slice(Math.min(indent, Math.max(line.search(/\S/), 0))));
  }
  return { block: { t: 'pre', lang: open[2] ?? '', text: body.join('\n') }, next: next + 1 };
}

function heading(line: string, at: number, breaks: boolean): Step | null {
  const match = HEADING.exec(line);
  if (!match) return null;
  const c = parseInline((match[2] ?? '').trimEnd().replace(/(?:^|\s+)#+$/, ''), breaks);
  return { block: { t: 'h', level: (match[1] ?? '#').length, c }, next: at + 1 };
}

function list(lines: string[], at: number, breaks: boolean, depth: number): Step | null {
  const first = ITEM.exec(lines[at] ?? '');
  if (!first) return null;
  const ordered = /\d/.test(first[2] ?? '');
  const margin = (first[1] ?? '').length;
  const items: Block[][] = [];
  let next = at;
  while (next < lines.length) {
    const head = ITEM.exec(lines[next] ?? '');
    if (!head || Math.abs((head[1] ?? '').length - margin) > 1 || /\d/.test(head[2] ?? '') !== ordered) break;
    const end = endOfItem(lines, next + 1, margin);
    const indent = head[0].length;
    const body = lines.slice(next + 1, end).map((line) => line.slice(Math.min(indent, indentOf(line))));
    items.push(blocksOf([(lines[next] ?? '').slice(indent), ...body], breaks, depth + 1));
    next = end;
  }
  return { block: { t: 'list', start: ordered ? Number.parseInt(first[2] ?? '1', 10) : null, items }, next };
}

/** An item goes on while lines are indented beyond its margin, or continue its paragraph without a blank line between. */
function endOfItem(lines: string[], from: number, margin: number): number {
  let blank = false;
  for (let at = from; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (!line.trim()) {
      blank = true;
      continue;
    }
    const inside = indentOf(line) > margin + 1;
    if (!inside && (blank || startsBlock(line))) return at;
    blank = false;
  }
  return lines.length;
}

function indentOf(line: string): number {
  return line.trim() ? line.search(/\S/) : line.length;
}

function quote(lines: string[], at: number, breaks: boolean, depth: number): Step | null {
  const body: string[] = [];
  let next = at;
  for (; next < lines.length && /^ {0,3}>/.test(lines[next] ?? ''); next++) {
    body.push((lines[next] ?? '').replace(/^ {0,3}> ?/, ''));
  }
  return next > at ? { block: { t: 'quote', c: blocksOf(body, breaks, depth + 1) }, next } : null;
}

function table(lines: string[], at: number, breaks: boolean): Step | null {
  const line = lines[at] ?? '';
  const under = cells(lines[at + 1] ?? '');
  if (!line.includes('|') || under.length < 2 || !under.every((cell) => /^:?-+:?$/.test(cell))) return null;
  const width = under.length;
  const row = (text: string) => {
    const found = cells(text).slice(0, width);
    while (found.length < width) found.push('');
    return found.map((cell) => parseInline(cell, breaks));
  };
  const rows: ReturnType<typeof row>[] = [];
  let next = at + 2;
  for (; next < lines.length && (lines[next] ?? '').includes('|'); next++) rows.push(row(lines[next] ?? ''));
  return { block: { t: 'table', head: row(line), rows }, next };
}

function cells(line: string): string[] {
  return line
    .trim()
    .replace(/^\|/, '')
    .replace(/([^\\])\|$/, '$1')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replace(/\\\|/g, '|'));
}

function startsBlock(line: string): boolean {
  return (
    FENCE.test(line) || HEADING.test(line) || RULE.test(line) || ITEM.test(line) || /^ {0,3}>/.test(line)
  );
}

function paragraph(lines: string[], at: number, breaks: boolean): Step {
  let next = at + 1;
  while (next < lines.length && (lines[next] ?? '').trim() && !startsBlock(lines[next] ?? '')) next++;
  const text = lines.slice(at, next).map((line) => line.trimStart());
  return { block: { t: 'p', c: parseInline(text.join('\n').trimEnd(), breaks) }, next };
}
