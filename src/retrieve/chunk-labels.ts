import type { Block } from '../domain/blocks.ts';
import type { Span } from '../domain/sentences.ts';

/** A line that heads what follows without being a heading: a question, or words in bold. */
export interface Label extends Span {
  question: boolean;
  /** Its words, without marks. */
  name: string;
}

/** UTF-16 units of such a line; longer ones are sentences. */
const LABEL_CHARS = 160;
const BOLD = /^(?:\*\*|__)([^*_]+)(?:\*\*|__)[:：]?$/;
const NUMBERED_QUESTION = /^Q ?\d{0,3} ?[:.)] ?/;
const SENTENCE_END = /[.!?:;。！？：…]["'”’)*_]{0,3}$/;

/**
 * The labels of a section's paragraphs, in order. A question counts when it fills its line and a sentence ends before it:
 * within running text a line may end with a question by chance. Pure; linear in the text.
 */
export function labelsOf(text: string, blocks: readonly Block[]): Label[] {
  const found: Label[] = [];
  for (const block of blocks) {
    if (block.kind !== 'paragraph') continue;
    let before = '';
    for (let start = block.start; start < block.end; ) {
      const stop = text.indexOf('\n', start);
      const end = stop < 0 || stop > block.end ? block.end : stop;
      const line = end - start > LABEL_CHARS * 2 ? '' : text.slice(start, end);
      const label = labelOf(line, before);
      const first = start + line.length - line.trimStart().length;
      if (label) found.push({ start: first, end: first + line.trim().length, ...label });
      before = text.slice(Math.max(start, end - 8), end).trimEnd();
      start = end + 1;
    }
  }
  return found;
}

function labelOf(line: string, before: string): { question: boolean; name: string } | null {
  const trimmed = line.trim();
  if (trimmed.length < 3 || trimmed.length > LABEL_CHARS) return null;
  const bold = BOLD.exec(trimmed)?.[1]?.trim();
  const words = (bold ?? trimmed).replace(NUMBERED_QUESTION, '').trim();
  const asks = /[?？]$/.test(words) && !/[.!?。！？](?:\s|\p{Script=Han})/u.test(words.slice(0, -1));
  const numbered = NUMBERED_QUESTION.test(bold ?? trimmed);
  if (bold !== undefined) return { question: asks || numbered, name: words.replace(/[:：]$/, '') };
  if (!asks && !numbered) return null;
  const begins = before === '' || SENTENCE_END.test(before);
  return begins && !/^\p{Ll}/u.test(words) ? { question: true, name: words } : null;
}
