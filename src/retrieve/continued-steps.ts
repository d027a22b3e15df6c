import { splitBlocks } from '../domain/blocks.ts';

/** A piece of an article in its place. */
export interface PlacedText {
  /** UTF-16 offset in the article's text. */
  start: number;
  text: string;
  /** Breadcrumb of headings, joined by ` > `. */
  heading: string;
}

const STEP_WORD = '(?:step|schritt|paso|étape|etapa|passo|passaggio|fase|الخطوة|手順|ステップ)';
/** The number that a line of a procedure begins with; not that of a step within a step, which stands further in. */
const STEP_LINE = new RegExp(
  `^ ?(?:\\*\\*|__)?(?:\\(?(\\d{1,3})(?:[.)][ \\t]|、)|${STEP_WORD}[ \\t]?(\\d{1,2})(?!\\d))`,
  'iu',
);
const STEP_HEADING = new RegExp(`^(?:${STEP_WORD}[ \\t]?(\\d{1,2})(?!\\d)|(\\d{1,2})[.)][ \\t])`, 'iu');
const INTRODUCES = /[:：][*_]{0,3}\s*$/;

/** Whether a piece may be part of something that goes on before or after it, so that its neighbours are worth a look. Pure. */
export function mayContinue({ text, heading }: PlacedText): boolean {
  if (INTRODUCES.test(text.slice(-8)) || stepOfHeading(heading) !== null || (firstStep(text) ?? 1) > 1)
    return true;
  if (text.length >= CUT_SECTION_CHARS && firstStep(text) !== null) return true;
  if (text.length < CUT_LIST_CHARS) return false;
  const blocks = splitBlocks(text);
  return blocks[0]?.kind === 'list' || blocks.at(-1)?.kind === 'list';
}

/**
 * UTF-16 units below which a piece is hardly ever a part of a section, or of a list without numbers, that was cut: the parts of either
 * are larger, and each look at neighbours is a trip.
 */
const CUT_SECTION_CHARS = 450;
const CUT_LIST_CHARS = 800;

/**
 * Whether `next`, which follows `piece` in its article, goes on with the list or the procedure that `piece` ends in: with the next
 * number, with the next item of a list that was cut, under the heading of the next step, or with what a last line announces.
 * `between`: the text that separates the two. Pure.
 */
export function goesOn(piece: PlacedText, next: PlacedText, between: string): boolean {
  const [step, following] = [stepOfHeading(piece.heading), stepOfHeading(next.heading)];
  if (step !== null && following !== null)
    return step.above === following.above && following.number === step.number + 1;
  if (piece.heading === next.heading) {
    const [last, first] = [lastStep(piece.text), firstStep(next.text)];
    if (last !== null && first !== null) return first === last + 1;
    if (between === '\n') return isWithinList(piece.text, next.text);
  }
  const isUnder = next.heading === piece.heading || next.heading.startsWith(`${piece.heading} > `);
  return (
    isUnder && INTRODUCES.test(piece.text.slice(-8)) && (following?.number === 1 || beginsList(next.text))
  );
}

function stepOfHeading(heading: string): { above: string; number: number } | null {
  const at = heading.lastIndexOf(' > ');
  const match = STEP_HEADING.exec(at < 0 ? heading : heading.slice(at + 3));
  const number = match?.[1] ?? match?.[2];
  return number === undefined ? null : { above: at < 0 ? '' : heading.slice(0, at), number: Number(number) };
}

/** The numbers of the first and the last step that a piece holds, wherever in it: remarks may stand before and after. */
function firstStep(text: string): number | null {
  for (const line of text.split('\n')) {
    const step = stepOfLine(line);
    if (step !== null) return step;
  }
  return null;
}

function lastStep(text: string): number | null {
  return text.split('\n').reduce<number | null>((last, line) => stepOfLine(line) ?? last, null);
}

function stepOfLine(line: string): number | null {
  const match = STEP_LINE.exec(line.slice(0, 40));
  const number = match?.[1] ?? match?.[2];
  return number === undefined ? null : Number(number);
}

function isWithinList(text: string, next: string): boolean {
  return splitBlocks(text).at(-1)?.kind === 'list' && (beginsList(next) || /^[ \t]{2,}\S/.test(next));
}

function beginsList(text: string): boolean {
  return splitBlocks(text.slice(0, BEGINNING_CHARS))[0]?.kind === 'list';
}

/** UTF-16 units of a piece that tell how it begins. */
const BEGINNING_CHARS = 400;
