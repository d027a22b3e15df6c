import type { Citation } from '../domain/message.ts';
import type { Passage } from '../domain/passage.ts';
import type { ScoredUnit } from './score-units.ts';

/**
 * Puts chosen units together as one readable text with a marker `[n]` after each run of sentences, list, table or code block.
 * One citation per passage; its quote is the exact span from its first used unit to its last.
 */
export function compose(units: readonly ScoredUnit[]): { text: string; citations: Citation[] } {
  const passages = [...new Set(units.map((one) => one.passage))];
  const blocks: string[] = [];
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

function withMarker(run: readonly ScoredUnit[], n: number): string {
  const text = run
    .map((one) => one.text.replace(/\n+(?=\s*\S)/g, one.kind === 'sentence' ? ' ' : '$&'))
    .join(' ');
  const kind = run.at(-1)?.kind;
  return kind === 'code' || kind === 'table' ? `${text}\n\n[${n}]` : `${text} [${n}]`;
}

function cite(passage: Passage, n: number, units: readonly ScoredUnit[]): Citation {
  const start = Math.min(...units.map((one) => one.start));
  const end = Math.max(...units.map((one) => one.end));
  return {
    n,
    articleId: passage.articleId,
    title: passage.title,
    url: passage.url,
    quote: passage.text.slice(start, end),
  };
}
