import { DIGIT_WORD, digitOfWord } from './spelled-digits.ts';

/** A text in the form that rules read, with the way back: unit `i` of `text` is `starts[i]`..`ends[i]` of the original. */
export interface Folded {
  text: string;
  /** Null: the same offsets. */
  starts: number[] | null;
  ends: number[] | null;
}

/** Spelled digits in a row from which they are a number: "one or two" is not, half a card is. */
const SPELLED_RUN = 4;

/** Invisible: zero-width, joiners, bidi controls, soft hyphen, variation selectors. */
const INVISIBLE = /\p{Cf}|\u034f|\u115f|[\ufe00-\ufe0f]/u;
/** Anything that is folded. */
const ODD =
  /[\p{Cf}\p{Zs}\p{Zl}\p{Zp}\p{Pd}\p{Nd}\p{No}\u2024\u2212\u3002\uff01-\uff5e]|\u034f|\u115f|[\ufe00-\ufe6b]/u;
/** Letters that look like digits in a row of sixteen: "41l1 1111 1111 OOOO". */
const LOOKALIKES = /(?<![A-Za-z\d])[\dOoIl]{4}(?:[ .-]?[\dOoIl]{4}){3}(?![A-Za-z\d])/g;
const NON_ASCII = /[^\0-\x7f]/;
/** First code points of runs of ten digits: Arabic, Persian, Devanagari, superscript is apart, full-width. */
const DIGIT_ZEROS = [0x0660, 0x06f0, 0x0966, 0xff10] as const;
/** Mathematical digits come in five styles of ten. */
const MATH_DIGITS = { first: 0x1d7ce, last: 0x1d7ff } as const;
/** Spelled parts of an address of e-mail, between brackets so that prose is left alone. */
const BRACKETED = /[([{<]\s?(at|@|dot|\.|punkt|point|punto|ponto|arroba|arobase|chiocciola)\s?[)\]}>]/gi;

/**
 * Undoes what hides a value from a pattern: invisible characters, full-width and other digits, fancy spaces and dashes,
 * digits as words, "(at)" and "(dot)". Letters of other scripts stay as they are. Linear. Pure.
 */
export function foldText(text: string): Folded {
  const odd = NON_ASCII.test(text) && ODD.test(text);
  const spelled = spelledRuns(text);
  const bracketed = /[([{<]\s?(?:at|@|dot|\.|p|arr|aro|chi)/i.test(text) ? [...text.matchAll(BRACKETED)] : [];
  spelled.push(...lookalikes(text));
  if (!odd && spelled.length === 0 && bracketed.length === 0) return { text, starts: null, ends: null };
  const replaced = [
    ...spelled,
    ...bracketed.map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      by: /at|@|arr|aro|chi/i.test(match[1] ?? '') ? '@' : '.',
    })),
  ].sort((a, b) => a.start - b.start);
  return rebuild(text, replaced);
}

/** At least eight of the sixteen must be digits already. */
function lookalikes(text: string): Replaced[] {
  const out: Replaced[] = [];
  for (const match of text.matchAll(LOOKALIKES)) {
    if (match[0].replace(/\D/g, '').length < 8) continue;
    for (const letter of match[0].matchAll(/[OoIl]/g)) {
      const start = match.index + letter.index;
      out.push({ start, end: start + 1, by: /o/i.test(letter[0]) ? '0' : '1' });
    }
  }
  return out;
}

interface Replaced {
  start: number;
  end: number;
  by: string;
}

function rebuild(text: string, replaced: readonly Replaced[]): Folded {
  const starts: number[] = [];
  const ends: number[] = [];
  const out: string[] = [];
  let next = 0;
  let at = 0;
  while (at < text.length) {
    const swap = replaced[next];
    if (swap && at >= swap.start) {
      next += 1;
      if (at > swap.start) continue;
      for (const unit of swap.by) {
        out.push(unit);
        starts.push(swap.start);
        ends.push(swap.end);
      }
      at = swap.end;
      continue;
    }
    const code = text.codePointAt(at) ?? 0;
    const width = code > 0xffff ? 2 : 1;
    const unit = code < 0x80 ? (text[at] ?? '') : foldUnit(code, text.slice(at, at + width));
    for (let index = 0; index < unit.length; index++) {
      const whole = unit.length !== width;
      out.push(unit[index] ?? '');
      starts.push(whole ? at : at + index);
      ends.push(whole ? at + width : at + index + 1);
    }
    at += width;
  }
  return { text: out.join(''), starts, ends };
}

function foldUnit(code: number, unit: string): string {
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  if (code >= MATH_DIGITS.first && code <= MATH_DIGITS.last) return String((code - MATH_DIGITS.first) % 10);
  for (const zero of DIGIT_ZEROS) if (code >= zero && code < zero + 10) return String(code - zero);
  if (code >= 0x2460 && code <= 0x2468) return String(code - 0x245f);
  if (code >= 0x2080 && code <= 0x2089) return String(code - 0x2080);
  if (code === 0x2070 || (code >= 0x2074 && code <= 0x2079)) return String(code - 0x2070);
  if (INVISIBLE.test(unit)) return '';
  if (/[\p{Zs}\p{Zl}\p{Zp}]/u.test(unit)) return ' ';
  if (/[\u2010-\u2015\u2212\ufe63]/.test(unit)) return '-';
  if (/[\u2024\ufe52\u3002]/.test(unit)) return '.';
  if (code === 0xfe6b) return '@';
  return unit;
}

/** Digit words that stand in a row of at least four digits, spelled or not. */
function spelledRuns(text: string): Replaced[] {
  const words: Replaced[] = [];
  for (const match of text.matchAll(DIGIT_WORD)) {
    words.push({ start: match.index, end: match.index + match[0].length, by: digitOfWord(match[0]) });
  }
  if (words.length < SPELLED_RUN) return [];
  const kept: Replaced[] = [];
  let run: Replaced[] = [];
  const close = () => {
    if (run.length >= SPELLED_RUN) kept.push(...run);
    run = [];
  };
  for (const word of words) {
    const last = run.at(-1);
    if (last && (word.start - last.end > GAP_CHARS || /\p{L}/u.test(text.slice(last.end, word.start))))
      close();
    run.push(word);
  }
  close();
  return kept.flatMap((word, index) => multiplied(text, word, kept[index - 1]));
}

/** Characters between two spelled digits of one number: a separator, or written digits among the words. */
const GAP_CHARS = 12;

/** "double four" is two digits: the multiplier itself vanishes into the digit behind it. */
function multiplied(text: string, word: Replaced, before: Replaced | undefined): Replaced[] {
  if (word.by === '') return [];
  const times = before?.by === '' ? (/^d/i.test(text.slice(before.start, before.end)) ? 2 : 3) : 1;
  const start = times > 1 && before ? before.start : word.start;
  return [{ start, end: word.end, by: Array(times).fill(word.by).join(' ') }];
}
