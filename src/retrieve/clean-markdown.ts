import { cleanText } from './clean-text.ts';
import { withoutMarkup } from './markdown-markup.ts';

const FRONT_MATTER = /^(---|\+\+\+)\n[\s\S]{0,4000}?\n\1(?:\n|$)/;
const FENCE = /^\s*(`{3,}|~{3,})/;
/** A line that only a site's generator reads: a Liquid tag, attributes of the block above. */
const DIRECTIVE = /^[ \t]*(?:\{%[^\n]*%\}|\{:[^{}\n]*\})[ \t]*$/;
const CONTAINER = /^(:{3,})[ \t]*\{?\.?([a-z]+)\}?[ \t]*(.*)$/i;
const ADMONITION = /^(?:!!!|\?\?\?\+?)[ \t]+([a-z]+)(?:[ \t][^"\n]*)?(?:"([^"\n]*)")?$/i;
/** What cannot stand in a quote without losing its form. */
const STRUCTURE = /^\s{0,7}(?:#{1,6}\s|[-*+•]\s|\d{1,3}[.)]\s|\||:{3,})/;
/** Lines of a remark; what is longer is a part of the article in a box. */
const REMARK_LINES = 40;

/**
 * A Markdown body as it is stored and quoted: without front matter, comments, HTML tags and what only a site's generator
 * reads; entities are decoded and remarks of all dialects are quotes with their kind (`> [!NOTE]`). Code stays as it is.
 * Linear in the length of the body.
 */
export function cleanMarkdown(body: string): string {
  const parts: string[] = [];
  let prose: string[] = [];
  let fence: string | null = null;
  const flush = () => {
    if (prose.length > 0) parts.push(withoutMarkup(remarks(prose).join('\n')));
    prose = [];
  };
  for (const line of cleanText(body).replace(FRONT_MATTER, '').split('\n')) {
    const mark = FENCE.exec(line)?.[1];
    if (fence !== null) {
      parts.push(line);
      if (mark?.startsWith(fence) && line.trim() === mark) fence = null;
    } else if (mark !== undefined) {
      flush();
      fence = mark;
      parts.push(line);
    } else if (!DIRECTIVE.test(line)) prose.push(line);
  }
  flush();
  return cleanText(parts.join('\n'))
    .replace(/\n{4,}/g, '\n\n\n')
    .trim();
}

/** Writes `:::note` containers and `!!! note` admonitions as quotes; a box around lists or headings is only taken away. */
function remarks(lines: readonly string[]): string[] {
  const written: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = (lines[at] ?? '').trimEnd();
    const container = line.startsWith(':::') ? CONTAINER.exec(line) : null;
    const admonition = /^(?:!!!|\?\?\?)/.test(line) ? ADMONITION.exec(line) : null;
    if (container) {
      const inside = contained(lines, at + 1, container[1] ?? ':::');
      written.push(...remark(inside ?? [], inside !== null, container[2], container[3]));
      if (inside) at += inside.length + 1;
    } else if (admonition) {
      const inside = indented(lines, at + 1);
      written.push(...remark(inside, !inside.some(isStructure), admonition[1], admonition[2]));
      at += inside.length;
    } else if (!/^:{3,}$/.test(line)) written.push(lines[at] ?? '');
  }
  return written;
}

function isStructure(line: string): boolean {
  return STRUCTURE.test(line);
}

/** The lines of a container of plain text; null: it is none, or not closed nearby. */
function contained(lines: readonly string[], from: number, mark: string): string[] | null {
  for (let at = from; at < Math.min(lines.length, from + REMARK_LINES); at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() === mark) return lines.slice(from, at);
    if (isStructure(line)) return null;
  }
  return null;
}

function indented(lines: readonly string[], from: number): string[] {
  const inside: string[] = [];
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() !== '' && !/^(?: {4}|\t)/.test(line)) break;
    inside.push(line.replace(/^(?: {4}|\t)/, ''));
  }
  while (inside.at(-1)?.trim() === '') inside.pop();
  return inside;
}

function remark(inside: readonly string[], quoted: boolean, kind = 'note', title = ''): string[] {
  const words = title.replace(/^\[(.*)\]$/, '$1').trim();
  const heading = words === '' ? [] : [`**${words}**`];
  if (!quoted) return [...heading, ...inside];
  return [`> [!${kind.toUpperCase()}]`, ...[...heading, ...inside].map((line) => `> ${line}`.trimEnd())];
}
