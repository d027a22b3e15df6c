import { type Block, headingText, splitBlocks } from '../domain/blocks.ts';
import { type Span, splitSentences } from '../domain/sentences.ts';

export const CHUNK = {
  /** UTF-16 units a chunk aims at: a screenful, enough for a whole step list, small enough to be about one thing. */
  targetChars: 900,
  /** A section up to this stays whole. */
  wholeChars: 1_300,
  /** Lists, code and tables are never cut below this; above it they are cut between lines, for no reader wants them whole. */
  blockChars: 8_000,
  /** A chunk begins with the last sentence of the one before, if it is no longer than this. */
  overlapChars: 200,
  /** Terms of an article's beginning that every later chunk is also found by: about its first sentence or two. */
  contextTerms: 30,
  /** Chunks per article: 1 MB of text makes about 1,200; bounds one transaction. */
  perArticle: 2_000,
} as const;

/** A span of the article's text, with the headings above it. */
export interface ChunkSpan extends Span {
  heading: string;
}

/**
 * Cuts a text into chunks by its headings. Within a section that is too long, between blocks, or between sentences of a
 * paragraph, with one sentence of overlap; a list keeps the line that introduces it. A heading with nothing under it makes
 * no chunk, unless the text has nothing else.
 */
export function chunkText(text: string): ChunkSpan[] {
  const blocks = splitBlocks(text).filter((block) => block.kind !== 'rule');
  const chunks: ChunkSpan[] = [];
  let path: { level: number; name: string }[] = [];
  let section: Block[] = [];
  const close = () => {
    const heading = path.map((one) => one.name).join(' > ');
    for (const span of chunkSection(text, section)) chunks.push({ ...span, heading });
    section = [];
  };
  for (const block of blocks) {
    if (block.kind !== 'heading') {
      section.push(block);
      continue;
    }
    close();
    const name = headingText(text.slice(block.start, block.end));
    path = [...path.filter((one) => one.level < block.level), { level: block.level, name }].filter(
      (one) => one.name !== '',
    );
  }
  close();
  const lone = blocks[0];
  if (chunks.length === 0 && lone) chunks.push({ start: lone.start, end: lone.end, heading: '' });
  return chunks.slice(0, CHUNK.perArticle);
}

function chunkSection(text: string, blocks: Block[]): Span[] {
  const first = blocks[0];
  const last = blocks.at(-1);
  if (!first || !last) return [];
  if (last.end - first.start <= CHUNK.wholeChars) return [{ start: first.start, end: last.end }];
  return pack(text, pieces(text, blocks));
}

/** The smallest spans that may be separated: a sentence, or a whole list, code block or table with its introduction. */
function pieces(text: string, blocks: Block[]): Piece[] {
  const found: Piece[] = [];
  for (const block of blocks) {
    if (block.kind === 'paragraph' || block.kind === 'quote') {
      for (const span of splitSentences(text, block.start, block.end)) found.push(...cutLong(text, span));
      continue;
    }
    const lead = found.at(-1);
    const introduced = lead?.sentence && text.slice(lead.start, lead.end).trimEnd().endsWith(':');
    const start = introduced && lead ? lead.start : block.start;
    if (introduced) found.pop();
    for (const span of cutLines(text, { start, end: block.end })) found.push({ ...span, sentence: false });
  }
  return found;
}

interface Piece extends Span {
  sentence: boolean;
}

/** A sentence without end (a pasted log) is cut at spaces, so that no chunk is far above the target. */
function cutLong(text: string, span: Span): Piece[] {
  const cut: Piece[] = [];
  let start = span.start;
  while (span.end - start > CHUNK.wholeChars) {
    const end = cutPoint(text, start);
    cut.push({ start, end, sentence: true });
    start = end;
    while (start < span.end && /\s/.test(text[start] ?? '')) start += 1;
  }
  if (span.end > start) cut.push({ start, end: span.end, sentence: true });
  return cut;
}

/** The last space near the target; looked for no further back than half of it, so that one long word stays linear. */
function cutPoint(text: string, start: number): number {
  const limit = start + CHUNK.targetChars;
  const half = start + CHUNK.targetChars / 2;
  const space = text.slice(half, limit + 1).lastIndexOf(' ');
  if (space > 0) return half + space;
  return isLowSurrogate(text.charCodeAt(limit)) ? limit - 1 : limit;
}

function cutLines(text: string, span: Span): Span[] {
  if (span.end - span.start <= CHUNK.blockChars) return [span];
  const cut: Span[] = [];
  let start = span.start;
  while (span.end - start > CHUNK.blockChars) {
    const line = text.slice(start, start + CHUNK.targetChars * 2 + 1).lastIndexOf('\n');
    const end = line > 0 ? start + line : cutPoint(text, start);
    cut.push({ start, end });
    start = end;
    while (start < span.end && text[start] === '\n') start += 1;
  }
  if (span.end > start) cut.push({ start, end: span.end });
  return cut;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

function pack(_text: string, all: Piece[]): Span[] {
  const chunks: Span[] = [];
  let open: Span | null = null;
  let previous: Piece | null = null;
  for (const piece of all) {
    if (
      open &&
      piece.end - open.start > CHUNK.targetChars &&
      open.end - open.start >= CHUNK.targetChars / 3
    ) {
      chunks.push(open);
      open = null;
    }
    if (open) open.end = piece.end;
    else open = { start: overlapStart(previous, piece), end: piece.end };
    previous = piece;
  }
  if (open) chunks.push(open);
  return chunks;
}

function overlapStart(previous: Piece | null, piece: Piece): number {
  if (!previous?.sentence) return piece.start;
  return previous.end - previous.start <= CHUNK.overlapChars ? previous.start : piece.start;
}
