/** Small numbers as words in six languages, folded. A word with two meanings ("un", "once", "sei") counts all the same: the patterns give the context. */
const WORDS: Record<string, number> = {};
const LISTS = [
  'one two three four five six seven eight nine ten eleven twelve',
  'ein zwei drei vier funf sechs sieben acht neun zehn elf zwolf',
  'un deux trois quatre cinq six sept huit neuf dix onze douze',
  'uno dos tres cuatro cinco seis siete ocho nueve diez once doce',
  'uno due tre quattro cinque sei sette otto nove dieci undici dodici',
  'um dois tres quatro cinco seis sete oito nove dez onze doze',
];
for (const list of LISTS) {
  list.split(' ').forEach((word, index) => {
    WORDS[word] ??= index + 1;
  });
}
Object.assign(WORDS, {
  a: 1,
  an: 1,
  eine: 1,
  einem: 1,
  einer: 1,
  einen: 1,
  une: 1,
  una: 1,
  uma: 1,
  duas: 2,
  'a couple of': 2,
  'a couple': 2,
  fifteen: 15,
  fourteen: 14,
  twenty: 20,
  'twenty five': 25,
  'twenty-five': 25,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  hundred: 100,
  'a hundred': 100,
  'one hundred': 100,
  'a thousand': 1_000,
  zwanzig: 20,
  dreissig: 30,
  funfzig: 50,
  hundert: 100,
  vingt: 20,
  trente: 30,
  cinquante: 50,
  cent: 100,
  veinte: 20,
  treinta: 30,
  cincuenta: 50,
  cien: 100,
  vinte: 20,
  trinta: 30,
  cinquenta: 50,
  cem: 100,
  venti: 20,
  trenta: 30,
  cinquanta: 50,
  cento: 100,
});

/** Alternatives for a pattern, the longest first, or digits. */
export const COUNT = `(?:\\d{1,4}|${Object.keys(WORDS)
  .sort((a, b) => b.length - a.length)
  .join('|')})`;

/** Alternatives for a pattern: the words alone. */
export const COUNT_WORD = `(?:${Object.keys(WORDS)
  .filter((word) => word.length > 2)
  .sort((a, b) => b.length - a.length)
  .join('|')})`;

/** The number that digits or a folded word say, or null. Pure. */
export function countOf(word: string): number | null {
  if (/^\d{1,4}$/.test(word)) return Number(word);
  return Object.hasOwn(WORDS, word) ? (WORDS[word] ?? null) : null;
}
