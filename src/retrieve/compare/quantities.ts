import type { WordToken } from './word-tokens.ts';

/** An amount among the tokens of a sentence: those from `from` to before `to`. */
export interface Quantity {
  from: number;
  to: number;
  /** `money`, `time` (seconds), `size` (bytes), `%`, `clock` (minutes of the day), else the word that is counted. */
  unit: string;
  value: number;
  bound: 'least' | 'most' | null;
}

const words = (text: string) => text.split(' ');
const units = (unit: string, factor: number, text: string) =>
  words(text).map((word): [string, { unit: string; factor: number }] => [word, { unit, factor }]);

/** Months and years are those of the Julian calendar, so that twelve months are a year. */
const UNITS = new Map([
  ...units('time', 1, 'second seconds sec secs sekunde sekunden segundo segundos seconde secondes'),
  ...units('time', 60, 'minute minutes min mins minuten minuto minutos'),
  ...units('time', 3_600, 'hour hours hr hrs stunde stunden hora horas heure heures'),
  ...units('time', 86_400, 'day days tag tage tagen día días dia dias jour jours'),
  ...units('time', 604_800, 'week weeks woche wochen semana semanas semaine semaines'),
  ...units('time', 2_629_800, 'month months monat monate monaten mes meses mois mês'),
  ...units('time', 31_557_600, 'year years jahr jahre jahren año años ano anos an ans année années'),
  ...units('size', 1e3, 'kb kib'),
  ...units('size', 1e6, 'mb mib'),
  ...units('size', 1e9, 'gb gib'),
  ...units('size', 1e12, 'tb tib'),
  ...units('money', 1, '$ € £ usd eur gbp chf dollar dollars euro euros pound pounds dólares franken'),
  ...units('%', 1, '% percent prozent'),
  ...units('am', 1, 'am a'),
  ...units('pm', 1, 'pm p'),
]);
const SPELLED = new Map<string, number>();
words('one two three four five six seven eight nine ten eleven twelve').forEach((word, at) => {
  SPELLED.set(word, at + 1);
});
words('ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf').forEach((word, at) => {
  SPELLED.set(word, at + 1);
});
for (const list of [
  'un dos tres cuatro cinco seis siete ocho nueve diez',
  'un deux trois quatre cinq six sept huit neuf dix',
])
  words(list).forEach((word, at) => {
    SPELLED.set(word, at + 1);
  });
for (const [word, value] of Object.entries({
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  sixty: 60,
  ninety: 90,
  hundred: 100,
}))
  SPELLED.set(word, value);
/** One in words is an article or a pronoun unless something is measured. */
const ARTICLES = new Set(words('one ein un'));

/** Words that make the number behind them a name. */
const NAMING = new Set(
  words('version step tier section page level error code article chapter form schritt paso étape v no nr'),
);
/** What stands between the ends of a range, and ends a number's own words. */
const RANGE = new Set(words('to and or bis y et a à'));
const FUNCTION = new Set(
  words(
    'per from until in of with for is are if when at on by must can may and or to bis y et pro por par before after',
  ),
);
const LEAST =
  /(?:at least|minimum(?: of)?|no less than|more than|over|above|mindestens|al menos|au moins|pelo menos)\s*$/i;
const MOST =
  /(?:up to|at most|maximum(?: of)?|more than|within|below|under|until|höchstens|bis zu|hasta|jusqu'à|au plus|até|no máximo)\s*$/i;
const NOT_MORE = /\b(?:not|no|cannot)\b[^.]{0,20}more than\s*$/i;

/**
 * The amounts of a sentence, in order, in comparable units: 60 minutes are an hour. Versions, dates, numbers of steps and
 * other names are none. Pure; linear in the sentence.
 */
export function quantities(sentence: string, tokens: readonly WordToken[]): Quantity[] {
  const found: (Quantity & { bare: boolean })[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const one = quantityAt(sentence, tokens, at);
    if (one === null) continue;
    found.push(one);
    at = one.to - 1;
  }
  found.forEach((one, at) => {
    const next = found[at + 1];
    if (next && one.bare && next.from === one.to + 1 && RANGE.has(tokens[one.to]?.lower ?? ''))
      one.unit = next.unit;
    if (next && one.bare && next.from === one.to) one.unit = next.unit;
  });
  return found.map(({ bare: _, ...quantity }) => clock(quantity));
}

function quantityAt(
  sentence: string,
  tokens: readonly WordToken[],
  at: number,
): (Quantity & { bare: boolean }) | null {
  const token = tokens[at];
  if (!token) return null;
  const spelled = SPELLED.get(token.lower);
  const value = spelled ?? numberOf(token.text);
  if (value === null || NAMING.has(tokens[at - 1]?.lower ?? '')) return null;
  const signed = /^[$€£]$/.test(tokens[at - 1]?.text ?? '');
  const next = tokens[at + 1];
  const joined = next !== undefined && /^[\s-]{0,2}$/.test(sentence.slice(token.end, next.start));
  const word = joined ? (next?.lower ?? '') : '';
  const known = signed ? { unit: 'money', factor: 1 } : UNITS.get(word);
  const before = sentence.slice(Math.max(0, token.start - 40), token.start - (signed ? 1 : 0));
  const bound = NOT_MORE.test(before)
    ? 'most'
    : LEAST.test(before)
      ? 'least'
      : MOST.test(before)
        ? 'most'
        : null;
  const from = signed ? at - 1 : at;
  if (known && (known.unit !== 'am' || token.text !== word)) {
    const to = signed ? at + 1 : at + 2;
    return { from, to, unit: known.unit, value: value * known.factor, bound, bare: false };
  }
  if (ARTICLES.has(token.lower) || (spelled !== undefined && (word === '' || FUNCTION.has(word))))
    return null;
  if (/^(?:st|nd|rd|th)$/.test(word) && token.end === next?.start) return null;
  if (word === '' || FUNCTION.has(word) || /^\d/.test(word)) {
    if (value >= 1_900 && value < 2_100) return null;
    return { from, to: at + 1, unit: '', value, bound, bare: true };
  }
  return { from, to: at + 2, unit: word.replace(/s$/, ''), value, bound, bare: false };
}

/** Null for what is no number or a name, as `1.3.2`. */
function numberOf(text: string): number | null {
  if (/^\d{1,3}(?:[.,]\d{3})+$/.test(text)) return Number(text.replace(/[.,]/g, ''));
  if (/^\d{1,2}:\d\d$/.test(text)) return Number(text.split(':')[0]) + Number(text.split(':')[1]) / 60;
  const plain = /^(\d{1,3}(?:,\d{3})+|\d+)(?:[.,](\d{1,2}))?$/.exec(text);
  return plain ? Number(`${(plain[1] ?? '').replaceAll(',', '')}.${plain[2] ?? '0'}`) : null;
}

function clock(quantity: Quantity): Quantity {
  const { unit, value } = quantity;
  if (unit !== 'am' && unit !== 'pm') return quantity;
  return { ...quantity, unit: 'clock', value: ((value % 12) + (unit === 'pm' ? 12 : 0)) * 60 };
}
