import { splitBlocks } from '../domain/blocks.ts';
import { splitSentences } from '../domain/sentences.ts';

/** The smallest part of a passage that is quoted as a whole. Offsets are UTF-16 units into the passage's text. */
export interface Unit {
  kind: 'sentence' | 'list' | 'code' | 'table';
  start: number;
  end: number;
}

/**
 * Cuts a passage into what may be quoted alone: sentences; lists, code blocks and tables whole, together with the sentence
 * that introduces them. Headings and rules are left out.
 */
export function splitUnits(text: string): Unit[] {
  const units: Unit[] = [];
  for (const block of splitBlocks(text)) {
    if (block.kind === 'heading' || block.kind === 'rule') continue;
    if (block.kind === 'paragraph' || block.kind === 'quote') {
      for (const span of splitSentences(text, block.start, block.end))
        units.push({ kind: 'sentence', ...span });
      continue;
    }
    const lead = units.at(-1);
    const introduced = lead?.kind === 'sentence' && introduces(text.slice(lead.start, lead.end));
    if (introduced) units.pop();
    units.push({ kind: block.kind, start: introduced && lead ? lead.start : block.start, end: block.end });
  }
  return units;
}

function introduces(sentence: string): boolean {
  return /[:：]\s*[*_]{0,3}$/.test(sentence);
}
