import { type IntentWord, intentWord } from './intent-words.ts';

export interface Variation {
  /** Share of words that are left out, and of words that get a slip of the finger. */
  drop: number;
  slip: number;
}

/** Shorter words are rarely mistyped and often become another word. */
const SLIP_UNITS_MIN = 4;

/** The same message as somebody else would have typed it: some words missing, some with a typing error. */
export function varyWords(
  words: readonly IntentWord[],
  { drop, slip }: Variation,
  random: () => number,
): readonly IntentWord[] {
  const kept: IntentWord[] = [];
  for (const word of words) {
    if (random() < drop) continue;
    const slips = word.text.length >= SLIP_UNITS_MIN && random() < slip;
    kept.push(slips ? intentWord(mistype(word.text, random)) : word);
  }
  return kept.length > 0 ? kept : words;
}

/** Two letters swapped, one left out, or one doubled. */
function mistype(text: string, random: () => number): string {
  const at = Math.floor(random() * (text.length - 1));
  const kind = Math.floor(random() * 3);
  const [head, here, next, tail] = [
    text.slice(0, at),
    text[at] ?? '',
    text[at + 1] ?? '',
    text.slice(at + 2),
  ];
  if (kind === 0) return head + next + here + tail;
  return kind === 1 ? head + next + tail : head + here + here + next + tail;
}

/** The beginning of one message and the end of another: what lies between two intents. */
export function spliceWords(
  one: readonly IntentWord[],
  other: readonly IntentWord[],
  random: () => number,
): readonly IntentWord[] {
  const spliced = [
    ...one.slice(0, Math.floor(random() * (one.length + 1))),
    ...other.slice(Math.floor(random() * other.length)),
  ];
  return spliced.length > 0 ? spliced : one;
}
