import { type Block, headingText, splitBlocks } from '../domain/blocks.ts';
import { type Span, splitSentences } from '../domain/sentences.ts';
import { type Label, labelsOf } from './chunk-labels.ts';
import { cutLines, cutLong, tableHeader } from './cut-long.ts';

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

/** What is not separated from itself: a sentence, or a whole list, code block, table or remark with its introduction. */
interface Piece extends Span {
  sentence: boolean;
  /** The question or bold line that it begins with. */
  label: Label | null;
  /** What a heading should say besides: the columns of a table that was cut. */
  columns: string;
}

/**
 * Cuts a text into chunks by its headings. A question that stands as a line of its own begins a chunk as a heading would, if
 * it is one of several or its section is long; its line stays in the text. A section that is too long is cut at its bold lines,
 * between blocks, or between sentences of a paragraph, with one sentence of overlap; a list keeps the line that introduces it,
 * and each part of a long table is headed by its columns. A heading with nothing under it makes no chunk, unless the text has
 * nothing else.
 */
export function chunkText(text: string): ChunkSpan[] {
  const blocks = splitBlocks(text).filter((block) => block.kind !== 'rule');
  const chunks: ChunkSpan[] = [];
  let path: { level: number; name: string }[] = [];
  let section: Block[] = [];
  const close = () => {
    const names = path.map((one) => one.name);
    for (const { start, end, heading } of chunkSection(text, section))
      chunks.push({ start, end, heading: [...names, heading].filter((name) => name !== '').join(' > ') });
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

/** The chunks of one section; their headings are what stands below the section's own. */
function chunkSection(text: string, blocks: Block[]): ChunkSpan[] {
  const first = blocks[0];
  const last = blocks.at(-1);
  if (!first || !last) return [];
  const long = last.end - first.start > CHUNK.wholeChars;
  const labels = labelsOf(text, blocks);
  const questions = labels.filter((one) => one.question).length;
  if (!long && questions < 2) return [{ start: first.start, end: last.end, heading: '' }];
  const all = pieces(text, blocks, labels);
  const groups: Piece[][] = [];
  for (const piece of all) {
    if (piece.label?.question || groups.length === 0) groups.push([]);
    groups.at(-1)?.push(piece);
  }
  return groups.flatMap((group) => pack(group));
}

/** The smallest spans that may be separated. A label, and a sentence that ends with a colon, stay with what follows. */
function pieces(text: string, blocks: readonly Block[], labels: readonly Label[]): Piece[] {
  const byStart = new Map(labels.map((one) => [one.start, one]));
  const found: Piece[] = [];
  const add = (piece: Piece, block: boolean) => {
    const before = found.at(-1);
    const labelled = before?.label?.end === before?.end;
    const leads = labelled || (block && before?.sentence === true && introduces(text, before));
    const question = piece.label?.question && !before?.label?.question;
    if (!before || !leads || question) found.push(piece);
    else found[found.length - 1] = { ...piece, start: before.start, label: before.label };
  };
  for (const block of blocks) {
    if (block.kind === 'paragraph') {
      for (const span of sentences(text, block)) {
        const label = byStart.get(span.start) ?? null;
        for (const one of cutLong(text, span)) add({ ...one, sentence: true, label, columns: '' }, false);
      }
      continue;
    }
    const limit = block.kind === 'quote' ? CHUNK.wholeChars : CHUNK.blockChars;
    const columns = block.kind === 'table' ? tableHeader(text, block) : '';
    cutLines(text, block, limit).forEach((span, index) => {
      add({ ...span, sentence: false, label: null, columns: index > 0 ? columns : '' }, index === 0);
    });
  }
  return found;
}

/** A paragraph's sentences; the lines of a definition stay with the term above them. */
function sentences(text: string, block: Block): Span[] {
  const found: Span[] = [];
  for (const span of splitSentences(text, block.start, block.end)) {
    const before = found.at(-1);
    if (before && /^:\s/.test(text.slice(span.start, span.start + 2))) before.end = span.end;
    else found.push({ ...span });
  }
  return found;
}

function introduces(text: string, { start, end }: Span): boolean {
  return /[:：]\s?[*_]{0,3}$/.test(text.slice(Math.max(start, end - 5), end));
}

interface Open extends Span {
  /** Pieces that begin with a label, and the name of the one that stands above the first piece. */
  labels: number;
  name: string;
  columns: string;
}

function pack(all: readonly Piece[]): ChunkSpan[] {
  const chunks: Open[] = [];
  let open: Open | null = null;
  let previous: Piece | null = null;
  let above = '';
  for (const piece of all) {
    if (piece.label) above = piece.label.name;
    const filled = open ? open.end - open.start >= CHUNK.targetChars / 3 : false;
    if (open && filled && (piece.label || piece.end - open.start > CHUNK.targetChars)) {
      chunks.push(open);
      open = null;
    }
    const labels = piece.label ? 1 : 0;
    if (open) {
      open.end = piece.end;
      open.labels += labels;
    } else {
      const start = piece.label ? piece.start : overlapStart(previous, piece);
      open = { start, end: piece.end, labels, name: above, columns: piece.columns };
    }
    previous = piece;
  }
  if (open) chunks.push(open);
  return withoutRest(chunks).map(({ start, end, labels, name, columns }) => ({
    start,
    end,
    heading: [labels > 1 ? '' : name, columns].filter((part) => part !== '').join(' > '),
  }));
}

/** A last chunk that is only a rest goes to the one before, where that stays whole. */
function withoutRest(chunks: Open[]): Open[] {
  const [before, rest] = chunks.slice(-2);
  if (!before || !rest || rest.labels > 0 || rest.columns !== '') return chunks;
  if (rest.end - rest.start >= CHUNK.targetChars / 3 || rest.end - before.start > CHUNK.wholeChars)
    return chunks;
  return [...chunks.slice(0, -2), { ...before, end: rest.end }];
}

function overlapStart(previous: Piece | null, piece: Piece): number {
  if (!previous?.sentence || previous.label) return piece.start;
  return previous.end - previous.start <= CHUNK.overlapChars ? previous.start : piece.start;
}
