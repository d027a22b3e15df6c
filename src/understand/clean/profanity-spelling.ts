import type { Span } from '../../domain/understanding.ts';

/** Fewest and most letters of a word that is spelled with gaps: three are initials, and forty are no word. */
const LETTERS_MIN = 4;
const LETTERS_MAX = 40;

const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'i',
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'u',
  х: 'x',
  і: 'i',
  к: 'k',
  т: 't',
  в: 'b',
  м: 'm',
  н: 'h',
  ѕ: 's',
};

/** A word with look-alikes as the letters they stand for. A code such as A55 or a word in Cyrillic letters alone stays. Pure. */
export function withoutLookAlikes(word: string): string {
  if (/^[a-z]*$/.test(word)) return word;
  const letters = word.replace(/[^a-z]/g, '').length;
  // As many signs as letters, or fewer than four characters, are a code.
  if (letters < 2 || word.length < 4 || letters * 2 <= word.length) return word;
  return word.replace(/./gu, (one) => LOOK_ALIKES[one] ?? one);
}

/** Words spelled letter by letter, with the same gap between all letters: "f u c k", "s.h.i.t". Pure. */
export function spelledOut(folded: string, tokens: readonly Span[]): (Span & { word: string })[] {
  const found: (Span & { word: string })[] = [];
  for (let first = 0; first < tokens.length; ) {
    const run = runFrom(folded, tokens, first);
    const [start, end] = [tokens[first], tokens[first + run - 1]];
    if (run >= LETTERS_MIN && start && end) {
      const letters = tokens.slice(first, first + run).map((one) => folded.slice(one.start, one.end));
      found.push({ start: start.start, end: end.end, word: withoutLookAlikes(letters.join('')) });
    }
    first += Math.max(1, run);
  }
  return found;
}

/** How many tokens of one letter follow each other from here, with one and the same gap. */
function runFrom(folded: string, tokens: readonly Span[], first: number): number {
  let run = 0;
  let gap: string | null = null;
  for (let at = first; at < tokens.length && run < LETTERS_MAX; at++) {
    const token = tokens[at];
    if (!token || token.end - token.start !== 1) break;
    const before = at === first ? null : folded.slice(tokens[at - 1]?.end, token.start);
    if (before !== null) {
      if (!/^[ .\-_/]{1,3}$/.test(before) || (gap !== null && gap !== before)) break;
      gap = before;
    }
    run++;
  }
  return run;
}
