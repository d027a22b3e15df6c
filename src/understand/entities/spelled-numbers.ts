const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES: Readonly<Record<string, number>> = { thousand: 1e3, grand: 1e3, million: 1e6 };
const NUMBER_WORD = [...SMALL, ...TENS, 'hundred', ...Object.keys(SCALES)]
  .sort((a, b) => b.length - a.length)
  .join('|');

/** An English number in words of up to twelve words, for patterns: "three hundred and fifty", "a hundred", "twenty-five". */
export const SPELLED_NUMBER = `(?:a )?(?:${NUMBER_WORD})(?:[ -](?:and )?(?:${NUMBER_WORD})){0,11}`;

const values = new Map<string, number>([
  ...SMALL.map((word, at): [string, number] => [word, at]),
  ...TENS.map((word, at): [string, number] => [word, 20 + 10 * at]),
]);

/** The value of an English number in words, in small letters. Pure. */
export function spelledNumber(written: string): number {
  let total = 0;
  let group = 0;
  for (const word of written.split(/[ -]/)) {
    const scale = Object.hasOwn(SCALES, word) ? SCALES[word] : undefined;
    if (word === 'hundred') group = (group || 1) * 100;
    else if (scale !== undefined) {
      total += (group || 1) * scale;
      group = 0;
    } else group += values.get(word) ?? 0;
  }
  return total + group;
}
