/** Days from today of phrases in six languages, folded. */
export const DAY_WORDS: Readonly<Record<string, number>> = {
  today: 0,
  tonight: 0,
  todays: 0,
  tomorrow: 1,
  tommorow: 1,
  tomorow: 1,
  tmrw: 1,
  yesterday: -1,
  'day after tomorrow': 2,
  'the day after tomorrow': 2,
  'day before yesterday': -2,
  'the day before yesterday': -2,
  'this morning': 0,
  'this afternoon': 0,
  'this evening': 0,
  'last night': -1,
  'tomorrow night': 1,
  heute: 0,
  'heute morgen': 0,
  'heute abend': 0,
  morgen: 1,
  ubermorgen: 2,
  gestern: -1,
  'gestern abend': -1,
  vorgestern: -2,
  "aujourd'hui": 0,
  'ce matin': 0,
  'ce soir': 0,
  demain: 1,
  'apres-demain': 2,
  'apres demain': 2,
  hier: -1,
  'hier soir': -1,
  'avant-hier': -2,
  'avant hier': -2,
  hoy: 0,
  'esta manana': 0,
  'esta tarde': 0,
  'esta noche': 0,
  manana: 1,
  'pasado manana': 2,
  ayer: -1,
  anoche: -1,
  anteayer: -2,
  'antes de ayer': -2,
  hoje: 0,
  'hoje a noite': 0,
  amanha: 1,
  'depois de amanha': 2,
  ontem: -1,
  anteontem: -2,
  oggi: 0,
  stasera: 0,
  stamattina: 0,
  domani: 1,
  dopodomani: 2,
  ieri: -1,
  "l'altro ieri": -2,
  'altro ieri': -2,
};

/** All phrases, the longest first. */
export const DAY_PHRASES = new RegExp(
  `(?<![\\w])(?:${Object.keys(DAY_WORDS)
    .sort((a, b) => b.length - a.length)
    .join('|')})(?![\\w-])`,
  'g',
);

const GERMAN =
  /\b(?:ich|ist|und|der|die|das|nicht|mein|meine|wir|sie|mit|ein|eine|hallo|wie|es|bitte|kann|habe)\b/g;
const FRENCH =
  /\b(?:je|j'ai|le|la|les|est|et|un|une|pas|mon|ma|vous|nous|recu|commande|bonjour|depuis|avec|ce|que)\b/g;

/** Is the phrase here another word: German "hier" (here), "guten Morgen", "por la mañana"? Pure. */
export function isOtherWord(folded: string, phrase: string, start: number, locale: string | null): boolean {
  const before = folded.slice(Math.max(0, start - 12), start);
  if (phrase === 'morgen')
    return /\b(?:guten|gutn|am|jeden|frueh am|schonen|diesen|gestern|der|den) $/.test(before);
  if (phrase === 'manana') return /\b(?:la|de la|una|cada) $/.test(before);
  if (phrase !== 'hier') return false;
  const count = (pattern: RegExp) => folded.match(pattern)?.length ?? 0;
  const french = count(FRENCH);
  const german = count(GERMAN);
  return french === german ? !/^fr\b/i.test(locale ?? '') : german > french;
}
