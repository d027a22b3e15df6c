import { light } from './light-pattern.ts';

const BY_DIGIT: readonly string[] = [
  'zero|oh|null|zéro|cero',
  'one|eins|ein|un|uno|une|um',
  'two|zwei|zwo|deux|dos|due|dois',
  'three|drei|trois|tres|tre|três',
  'four|vier|quatre|cuatro|quattro|quatro',
  'five|fünf|fuenf|cinq|cinco|cinque',
  'six|sechs|seis|sei',
  'seven|sieben|sept|siete|sette|sete',
  'eight|acht|huit|ocho|otto|oito',
  'nine|neun|neuf|nueve|nove',
];

const DIGITS = new Map(
  BY_DIGIT.flatMap((words, digit) => words.split('|').map((word) => [word, String(digit)])),
);

/** A digit as a word in English, German, French, Spanish, Italian or Portuguese, or "double" and "triple" before one. */
export const DIGIT_WORD = light(`(?<![\\p{L}\\d])(?:${BY_DIGIT.join('|')}|double|triple)(?![\\p{L}])`, 'giu');

/** The digit that a word spells; nothing for "double" and "triple". Pure. */
export function digitOfWord(word: string): string {
  return DIGITS.get(word.toLowerCase()) ?? '';
}
