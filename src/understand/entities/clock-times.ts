import { allMatches } from './all-matches.ts';
import { type Candidate, RANK } from './candidate.ts';
import { isoTime } from './local-clock.ts';
import { countOf } from './number-words.ts';
import type { Scan } from './scan-text.ts';

const HOUR_WORD =
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eins|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf';
const HOUR = `(?:[01]?\\d|2[0-4]|${HOUR_WORD})`;
const AM_PM = '(?:[ap]m(?!\\w)|[ap]\\. ?m\\.?)';
/** What says which half of the day an hour is in. */
const PART =
  "(?:(?:in the |at |in der |am |de la |da |del |du |de l')?(?:morning|afternoon|evening|night|morgens|vormittags|nachmittags|abends|nachts|morgen|vormittag|nachmittag|abend|nacht|matin|soir|apres-midi|manana|tarde|noche|manha|noite|mattina|mattino|pomeriggio|sera|notte))";
const HALF = `(?: ?(${AM_PM}(?![a-z])|${PART}\\b))`;
const WITH_MINUTES = new RegExp(
  `(?<![\\w.,:/$€£+]|[a-z]-)([01]?\\d|2[0-4]) ?[:h] ?([0-5]\\d)(?::([0-5]\\d))?(?: ?(?:uhr|hrs|hours|h|utc|gmt|cet|est|pst)\\b)?${HALF}?(?![\\w:%]|[.,]\\d)`,
  'g',
);
const MARKED = new RegExp(
  `(?<![\\w.,:/$€£#+]|[a-z]-)(${HOUR})(?:[ .:]([0-5]\\d))?(?:(ish)| ?o'?clock)?${HALF}(?![\\w])`,
  'g',
);
/** "half past nine", "25 to 7 p.m.", "quarter to 5", "20 past 4 afternoon". */
const PAST_TO = new RegExp(
  `(?<![\\w.,:/$€£#-])(half|(?:a )?quarter|[1-5]?\\d|five|ten|twenty five|twenty-five|twenty)(?: minutes?| min)? (past|to|till) (${HOUR}|noon|midnight)(?![\\w:/%]|[.,]\\d|-\\w)(?: ?o'?clock)?${HALF}?`,
  'g',
);
const GERMAN_HALF = new RegExp(
  `\\b(?:(halb)|(viertel|funf|zehn|zwanzig|\\d{1,2} minuten) (vor|nach)) (${HOUR})\\b(?: uhr)?${HALF}?`,
  'g',
);
const UHR = new RegExp(
  `(?<![\\w.,:/])([01]?\\d|2[0-4])(?:[.:]([0-5]\\d))? ?uhr(?: ([0-5]\\d))?\\b${HALF}?`,
  'g',
);
const H_CLOCK =
  /(?<![\w.,:/])([01]?\d|2[0-4]) ?(?:h|heures?|horas)(?![\w'])(?: du (matin|soir)| de l'(apres-midi)| da (tarde|noite|manha))?/g;
const O_CLOCK = new RegExp(`\\b(${HOUR}) ?o'?clock\\b`, 'g');
const ROMANCE = new RegExp(
  `\\b(?:a las?|alas|as|alle|all'|a la) (${HOUR}|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|tre|quattro|cinque|sei|sette|otto|nove|dieci)(?:[:.]([0-5]\\d)| (?:y|e) (media|cuarto|meia|mezza|mezzo|un quarto)| menos (cuarto))?(?! ?(?:[%€$]|euros?|personas|dias))(?: horas?|h)?(?: (?:(?:de|por) la |da |di |del )?(manana|tarde|noche|manha|noite|sera|mattina|pomeriggio))?(?=$|[\\s.,;!?)])`,
  'g',
);
const NOON =
  /\b(?:noon|midday|midnight|mittags?|mitternacht|minuit|a midi|vers midi|avant midi|apres midi|ce midi|mediodia|medianoche|meio-dia|meia-noite|mezzogiorno|mezzanotte)\b/g;
/** "at 5", "around 15", "after 6.": bare hours count only behind such a word and before a break or another word of time. */
const BARE =
  /\b(?:at|around|until|till|before|after|later than|earlier than|um|gegen|vers|alle|sobre las) (?:about |around )?([01]?\d|2[0-4])(?:[ .]([0-5]\d)(?!\d))?(?=$|[!?;)\n]|[.,](?!\d)| (?:today|tomorrow|tonight|on|in|for|sharp|please|if|and|or|and|but|this|next|to|until|till|thanks|ok|heute|morgen|works|would|is|will)\b)/g;
/** "between 8 and 10", "from 9 to 5". */
const BARE_RANGE =
  /\b(?:between|from|zwischen|von|entre|de) ([01]?\d|2[0-4]) (?:and|to|until|till|und|bis|et|y|a|e) ([01]?\d|2[0-4])(?=$|[!?;)\n]|[.,](?!\d)| (?:today|tomorrow|tonight|on|uhr|please|if|heute|morgen|every)\b)/g;
/** "9-5pm", "9 to 5 p.m.", "2:30-4pm". */
const HALF_RANGE = new RegExp(
  `(?<![\\w.,:/$€£#+-])(1[0-2]|0?\\d)(?:[:.]([0-5]\\d))? ?(${AM_PM})? ?(?:-|–|to|until|till) ?(1[0-2]|0?\\d)(?:[:.]([0-5]\\d))? ?(${AM_PM})(?![a-z])`,
  'g',
);
const HINT =
  /\d|o'?clock|\b(?:noon|mid|half|quarter|halb|viertel|past|mittag|mitternacht|a las?|alle|as|minuit|midi|medi|mei|mezz|morning|afternoon|evening|night|am|pm|p\.m|a\.m)/;
const NOON_MINUTE = 720;

/** Times of day, as `HH:MM` on the wall clock. Pure. */
export function findClockTimes(scan: Scan): Candidate[] {
  const { folded } = scan;
  if (!HINT.test(folded)) return [];
  const found: Candidate[] = [];
  const add = (match: RegExpExecArray, hour: string, minute: number, half: string | undefined, skip = 0) => {
    const at = minuteOf(hour, minute, half);
    if (at === null) return;
    const start = match.index + skip;
    found.push(timeAt(start, match.index + match[0].length, at));
  };
  if (scan.hasDigit) {
    for (const match of allMatches(folded, WITH_MINUTES))
      add(match, match[1] ?? '', Number(match[2]), match[4]);
    for (const match of allMatches(folded, UHR)) {
      add(match, match[1] ?? '', Number(match[2] ?? match[3] ?? 0), match[4]);
    }
    for (const match of allMatches(folded, H_CLOCK)) {
      const [, hour = '', french, afternoon, portuguese] = match;
      // "2 hours" in Romance languages needs a word of the clock around it.
      const before = folded.slice(Math.max(0, match.index - 9), match.index);
      if (
        !french &&
        !afternoon &&
        !portuguese &&
        !/(?:\ba|\bvers|\bas|\bjusqu'a|\bavant|\bapres|\bdes|\bpara as|\bde) $/.test(before)
      )
        continue;
      add(match, hour, 0, french ?? afternoon ?? portuguese);
    }
    found.push(...ranges(folded));
    for (const match of allMatches(folded, BARE)) {
      const hour = match[1] ?? '';
      const skip = match[0].length - hour.length - (match[2] === undefined ? 0 : 3);
      add(match, hour, Number(match[2] ?? 0), undefined, skip);
    }
  }
  return [...found, ...inWords(scan)];
}

function ranges(folded: string): Candidate[] {
  const found: Candidate[] = [];
  const add = (start: number, end: number, first: number | null, last: number | null) => {
    if (first === null || last === null) return;
    const value = { kind: 'time', time: isoTime(first), until: isoTime(last) } as const;
    found.push({ start, end, type: 'time', value, rank: RANK.proven });
  };
  for (const match of allMatches(folded, BARE_RANGE)) {
    const [whole, from = '', to = ''] = match;
    const end = match.index + whole.length;
    add(match.index + whole.indexOf(from), end, minuteOf(from, 0, undefined), minuteOf(to, 0, undefined));
  }
  for (const match of allMatches(folded, HALF_RANGE)) {
    const [whole, from = '', fromMinute = 0, fromHalf, to = '', toMinute = 0, half] = match;
    const last = minuteOf(to, Number(toMinute), half);
    const same = minuteOf(from, Number(fromMinute), half);
    // "9-5pm" begins in the morning: in the afternoon it would end before it began.
    const guessed =
      same !== null && last !== null && same < last ? same : minuteOf(from, Number(fromMinute), 'am');
    const first = fromHalf === undefined ? guessed : minuteOf(from, Number(fromMinute), fromHalf);
    add(match.index, match.index + whole.length, first, last);
  }
  return found;
}

function inWords({ folded }: Scan): Candidate[] {
  const found: Candidate[] = [];
  const add = (match: RegExpExecArray, minute: number | null) => {
    if (minute !== null) found.push(timeAt(match.index, match.index + match[0].length, minute));
  };
  for (const match of allMatches(folded, MARKED)) {
    const half = match[4];
    // "one night" is a stay, "one morning" some morning.
    if (half === 'night' && match[2] === undefined) continue;
    if (match[1] === 'one' && /^[a-z]{1,12}$/.test(half ?? '') && !/^[ap]m$/.test(half ?? '')) continue;
    add(match, minuteOf(match[1] ?? '', Number(match[2] ?? 0), half));
  }
  for (const match of / (?:past|to|till) /.test(folded) ? allMatches(folded, PAST_TO) : [])
    add(match, pastOrTo(match));
  for (const match of /halb|v(?:iertel|or)|nach/.test(folded) ? allMatches(folded, GERMAN_HALF) : []) {
    const [, half, count = '', way, hour = '', part] = match;
    const at = minuteOf(hour, 0, part);
    const by = half
      ? -30
      : (count.startsWith('viertel') ? 15 : (countOf(count.split(' ')[0] ?? '') ?? 0)) *
        (way === 'vor' ? -1 : 1);
    add(match, at === null ? null : at + by);
  }
  for (const match of folded.includes('clock') ? allMatches(folded, O_CLOCK) : [])
    add(match, minuteOf(match[1] ?? '', 0, undefined));
  for (const match of allMatches(folded, ROMANCE)) {
    const [whole, hour = '', minute, half, quarterTo, part] = match;
    const at = minuteOf(hour === 'una' ? '1' : hour, Number(minute ?? 0), part);
    if (at === null || (/^as /.test(whole) && !part && !/\d/.test(hour))) continue;
    add(match, at + (half ? (/cuarto|quarto/.test(half) ? 15 : 30) : quarterTo ? -15 : 0));
  }
  for (const match of allMatches(folded, NOON)) {
    add(match, /midnight|mitternacht|minuit|medianoche|meia|mezzanotte/.test(match[0]) ? 0 : NOON_MINUTE);
  }
  return found;
}

function pastOrTo(match: RegExpExecArray): number | null {
  const [, count = '', way, hour = '', half] = match;
  const at = hour === 'noon' ? NOON_MINUTE : hour === 'midnight' ? 0 : minuteOf(hour, 0, half);
  const by = count === 'half' ? 30 : count.endsWith('quarter') ? 15 : countOf(count);
  if (at === null || by === null || by > 59) return null;
  // "20 to 30 people", "5 to 10 days": two plain numbers are a span of them, unless the minutes are those of a clock.
  if (way !== 'past' && /^\d+$/.test(count) && half === undefined && (by % 5 !== 0 || Number(hour) % 5 === 0))
    return null;
  return at + (way === 'past' ? by : -by);
}

function minuteOf(written: string, minute: number, half: string | undefined): number | null {
  const hour = countOf(written);
  if (hour === null || hour > 24 || (hour === 24 && minute > 0) || minute > 59) return null;
  if (half === undefined) return (hour % 24) * 60 + minute;
  if (isMorning(half)) return (hour === 12 ? 0 : hour) * 60 + minute;
  const night = /night|nacht|noche|noite|notte/.test(half) && (hour === 12 || hour < 5);
  if (night) return (hour % 12) * 60 + minute;
  return (hour < 12 ? hour + 12 : hour) * 60 + minute;
}

function isMorning(half: string): boolean {
  const part = half.replace(/^(?:in the |at |in der |am |de la |da |del |du |de l')/, '');
  return /^(?:a\.?m|morning|morgen|vormittag|matin|manana|manha|mattin)/.test(part);
}

function timeAt(start: number, end: number, minute: number): Candidate {
  return { start, end, type: 'time', value: { kind: 'time', time: isoTime(minute) }, rank: RANK.proven };
}
