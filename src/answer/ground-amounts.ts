/** What a number measures. `times`: how often. `none`: nothing that is known here. */
export type Dimension = 'seconds' | 'months' | 'bytes' | 'percent' | 'money' | 'times' | 'month' | 'none';

/** A number of a text, in the base unit of what it measures. Offsets are UTF-16 units. */
export interface Amount {
  value: number;
  /** The number as it stands there, before its unit. */
  plain: number;
  dimension: Dimension;
  start: number;
  end: number;
}

const list = (text: string) => text.trim().split(/\s+/);

/** Number words of the interface languages, folded; a position is a value, `-` an empty one. */
const NUMBER_WORDS: ReadonlyMap<string, number> = new Map(
  [
    '- one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty',
    '- ein zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn zwanzig',
    '- un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt',
    '- uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte',
    '- um dois tres quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis dezessete dezoito dezenove vinte',
    '- uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti',
    '- واحد اثنان ثلاثة اربعة خمسة ستة سبعة ثمانية تسعة عشرة',
    '- واحدة يومان ثلاث اربع خمس ست سبع ثماني تسع عشر',
  ].flatMap((line) => list(line).map((word, value): [string, number] => [word, value])),
);
const TENS: ReadonlyMap<string, number> = new Map(
  [
    '- - twenty thirty forty fifty sixty seventy eighty ninety hundred',
    '- - zwanzig dreißig vierzig funfzig sechzig siebzig achtzig neunzig hundert',
    '- - vingt trente quarante cinquante soixante soixante-dix quatre-vingts quatre-vingt-dix cent',
    '- - veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien',
    '- - vinte trinta quarenta cinquenta sessenta setenta oitenta noventa cem',
    '- - venti trenta quaranta cinquanta sessanta settanta ottanta novanta cento',
  ].flatMap((line) => list(line).map((word, value): [string, number] => [word, value * 10])),
);

const SCALES: [RegExp, number][] = [
  [/^(?:k|thousand|tausend|mille|mil|mila|ألف|千)$/u, 1e3],
  [/^(?:万)$/u, 1e4],
  [/^(?:m|million(?:s|en)?|millón|millones|milhão|milhões|milione|milioni|مليون)$/u, 1e6],
  [/^(?:billions?|milliarden?|milliards?|bilhões|miliardi)$/u, 1e9],
];

const DAY = 86_400;
const UNITS: [RegExp, Dimension, number][] = [
  [/^(?:ms|milliseconds?|millisekunden?)$/u, 'seconds', 0.001],
  [
    /^(?:s|sec|secs|seconds?|sekunden?|secondes?|segundos?|secondi|secondo|秒|秒間|ثانية|ثوان)$/u,
    'seconds',
    1,
  ],
  [/^(?:min|mins|minutes?|minuten?|minutos?|minuti|minuto|分|分間|دقيقة|دقائق)$/u, 'seconds', 60],
  [/^(?:h|hrs?|hours?|stunden?|heures?|horas?|ore|ora|時間|ساعة|ساعات)$/u, 'seconds', 3_600],
  [
    /^(?:days?|tage?n?|werktage?n?|jours?|días?|dias?|giorni|giorno|日|日間|日以内|営業日|يوم|يوما|أيام)$/u,
    'seconds',
    DAY,
  ],
  [/^(?:weeks?|wochen?|semaines?|semanas?|settimane|settimana|週|週間|أسبوع|أسابيع)$/u, 'seconds', 7 * DAY],
  [/^(?:months?|monate?n?|mois|mes|meses|mês|mesi|mese|か月|ヶ月|شهر|أشهر)$/u, 'months', 1],
  [/^(?:years?|jahre?n?|ans?|années?|años?|anos?|anni|anno|年|年間|سنة|سنوات)$/u, 'months', 12],
  [/^(?:b|bytes?|octets?)$/u, 'bytes', 1],
  [/^(?:kb|kib|kilobytes?)$/u, 'bytes', 1_024],
  [/^(?:mb|mib|megabytes?|mo)$/u, 'bytes', 1_024 ** 2],
  [/^(?:gb|gib|gigabytes?|go)$/u, 'bytes', 1_024 ** 3],
  [/^(?:tb|tib|terabytes?)$/u, 'bytes', 1_024 ** 4],
  [/^(?:%|percent|prozent|パーセント|٪)$/u, 'percent', 1],
  [/^(?:€|\$|£|¥|usd|eur|gbp|euros?|dollars?|円|ريال)$/u, 'money', 1],
  [/^(?:times|mal|fois|veces|vezes|volte|回)$/u, 'times', 1],
];
const TIMES: ReadonlyMap<string, number> = new Map([
  ...list('once einmal').map((word): [string, number] => [word, 1]),
  ...list('twice zweimal').map((word): [string, number] => [word, 2]),
]);
/** Month names by their first letters; what they are followed by or follow must be a number. */
const MONTHS = list('jan feb mar apr may jun jul aug sep oct nov dec');
const MONTH =
  /^(?:jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|mar(?:ch)?|marz|april?|may|mai|june?|juni|july?|juli|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)$/;

const TOKEN =
  /[$€£¥]|%|٪|\d{1,3}(?:[,.'’\u00a0\u202f ]\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)?|[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*/gu;
const KANJI = '〇一二三四五六七八九十';

/**
 * The numbers of a text: `1,000`, `1 000` and `1000` are one, `5 %` and `5%`, `two` and `2`, `3 days` and `72 hours`. Numbers
 * within identifiers are none; "one" and "a" count only before a unit. Pure; linear.
 */
export function amountsIn(text: string): Amount[] {
  const plain = readable(text);
  const tokens = [...plain.matchAll(TOKEN)].map((match) => ({ text: match[0], at: match.index }));
  const found: Amount[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token || isWithinName(plain, token.at, token.text)) continue;
    const word = fold(token.text);
    const end = token.at + token.text.length;
    const times = TIMES.get(word);
    if (times !== undefined) {
      found.push({ value: times, plain: times, dimension: 'times', start: token.at, end });
      continue;
    }
    const value = numberOf(token.text, word);
    if (value === null) continue;
    const rest = tokens.slice(at + 1, at + 4).map((one) => one.text);
    const measured = measure(value, rest, tokens[at - 1]?.text ?? '');
    // "A second time" is no second.
    if (isArticle(word) && (measured.dimension === 'none' || rest[0] === 'second')) continue;
    found.push({ ...measured, start: token.at, end });
    const month = monthBeside(tokens[at - 1]?.text, rest[0]);
    if (month > 0) found.push({ value: month, plain: month, dimension: 'month', start: token.at, end });
  }
  return found;
}

/** Whether two numbers say the same: in base units where both have one of the same kind, else as they stand. */
export function sameAmount(a: Amount, b: Amount): boolean {
  if (a.dimension === 'month' || b.dimension === 'month')
    return a.dimension === b.dimension && a.value === b.value;
  if (a.dimension === b.dimension) return near(a.value, b.value);
  if (a.dimension === 'none' || b.dimension === 'none') return near(a.plain, b.plain);
  return false;
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

/** One digit script, and kanji numbers as digits; offsets stay. */
function readable(text: string): string {
  if (/^[\u0000-\u007f]*$/.test(text)) return text;
  return text
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - 0xff10))
    .replace(/[〇一二三四五六七八九](?=営業日|日|時間|分|秒|か月|ヶ月|年|週|回|つ|件|人)/g, (digit) =>
      String(KANJI.indexOf(digit)),
    );
}

/** `v67.0`, `SHA256` and `0AfXX` are names; a unit may stand right behind a number (`64KiB`). */
function isWithinName(text: string, at: number, token: string): boolean {
  if (!/^\d/.test(token)) return false;
  const before = text[at - 1] ?? '';
  return /[A-Za-z_]/.test(before) || (before === '.' && /[A-Za-z]/.test(text[at - 2] ?? ''));
}

function numberOf(token: string, word: string): number | null {
  if (/^\d/.test(token)) {
    const grouped = /^(\d{1,3}(?:[,.'’\u00a0\u202f ]\d{3})+)([.,]\d+)?$/.exec(token);
    if (grouped) return Number((grouped[1] ?? '').replace(/\D/g, '') + (grouped[2] ?? '').replace(',', '.'));
    return Number(token.replace(',', '.'));
  }
  if (isArticle(word)) return 1;
  const simple = NUMBER_WORDS.get(word) ?? TENS.get(word);
  if (simple !== undefined) return simple;
  const [ten = '', one = '', ...more] = word.split('-');
  const tens = TENS.get(ten);
  const ones = NUMBER_WORDS.get(one);
  return tens !== undefined && ones !== undefined && ones < 10 && more.length === 0 ? tens + ones : null;
}

/** Words for one that are articles too. */
function isArticle(word: string): boolean {
  return /^(?:an?|one|single|eine?[mnrs]?|une?|uno|una|um|uma|واحد|واحدة)$/.test(word);
}

function measure(value: number, rest: readonly string[], before: string): Omit<Amount, 'start' | 'end'> {
  let plain = value;
  // Japanese has no spaces: a unit is what the next run of letters begins with.
  let next = rest.map(
    (one) => /^(?:営業日|時間|か月|ヶ月|週間|[秒分日週年回円千万])/.exec(one)?.[0] ?? one.toLowerCase(),
  );
  const scale = SCALES.find(([pattern]) => pattern.test(next[0] ?? ''));
  if (scale && !(scale[1] === 1e6 && next[0] === 'm')) {
    plain *= scale[1];
    next = next.slice(1);
  }
  const [first = '', second = ''] = next;
  if (/^(?:per|por|pour)$/.test(first) && /^(?:cent|cento|ciento)$/.test(second))
    return { value: plain, plain, dimension: 'percent' };
  // "five working days", "12-month": one word may stand between.
  const isFiller = /^(?:working|business|full|calendar|rolling|consecutive)$/.test(first);
  const unit = UNITS.find(([pattern]) => pattern.test(isFiller ? second : (first.split('-')[0] ?? '')));
  if (unit) return { value: plain * unit[2], plain, dimension: unit[1] };
  return { value: plain, plain, dimension: /^[$€£¥]$/.test(before) ? 'money' : 'none' };
}

function monthBeside(before: string | undefined, after: string | undefined): number {
  const name = [before, after].map((one) => fold(one ?? '')).find((one) => MONTH.test(one));
  if (name === undefined) return 0;
  const short = name.slice(0, 3).replace('mai', 'may').replace('okt', 'oct').replace('dez', 'dec');
  return MONTHS.indexOf(short) + 1;
}

function fold(text: string): string {
  if (/^[\u0000-\u007f]*$/.test(text)) return text.toLowerCase();
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('أ', 'ا');
}
