/** ISO 4217 codes that are not ordinary words of our languages when written in capitals beside a number. */
export const CODES =
  'USD|EUR|GBP|JPY|CHF|CAD|AUD|NZD|CNY|RMB|HKD|SGD|INR|BRL|MXN|ARS|CLP|COP|PEN|UYU|SEK|NOK|DKK|ISK|PLN|CZK|HUF|RON|BGN|TRY|RUB|UAH|ILS|AED|SAR|QAR|KWD|BHD|OMR|JOD|EGP|MAD|TND|DZD|ZAR|NGN|KES|GHS|KRW|TWD|THB|VND|IDR|MYR|PHP|PKR|BDT|LKR';

/** Signs beside a number, the longest first; null: the locale decides. */
export const SIGNS: Readonly<Record<string, string | null>> = {
  us$: 'USD',
  ca$: 'CAD',
  c$: 'CAD',
  au$: 'AUD',
  a$: 'AUD',
  nz$: 'NZD',
  hk$: 'HKD',
  s$: 'SGD',
  r$: 'BRL',
  mx$: 'MXN',
  $: null,
  '€': 'EUR',
  '£': 'GBP',
  '¥': null,
  '₹': 'INR',
  '₽': 'RUB',
  '₩': 'KRW',
  '₺': 'TRY',
  '₫': 'VND',
  '฿': 'THB',
  '₪': 'ILS',
  '₴': 'UAH',
  '₦': 'NGN',
  '₱': 'PHP',
};

/** Words behind a number, folded; a value that starts with `?` is settled by the locale. */
export const WORDS: Readonly<Record<string, string>> = {
  euro: 'EUR',
  euros: 'EUR',
  dollar: '?dollar',
  dollars: '?dollar',
  bucks: '?dollar',
  buck: '?dollar',
  dolares: '?dollar',
  dollari: '?dollar',
  'us dollars': 'USD',
  'us dollar': 'USD',
  'canadian dollars': 'CAD',
  'australian dollars': 'AUD',
  pounds: 'GBP',
  pound: 'GBP',
  'pounds sterling': 'GBP',
  quid: 'GBP',
  pfund: 'GBP',
  libras: 'GBP',
  sterline: 'GBP',
  yen: 'JPY',
  yuan: 'CNY',
  renminbi: 'CNY',
  rupees: '?rupee',
  rupee: '?rupee',
  rs: '?rupee',
  franken: 'CHF',
  francs: 'CHF',
  'swiss francs': 'CHF',
  pesos: '?peso',
  peso: '?peso',
  reais: 'BRL',
  zloty: 'PLN',
  zł: 'PLN',
  kr: '?krone',
  kroner: '?krone',
  kronor: 'SEK',
  kc: 'CZK',
  dirhams: 'AED',
  dhs: 'AED',
  dirham: 'AED',
  riyals: 'SAR',
  riyal: 'SAR',
  円: 'JPY',
  ユーロ: 'EUR',
  ドル: '?dollar',
  ポンド: 'GBP',
  元: 'CNY',
  دولار: '?dollar',
  يورو: 'EUR',
  ريال: 'SAR',
  درهم: 'AED',
  جنيه: 'EGP',
  دينار: 'KWD',
};

const BY_REGION: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  dollar: { CA: 'CAD', AU: 'AUD', NZ: 'NZD', HK: 'HKD', SG: 'SGD', MX: 'MXN', '': 'USD' },
  yen: { CN: 'CNY', '': 'JPY' },
  rupee: { PK: 'PKR', LK: 'LKR', '': 'INR' },
  peso: { MX: 'MXN', AR: 'ARS', CL: 'CLP', CO: 'COP', UY: 'UYU', PH: 'PHP' },
  krone: { NO: 'NOK', DK: 'DKK', SE: 'SEK', IS: 'ISK' },
};

/** Currencies with three decimals: 1.250 of them is not a thousand. */
export const THREE_DECIMALS = new Set(['KWD', 'BHD', 'OMR', 'JOD', 'TND']);

/** ISO 4217 of a sign, code or folded word in a locale's country, or null where it does not say. Pure. */
export function currencyOf(written: string, locale: string | null): string | null {
  const sign = written.toLowerCase();
  if (Object.hasOwn(SIGNS, sign)) return SIGNS[sign] ?? byRegion(sign === '¥' ? 'yen' : 'dollar', locale);
  const word = Object.hasOwn(WORDS, sign) ? WORDS[sign] : undefined;
  if (word?.startsWith('?')) return byRegion(word.slice(1), locale);
  if (word !== undefined) return word;
  const code = written.toUpperCase();
  return code === 'RMB' ? 'CNY' : code;
}

/** The country of a locale, or an empty text. Pure. */
export function regionOf(locale: string | null): string {
  return /[-_]([A-Za-z]{2})(?![A-Za-z0-9])/.exec(locale ?? '')?.[1]?.toUpperCase() ?? '';
}

function byRegion(word: string, locale: string | null): string | null {
  const table = BY_REGION[word] ?? {};
  const region = regionOf(locale);
  const named = Object.hasOwn(table, region) ? table[region] : undefined;
  return named ?? table[''] ?? null;
}
