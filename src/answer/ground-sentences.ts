import { splitBlocks } from '../domain/blocks.ts';
import { type Span, splitSentences } from '../domain/sentences.ts';

/** A sentence of an answer, without its markers, and the numbers of the passages that it cites. */
export interface AnswerSentence extends Span {
  text: string;
  cited: readonly number[];
}

const MARKER = /\s*\[(\d{1,3})\]/g;

/**
 * The sentences and lines of an answer. A marker belongs to the sentence that it stands in or right behind; one that closes a
 * run of sentences, a list or a block covers all of them back to the marker before. Offsets are UTF-16 units. Pure.
 */
export function answerSentences(answer: string): AnswerSentence[] {
  const found: (Span & { text: string; cited: number[] })[] = [];
  let open = 0;
  const close = (numbers: readonly number[]) => {
    for (const one of found.slice(open)) one.cited.push(...numbers);
    open = found.length;
  };
  for (const block of splitBlocks(answer)) {
    if (block.kind === 'heading' || block.kind === 'rule') {
      open = found.length;
      continue;
    }
    let at = block.start;
    const inner = answer.slice(block.start, block.end);
    const add = (until: number) => {
      for (const span of splitSentences(answer, at, until)) {
        const text = answer.slice(span.start, span.end).replace(/^\s*(?:[-*+•]|\d+[.)])\s+/, '');
        if (/[\p{L}\p{N}]/u.test(text)) found.push({ ...span, text, cited: [] });
      }
    };
    for (const run of inner.matchAll(/(?:\s*\[\d{1,3}\])+[.!?。]?/g)) {
      const start = block.start + run.index;
      const end = start + run[0].length;
      // "Text [1]." : the full stop behind the marker ends the sentence before it.
      add(start);
      at = end;
      close([...run[0].matchAll(MARKER)].map((match) => Number(match[1])));
    }
    add(block.end);
  }
  return found;
}
