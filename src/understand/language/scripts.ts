/**
 * Writing systems as far as they matter for telling languages apart. `latin`, `cyrillic`, `arabic`, `han` and `devanagari`
 * are shared by languages that a model must tell apart; every other one stands for its greatest language.
 */
export const SHARED_SCRIPTS = ['latin', 'cyrillic', 'arabic', 'han', 'devanagari'] as const;

export type SharedScript = (typeof SHARED_SCRIPTS)[number];

/** Languages that nobody else of importance shares a script with. */
export const SCRIPT_LANGUAGES = {
  greek: 'el',
  armenian: 'hy',
  hebrew: 'he',
  bengali: 'bn',
  gurmukhi: 'pa',
  gujarati: 'gu',
  tamil: 'ta',
  telugu: 'te',
  kannada: 'kn',
  malayalam: 'ml',
  sinhala: 'si',
  thai: 'th',
  lao: 'lo',
  burmese: 'my',
  georgian: 'ka',
  ethiopic: 'am',
  khmer: 'km',
  kana: 'ja',
  hangul: 'ko',
} as const;

export type Script = SharedScript | keyof typeof SCRIPT_LANGUAGES;

/** Whether several languages share the script. */
export function isShared(script: Script): script is SharedScript {
  return !(script in SCRIPT_LANGUAGES);
}

/** First and last code point of each block, rising. Source: Unicode 16, Blocks.txt. */
const BLOCKS: readonly (readonly [number, number, Script])[] = [
  [0x41, 0x24f, 'latin'],
  [0x370, 0x3ff, 'greek'],
  [0x400, 0x52f, 'cyrillic'],
  [0x531, 0x58f, 'armenian'],
  [0x591, 0x5f4, 'hebrew'],
  [0x610, 0x6ff, 'arabic'],
  [0x750, 0x77f, 'arabic'],
  [0x900, 0x97f, 'devanagari'],
  [0x980, 0x9ff, 'bengali'],
  [0xa00, 0xa7f, 'gurmukhi'],
  [0xa80, 0xaff, 'gujarati'],
  [0xb80, 0xbff, 'tamil'],
  [0xc00, 0xc7f, 'telugu'],
  [0xc80, 0xcff, 'kannada'],
  [0xd00, 0xd7f, 'malayalam'],
  [0xd80, 0xdff, 'sinhala'],
  [0xe00, 0xe7f, 'thai'],
  [0xe80, 0xeff, 'lao'],
  [0x1000, 0x109f, 'burmese'],
  [0x10a0, 0x10ff, 'georgian'],
  [0x1100, 0x11ff, 'hangul'],
  [0x1200, 0x139f, 'ethiopic'],
  [0x1780, 0x17ff, 'khmer'],
  [0x1c90, 0x1cbf, 'georgian'],
  [0x1e00, 0x1eff, 'latin'],
  [0x1f00, 0x1fff, 'greek'],
  [0x3005, 0x3007, 'han'],
  [0x3041, 0x30ff, 'kana'],
  [0x3130, 0x318f, 'hangul'],
  [0x31f0, 0x31ff, 'kana'],
  [0x3400, 0x4dbf, 'han'],
  [0x4e00, 0x9fff, 'han'],
  [0xac00, 0xd7af, 'hangul'],
  [0xf900, 0xfaff, 'han'],
  [0xfb50, 0xfdff, 'arabic'],
  [0xfe70, 0xfeff, 'arabic'],
];

/** The writing system of a letter of the basic plane, or null for any other script. Pure; the caller passes letters only. */
export function scriptOf(unit: number): Script | null {
  // Most letters of most messages.
  if (unit >= LATIN_FIRST && unit <= LATIN_LAST) return 'latin';
  let low = 0;
  let high = BLOCKS.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (unit < (FIRSTS[middle] ?? 0)) high = middle - 1;
    else if (unit > (LASTS[middle] ?? 0)) low = middle + 1;
    else return BLOCKS[middle]?.[2] ?? null;
  }
  return null;
}

const FIRSTS = Uint16Array.from(BLOCKS, ([first]) => first);
const LASTS = Uint16Array.from(BLOCKS, ([, last]) => last);
const LATIN_FIRST = 0x41;
const LATIN_LAST = 0x24f;
