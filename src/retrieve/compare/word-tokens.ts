/** A word, number or sign of a sentence. Offsets are UTF-16 units into the sentence. */
export interface WordToken {
  start: number;
  end: number;
  text: string;
  lower: string;
}

const TOKEN = /[$€£%]|\d+(?:[.,:]\d+)*|\p{L}[\p{L}\p{M}\p{N}_]*(?:['’-]\p{L}[\p{L}\p{M}\p{N}]*)*/gu;

/** The words, numbers and signs of a sentence in order. Pure; linear. */
export function wordTokens(sentence: string): WordToken[] {
  return [...sentence.matchAll(TOKEN)].map(({ 0: text, index }) => ({
    start: index,
    end: index + text.length,
    text,
    lower: text.toLowerCase().replaceAll('’', "'"),
  }));
}
