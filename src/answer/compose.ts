import type { PlacedCitation } from '../domain/message.ts';
import type { Passage } from '../domain/passage.ts';
import { placeCitation } from './place-citation.ts';
import type { ScoredUnit } from './score-units.ts';

/**
 * Puts chosen units together as one readable text with a marker `[n]` after each run of sentences, list, table or code block.
 * One that nothing introduces stands under the heading of its section, in bold and without a marker: it is no quote.
 * One citation per passage; its quote is the exact span from its first used unit to its last.
 */
export function compose(units: readonly ScoredUnit[]): { text: string; citations: PlacedCitation[] } {
  const passages = [...new Set(units.map((one) => one.passage))];
  const blocks: string[] = [];
  const headed = new Set<string>();
  let run: ScoredUnit[] = [];
  const close = () => {
    const first = run[0];
    if (first) blocks.push(withMarker(run, passages.indexOf(first.passage) + 1));
    run = [];
  };
  for (const unit of units) {
    const previous = run.at(-1);
    const joins =
      previous?.kind === 'sentence' && unit.kind === 'sentence' && previous.passage === unit.passage;
    if (!joins) close();
    const heading = isIntroduced(unit, units) ? null : headingOf(unit);
    if (heading !== null && !headed.has(heading)) {
      headed.add(heading);
      blocks.push(`**${heading}**`);
    }
    run.push(unit);
  }
  close();
  return {
    text: blocks.join('\n\n'),
    citations: passages.map((passage, index) =>
      cite(
        passage,
        index + 1,
        units.filter((one) => one.passage === passage),
      ),
    ),
  };
}

/** True for a sentence, for what begins with one, and for what comes right after another quoted unit under the same heading. */
function isIntroduced(unit: ScoredUnit, units: readonly ScoredUnit[]): boolean {
  if (unit.kind === 'sentence' || !/^\s*(?:[-*+•]\s|\d+[.)]\s|\||```|~~~)/.test(unit.text)) return true;
  return units.some(
    (one) => one.passage === unit.passage && one.place === unit.place - 1 && one.above === unit.above,
  );
}

/** UTF-16 units of a heading that still reads as one. */
const HEADING_CHARS = 80;
/** Headings that say nothing of what stands under them. */
const SILENT =
  /^(?:overview|introduction|intro|general|details?|notes?|summary|more|information|description|faq|content)$/i;

/** The innermost heading above a unit, where it says something that the title does not and is plain text; else null. */
function headingOf({ passage, above }: ScoredUnit): string | null {
  const heading = (above ?? passage.heading).split(' > ').at(-1)?.trim() ?? '';
  const isPlain = heading.length <= HEADING_CHARS && !/[[\]*_`<>\\\n]/.test(heading);
  if (heading === '' || !isPlain || SILENT.test(heading)) return null;
  return heading.toLowerCase() === passage.title.trim().toLowerCase() ? null : heading;
}

function withMarker(run: readonly ScoredUnit[], n: number): string {
  const text = run
    .map((one) => one.text.replace(/\n+(?=\s*\S)/g, one.kind === 'sentence' ? ' ' : '$&'))
    .join(' ');
  const kind = run.at(-1)?.kind;
  return kind === 'code' || kind === 'table' ? `${text}\n\n[${n}]` : `${text} [${n}]`;
}

function cite(passage: Passage, n: number, units: readonly ScoredUnit[]): PlacedCitation {
  const start = Math.min(...units.map((one) => one.start));
  const end = Math.max(...units.map((one) => one.end));
  const heading = units[0]?.above ?? passage.heading;
  return placeCitation({ ...passage, heading }, n, { start, end });
}
