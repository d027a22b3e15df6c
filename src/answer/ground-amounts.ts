/**
 * What a number measures. `times`: how often. `month`: of the calendar. `date`: day and month, 100 m + d. `money`: with its currency.
 * `none`: nothing that is known here.
 */
export type Dimension =
  | 'seconds'
  | 'months'
  | 'bytes'
  | 'percent'
  | `money ${string}`
  | 'metres'
  | 'grams'
  | 'litres'
  | 'watts'
  | 'celsius'
  | 'fahrenheit'
  | 'times'
  | 'month'
  | 'date'
  | 'none';

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
  [/^(?:€|eur|euros?|ユーロ|يورو)$/u, 'money eur', 1],
  [/^(?:\$|usd|dollars?|dólar(?:es)?|dollari|ドル|دولار)$/u, 'money usd', 1],
  [/^(?:£|gbp|pounds sterling|livres sterling)$/u, 'money gbp', 1],
  [/^(?:¥|jpy|yen|円)$/u, 'money jpy', 1],
  [/^(?:chf|franken|francs?|franchi)$/u, 'money chf', 1],
  [/^(?:sar|ريال)$/u, 'money sar', 1],
  [/^(?:km|kil[oó]m[eè]t(?:er|re|ro)s?n?|chilometri?o?|キロ|كيلومتر)$/u, 'metres', 1_000],
  [/^(?:m|met(?:er|re|ro)s?n?|mètres?|metri|メートル|متر|أمتار)$/u, 'metres', 1],
  [
    /^(?:cm|zentimetern?|cent[ií](?:met(?:er|re|ro)s?|mètres?|metri)|センチ|センチメートル|سم|سنتيمتر)$/u,
    'metres',
    0.01,
  ],
  [/^(?:mm|mil[lí]i?(?:met(?:er|re|ro)s?n?|mètres?|metri)|ミリ|ミリメートル|مم|ملم)$/u, 'metres', 0.001],
  [/^(?:inch(?:es)?|zoll|pouces?|pulgadas?|polegadas?|pollic[ei]|インチ|بوصة)$/u, 'metres', 0.0254],
  [/^(?:ft|foot|feet|fuß|pieds?|pies|pés|piedi|フィート|قدم)$/u, 'metres', 0.3048],
  [/^(?:miles?|meilen?|millas?|milhas?|miglia|マイル|ميل)$/u, 'metres', 1_609.344],
  [/^(?:kg|kilos?|kilogramm?e?s?n?|quilos?|chili|キログラム|كجم|كيلوغرام)$/u, 'grams', 1_000],
  [/^(?:g|gramm?e?s?n?|gramos?|gramas?|grammi|グラム|غرام|جرام)$/u, 'grams', 1],
  [/^(?:mg|milligramm?e?s?)$/u, 'grams', 0.001],
  [/^(?:lbs?|pounds?|pfund|libras?|libbre|ポンド)$/u, 'grams', 453.592],
  [/^(?:oz|ounces?|unzen?|onces?|onzas?|onças?|once)$/u, 'grams', 28.3495],
  [/^(?:l|lit(?:er|re|ro)s?n?|litri|リットル|لتر)$/u, 'litres', 1],
  [/^(?:ml|millilit(?:er|re|ro)s?n?|ミリリットル|مل)$/u, 'litres', 0.001],
  [/^(?:w|watts?|ワット|واط)$/u, 'watts', 1],
  [/^(?:kw|kilowatts?)$/u, 'watts', 1_000],
  [/^(?:°\s?c|celsius|度)$/u, 'celsius', 1],
  [/^(?:°\s?f|fahrenheit)$/u, 'fahrenheit', 1],
  [/^(?:times|mal|fois|veces|vezes|volte|回)$/u, 'times', 1],
];
const TIMES: ReadonlyMap<string, number> = new Map([
  ...list('once einmal').map((word): [string, number] => [word, 1]),
  ...list('twice zweimal').map((word): [string, number] => [word, 2]),
]);
/** How often something is: words before a unit of time, and words for both. */
const PER: ReadonlySet<string> = new Set(
  list('/ per each every pro je jede jeder jeden jedes par chaque por al ao cada ogni كل 毎'),
);
const EVERY: ReadonlyMap<string, string> = new Map(
  Object.entries({
    hour: 'hourly stundlich stundlichen horaire 毎時',
    day: 'daily taglich tagliche taglichen quotidien quotidienne diario diaria diariamente giornaliero giornalmente يوميا 毎日',
    week: 'weekly wochentlich wochentliche wochentlichen hebdomadaire semanal semanalmente settimanale settimanalmente اسبوعيا 毎週',
    month:
      'monthly monatlich monatliche monatlichen mensuel mensuelle mensuellement mensual mensualmente mensal mensalmente mensile mensilmente شهريا 毎月',
    year: 'yearly annual annually jahrlich jahrliche jahrlichen annuel annuelle annuellement anual anualmente annuale annualmente سنويا 毎年',
  }).flatMap(([unit, words]) => list(words).map((word): [string, string] => [word, unit])),
);

/** Names of the months, folded; what they are followed by or follow must be a number. */
const MONTHS: ReadonlyMap<string, number> = new Map(
  [
    'january januar janvier enero janeiro gennaio يناير jan',
    'february februar fevrier febrero fevereiro febbraio فبراير feb',
    'march marz mars marzo marco مارس mar',
    'april avril abril aprile ابريل apr',
    'may mai mayo maio maggio مايو',
    'june juni juin junio junho giugno يونيو jun',
    'july juli juillet julio julho luglio يوليو jul',
    'august aout agosto اغسطس aug',
    'september septembre septiembre setembro settembre سبتمبر sep sept',
    'october oktober octobre octubre outubro ottobre اكتوبر oct okt',
    'november novembre noviembre novembro نوفمبر nov',
    'december dezember decembre diciembre dezembro dicembre ديسمبر dec dez',
  ].flatMap((line, at) => list(line).map((word): [string, number] => [word, at + 1])),
);
/** Dates in figures: year first, day first, and with strokes, where nobody knows which is first. */
const DATE =
  /(?<![\d.])(?:(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)|(\d{4})年(\d{1,2})月(\d{1,2})日|(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)|(\d{1,2})\/(\d{1,2})\/(\d{4})(?!\d)|(\d{1,2})月(\d{1,2})日)/g;

const TOKEN =
  /[$€£¥]|%|٪|°\s?[CFcf](?!\p{L})|\/(?=\s?\p{L})|毎[時日週月年]?|\d{1,3}(?:[,.'’\u00a0\u202f ]\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)?|[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*/gu;
const KANJI = '〇一二三四五六七八九十';

/**
 * The numbers of a text: `1,000`, `1 000` and `1000` are one, `5 %` and `5%`, `two` and `2`, `3 days` and `72 hours`. Numbers
 * within identifiers are none; "one" and "a" count only before a unit. Pure; linear.
 */
export function amountsIn(text: string): Amount[] {
  const found: Amount[] = [];
  const plain = readable(text).replace(DATE, (written: string, ...given: unknown[]) => {
    found.push(...dated(written, given));
    return ' '.repeat(written.length);
  });
  const tokens = [...plain.matchAll(TOKEN)].map((match) => ({ text: match[0], at: match.index }));
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
    if (value === null && !PER.has(word) && !EVERY.has(word)) continue;
    const rest = tokens.slice(at + 1, at + 4).map((one) => one.text);
    if (value === null) {
      const rate = rateOf(word, rest);
      if (rate !== null) found.push({ ...rate, start: token.at, end });
      continue;
    }
    const measured = measure(value, rest, tokens[at - 1]?.text ?? '');
    // "A second time" is no second.
    if (isArticle(word) && (measured.dimension === 'none' || rest[0] === 'second')) continue;
    found.push({ ...measured, start: token.at, end });
    const isOf = /^d[eio]$/.test(rest[0] ?? '');
    const month = monthBeside(tokens[at - 1]?.text, rest[isOf ? 1 : 0]);
    if (month > 0) found.push(...monthAmounts(month, value, { start: token.at, end }));
  }
  return found;
}

const DATE_WORDS = new RegExp(
  `\\d{1,2}\\.?\\s(?:d[eio]\\s)?(?:${[...MONTHS.keys()].join('|')})(?!\\p{L})(?:,?(?:\\sd[eio])?\\s\\d{4})?|(?<!\\p{L})(?:${[...MONTHS.keys()].join('|')})\\s\\d{1,2}(?!\\d)(?:,?\\s\\d{4})?`,
  'giu',
);

/** Where a text has dates, in figures or in words: they are compared as amounts however they are written. Pure; linear. */
export function datesIn(text: string): { start: number; end: number }[] {
  if (!/\d/.test(text)) return [];
  return [DATE, DATE_WORDS].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ 0: date, index }) => ({ start: index, end: index + date.length })),
  );
}

/** Whether two numbers say the same: in base units where both have one of the same kind, else as they stand. */
export function sameAmount(a: Amount, b: Amount): boolean {
  if (isCalendar(a) || isCalendar(b)) return a.dimension === b.dimension && a.value === b.value;
  if (a.dimension === b.dimension) return near(a.value, b.value);
  if (a.dimension === 'none' || b.dimension === 'none') return near(a.plain, b.plain);
  return false;
}

function isCalendar({ dimension }: Amount): boolean {
  return dimension === 'month' || dimension === 'date';
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
  if (simple !== undefined || !word.includes('-')) return simple ?? null;
  const [ten = '', one = '', ...more] = word.split('-');
  const tens = TENS.get(ten);
  const ones = NUMBER_WORDS.get(one);
  return tens !== undefined && ones !== undefined && ones < 10 && more.length === 0 ? tens + ones : null;
}

/** Words for one that are articles too. */
function isArticle(word: string): boolean {
  return ARTICLES.has(word);
}

const ARTICLES = new Set(
  list('a an one single ein eine einem einen einer eines un une uno una um uma واحد واحدة'),
);

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
  const currency = /^[$€£¥]$/.test(before) ? before : '';
  const unit = unitOf(currency || (isFiller ? second : (first.split('-')[0] ?? '')));
  if (unit) return { value: plain * unit[2], plain, dimension: unit[1] };
  return { value: plain, plain, dimension: 'none' };
}

const units = new Map<string, (typeof UNITS)[number] | null>();
/** Words whose unit is remembered: texts repeat them. */
const KNOWN_WORDS = 5_000;

function unitOf(word: string): (typeof UNITS)[number] | null {
  const known = units.get(word);
  if (known !== undefined) return known;
  const found = UNITS.find(([pattern]) => pattern.test(word)) ?? null;
  if (units.size >= KNOWN_WORDS) units.clear();
  units.set(word, found);
  return found;
}

function monthBeside(before: string | undefined, after: string | undefined): number {
  for (const one of [before, after]) {
    const month = MONTHS.get(fold(one ?? ''));
    if (month !== undefined) return month;
  }
  return 0;
}

function monthAmounts(month: number, day: number, span: { start: number; end: number }): Amount[] {
  const date = 100 * month + day;
  const isDay = Number.isInteger(day) && day >= 1 && day <= 31;
  return [
    { value: month, plain: month, dimension: 'month', ...span },
    ...(isDay ? [{ value: date, plain: date, dimension: 'date' as const, ...span }] : []),
  ];
}

/** What a date in figures says, by the groups of `DATE`. */
function dated(written: string, given: readonly unknown[]): Amount[] {
  const start = Number(given.find((one) => typeof one === 'number') ?? 0);
  const groups = given.slice(0, 14).map((one) => (typeof one === 'string' ? Number(one) : Number.NaN));
  const [y1, m1, d1, y2, m2, d2, d3, m3, y3, a, b, y4, m5, d5] = groups;
  const pick = (...of: (number | undefined)[]) => of.find((one) => one !== undefined && !Number.isNaN(one));
  const year = pick(y1, y2, y3, y4);
  const first = pick(a) ?? 0;
  const second = pick(b) ?? 0;
  const isUsual = second > 12;
  const day = pick(d1, d2, d3, d5) ?? (isUsual ? second : first);
  const month = pick(m1, m2, m3, m5) ?? (isUsual ? first : second);
  const span = { start, end: start + written.length };
  const plain = (value: number): Amount => ({ value, plain: value, dimension: 'none', ...span });
  const isCertain = first === 0 || first > 12 || second > 12 || first === second;
  return [
    ...(year === undefined ? [] : [plain(year)]),
    plain(day),
    ...(isCertain ? monthAmounts(month, day, span) : [plain(month)]),
  ];
}

/** "Per minute", "monthly": one unit of time. "Every second record" counts none. */
function rateOf(word: string, rest: readonly string[]): Omit<Amount, 'start' | 'end'> | null {
  const every = EVERY.get(word);
  if (every !== undefined) return measure(1, [every], '');
  if (!PER.has(word)) return null;
  const [next = '', after = ''] = rest;
  const unit = /^(?:la|le|l|den|die|das|der)$/.test(next) ? after : next;
  if (/^(?:each|every)$/.test(word) && unit === 'second') return null;
  const measured = measure(1, [unit], '');
  return measured.dimension === 'seconds' || measured.dimension === 'months' ? measured : null;
}

function fold(text: string): string {
  if (/^[\u0000-\u007f]*$/.test(text)) return text.toLowerCase();
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('أ', 'ا');
}
