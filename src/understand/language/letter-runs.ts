import { type Script, scriptOf } from './scripts.ts';
import { WORD_UNITS_MAX } from './word-grams.ts';

/** Letters of one script in a row: a word, or a stretch of a script that is written without spaces. */
export interface LetterRun {
  text: string;
  script: Script;
  /** Number of the sentence or line that it stands in. */
  sentence: number;
}

const SENTENCE_ENDS = '.!?。！？\n';
/** Letters with their marks and inner apostrophes, or the end of a sentence. */
const RUN = /\p{L}[\p{L}\p{M}'’]*|[.!?。！？\n]/gu;

/** Runs of `text` in order, each of at most `WORD_UNITS_MAX` units. Pure; linear. `text` is in lower case. */
export function letterRuns(text: string): LetterRun[] {
  const runs: LetterRun[] = [];
  let sentence = 0;
  for (const word of text.match(RUN) ?? []) {
    if (SENTENCE_ENDS.includes(word)) sentence += 1;
    else cut(word, sentence, runs);
  }
  return runs;
}

/** Cuts where the script changes or the run gets too long; marks and apostrophes belong to what is before them. */
function cut(word: string, sentence: number, runs: LetterRun[]): void {
  let start = 0;
  let script: Script | null = null;
  for (let at = 0; at < word.length; at += 1) {
    const next: Script | null = scriptOf(word.charCodeAt(at)) ?? script;
    if (next === script && at - start < WORD_UNITS_MAX) continue;
    if (script !== null) runs.push({ text: word.slice(start, at), script, sentence });
    start = at;
    script = next;
  }
  if (script !== null) runs.push({ text: word.slice(start), script, sentence });
}
