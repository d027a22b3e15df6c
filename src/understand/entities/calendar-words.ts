/** Words of the calendar in six languages, folded (small, without accents), and the patterns made of them. */

const MONTH_NAMES = [
  'january january januar janner janvier enero gennaio janeiro',
  'february februar feber fevrier febrero febbraio fevereiro',
  'march marz mars marzo marco maerz',
  'april avril abril aprile',
  'may mai mayo maggio maio',
  'june juni juin junio giugno junho',
  'july juli juillet julio luglio julho',
  'august aout agosto',
  'september septembre septiembre setiembre settembre setembro',
  'october oktober octobre octubre ottobre outubro',
  'november novembre noviembre novembro',
  'december dezember decembre diciembre dicembre dezembro',
];
const MONTH_SHORT = [
  'jan janv ene gen',
  'feb fev febr fevr',
  'mar mrz',
  'apr avr abr',
  'mag',
  'jun giu',
  'jul juil lug',
  'aug ago',
  'sep sept set',
  'oct okt ott out',
  'nov',
  'dec dez dic',
];
const WEEKDAY_NAMES = [
  'monday montag lundi lunes lunedi segunda-feira',
  'tuesday dienstag mardi martes martedi terca-feira',
  'wednesday mittwoch mercredi miercoles mercoledi quarta-feira',
  'thursday donnerstag jeudi jueves giovedi quinta-feira',
  'friday freitag vendredi viernes venerdi sexta-feira',
  'saturday samstag sonnabend samedi sabado sabato',
  'sunday sonntag dimanche domingo domenica',
];
const WEEKDAY_SHORT = ['mon', 'tue tues', 'wed', 'thu thur thurs', 'fri', 'sat', 'sun'];
/** Month names that are also other words: alone they need a word such as "in" before them. */
export const AMBIGUOUS_MONTHS = new Set([
  'may',
  'march',
  'mars',
  'mai',
  'marco',
  'mayo',
  'april',
  'august',
  'avril',
]);
/** Short month names that are words elsewhere, and the languages they are months in. */
export const SHORT_IN: Readonly<Record<string, readonly string[]>> = {
  set: ['pt', 'it'],
  out: ['pt'],
  ago: ['es', 'it', 'pt'],
  mag: ['it'],
  gen: ['it'],
  dic: ['es', 'it'],
};

const UNITS = {
  day: 'day days tag tage tagen jour jours dia dias giorno giorni',
  week: 'week weeks woche wochen semaine semaines semana semanas settimana settimane',
  fortnight: 'fortnight fortnights',
  weekend: 'weekend weekends wochenende week-end',
  month: 'month months monat monate monaten mois mes meses mese mesi',
  quarter: 'quarter quartal trimestre',
  year: 'year years jahr jahre jahren an ans annee annees ano anos anno anni',
  hour: 'hour hours hrs hr stunde stunden heure heures hora horas ora ore',
  minute: 'minute minutes min mins minuten minuto minutos minuti',
} as const;
export type CalendarUnit = keyof typeof UNITS;

const NEXT =
  'next|coming|upcoming|the following|following|nachste|nachsten|nachster|nachstes|kommende|kommenden|kommendes|prochain|prochaine|prochains|prochaines|proximo|proxima|proximos|proximas|prossimo|prossima|prossimi|prossime';
const LAST =
  'last|past|previous|letzte|letzten|letzter|letztes|vergangene|vergangenen|vergangenes|vorige|vorigen|voriges|dernier|derniere|derniers|dernieres|passe|passee|pasado|pasada|pasados|pasadas|ultimo|ultima|ultimos|ultimas|scorso|scorsa|scorsi|scorse|passado|passada|passato|passata';
const THIS =
  'this|current|diese|dieser|dieses|diesen|diesem|ce|cet|cette|este|esta|questo|questa|neste|nesta|deste|desta';

const words = (lists: readonly string[]) => lists.flatMap((list) => list.split(' '));
const longestFirst = (list: readonly string[]) =>
  [...new Set(list)].sort((a, b) => b.length - a.length).join('|');
const indexed = (lists: readonly string[]) =>
  new Map(lists.flatMap((list, index) => list.split(' ').map((word): [string, number] => [word, index])));

const monthNames = indexed(MONTH_NAMES);
const monthShort = indexed(MONTH_SHORT);
const weekdays = indexed([...WEEKDAY_NAMES.map((list, index) => `${list} ${WEEKDAY_SHORT[index]}`)]);
const units = new Map(
  Object.entries(UNITS).flatMap(([unit, list]) =>
    list.split(' ').map((word): [string, CalendarUnit] => [word, unit as CalendarUnit]),
  ),
);
const directions = new Map<string, -1 | 0 | 1>([
  ...NEXT.split('|').map((word): [string, 1] => [word, 1]),
  ...LAST.split('|').map((word): [string, -1] => [word, -1]),
  ...THIS.split('|').map((word): [string, 0] => [word, 0]),
]);

/** Alternatives for patterns; each stands between word boundaries. */
export const PATTERN = {
  month: longestFirst(words([...MONTH_NAMES, ...MONTH_SHORT])),
  monthName: longestFirst(words(MONTH_NAMES)),
  weekday: longestFirst([
    ...words(WEEKDAY_NAMES),
    ...['segunda', 'terca', 'quarta', 'quinta', 'sexta'].map((day) => `${day} feira`),
  ]),
  weekdayShort: longestFirst(words(WEEKDAY_SHORT)),
  unit: longestFirst(words(Object.values(UNITS))),
  direction: longestFirst(`${NEXT}|${LAST}|${THIS}`.split('|')),
  after: longestFirst(
    `${NEXT}|${LAST}`.split('|').filter((word) => /[aeiou]$|in|ier|[aeiou]s$|ains/.test(word)),
  ),
};

/** 1 to 12 of a folded name, full or short, or null. */
export function monthOf(word: string): number | null {
  const index = monthNames.get(word) ?? monthShort.get(word);
  return index === undefined ? null : index + 1;
}

/** 0 (Monday) to 6 of a folded name, full or short, or null. */
export function weekdayOf(word: string): number | null {
  return weekdays.get(word.replace(' ', '-')) ?? null;
}

/** The unit that a folded word names, or null. */
export function unitOf(word: string): CalendarUnit | null {
  return units.get(word) ?? null;
}

/** 1 next, 0 this, -1 last. */
export function directionOf(word: string): -1 | 0 | 1 | null {
  return directions.get(word) ?? null;
}
