/**
 * Whether a value stands in one of these texts, whole: `1001` is not said by `A-10012`. Case, accents, width, spaces and punctuation do
 * not count: who writes `a 1001` has said `A-1001`. Pure.
 */
export function wasSaid(value: string | number, texts: readonly string[]): boolean {
  const wanted = wordsOf(String(value)).join('');
  return wanted !== '' && texts.some((text) => stands(wanted, wordsOf(text)));
}

/** Whether some words in a row, and nothing less of the first and last, are the value. */
function stands(wanted: string, words: readonly string[]): boolean {
  return words.some((_, start) => {
    let rest = wanted;
    for (let at = start; at < words.length; at += 1) {
      const word = words[at] ?? '';
      if (!rest.startsWith(word)) return false;
      rest = rest.slice(word.length);
      if (rest === '') return true;
    }
    return false;
  });
}

/** Runs of Latin letters and digits, and of all others: a number within a Japanese sentence stands alone. */
const WORD = /[a-z0-9]+|(?:(?![a-z0-9])[\p{L}\p{N}])+/gu;
const MARKS = /\p{M}+/gu;
/** The first of each row of ten digits that compatibility forms do not turn into ours: Arabic, Persian, Devanagari. */
const ZEROS = [0x660, 0x6f0, 0x966];
const DIGITS = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g;

function wordsOf(text: string): string[] {
  const folded = text
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(DIGITS, (digit) => {
      const code = digit.charCodeAt(0);
      return String(code - (ZEROS.findLast((zero) => zero <= code) ?? code));
    });
  return folded.match(WORD) ?? [];
}
