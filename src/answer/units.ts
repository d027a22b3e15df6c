import { headingText, splitBlocks } from '../domain/blocks.ts';
import { type Span, splitSentences } from '../domain/sentences.ts';

/** The smallest part of a passage that is quoted as a whole. Offsets are UTF-16 units into the passage's text. */
export interface Unit {
  kind: 'sentence' | 'list' | 'code' | 'table';
  start: number;
  end: number;
  /** The heading that stands above it within the passage; null where the passage's own heading does. */
  above: string | null;
}

/** Lines under a line that announces them, each short: steps or items whose marks were lost. */
const LINES = { least: 2, most: 15, chars: 240 } as const;

/** UTF-16 units of what announces something: a text in which every line does is not one unit. */
const LEAD_CHARS = 600;

/**
 * Cuts a passage into what may be quoted alone: sentences; lists, code blocks and tables whole, together with the sentence
 * that introduces them; a sentence that announces another with it. Headings, rules and tables of contents are left out.
 */
export function splitUnits(text: string): Unit[] {
  const units: Unit[] = [];
  let heading: string | null = null;
  let contents = false;
  for (const block of splitBlocks(text)) {
    const { start, end, kind } = block;
    if (kind === 'rule') continue;
    if (kind === 'heading') {
      heading = headingText(text.slice(start, end));
      contents = CONTENTS.test(heading);
      continue;
    }
    if (kind === 'list' && contents) {
      contents = false;
      continue;
    }
    if (kind === 'paragraph' || kind === 'quote') {
      const spans = splitSentences(text, start, end).flatMap((span) => withoutMark(text, span));
      for (const unit of ofParagraph(text, spans, heading)) {
        contents = CONTENTS.test(text.slice(unit.start, unit.end));
        if (!contents) add(text, units, unit);
      }
      continue;
    }
    add(text, units, { kind, start, end, above: heading });
  }
  return units;
}

/** Without the mark of a remark (`>`), and nothing where a line only says what kind of remark it is. */
function withoutMark(text: string, { start, end }: Span): Span[] {
  const [mark = ''] =
    /^(?:>\s?)*(?:\[!\w{1,12}\]\s*)?(?:>\s?)*/.exec(text.slice(start, Math.min(end, start + 40))) ?? [];
  return start + mark.length < end ? [{ start: start + mark.length, end }] : [];
}

/** What the last unit announces is one with it, unless a heading stands between. */
function add(text: string, units: Unit[], unit: Unit): void {
  const lead = units.at(-1);
  const announced =
    lead?.kind === 'sentence' &&
    lead.above === unit.above &&
    lead.end - lead.start <= LEAD_CHARS &&
    announces(text.slice(lead.start, lead.end));
  if (announced) units.pop();
  units.push({ ...unit, start: announced && lead ? lead.start : unit.start });
}

/** The sentences of a paragraph; the lines that one announces as a list. */
function ofParagraph(text: string, spans: readonly Span[], above: string | null): Unit[] {
  const units: Unit[] = [];
  for (let at = 0; at < spans.length; at += 1) {
    const span = spans[at];
    if (!span) continue;
    const lines = announces(text.slice(span.start, span.end))
      ? linesFrom(text, spans.slice(at + 1, at + 2 + LINES.most))
      : 0;
    const end = spans[at + lines]?.end ?? span.end;
    units.push({ kind: lines > 0 ? 'list' : 'sentence', start: span.start, end, above });
    at += lines;
  }
  return units;
}

/** How many of the spans are short lines of their own, up to the next that asks or announces; 0 where they are too few. */
function linesFrom(text: string, spans: readonly Span[]): number {
  const rest = spans.findIndex(({ start, end }) => {
    const own = text[start - 1] === '\n' && (text[end] === '\n' || text[end] === undefined);
    return !own || end - start > LINES.chars || /[?:：]\W{0,3}$/.test(text.slice(start, end));
  });
  const lines = rest < 0 ? spans.length : rest;
  return lines < LINES.least || lines > LINES.most ? 0 : lines;
}

const CONTENTS =
  /^\W{0,3}(?:in this (?:article|guide|page|section)|on this page|table of contents|contents|in diesem artikel|inhalt(?:sverzeichnis)?|dans cet article|sommaire|en este artículo|contenido|neste artigo|in questo articolo|この記事の内容|目次|في هذه المقالة)\W{0,3}$/i;

function announces(sentence: string): boolean {
  return /[:：]\s{0,3}[*_]{0,3}$/.test(sentence.slice(-8));
}
