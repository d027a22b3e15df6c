import { stem } from './stem.ts';
import { STOP_WORDS } from './stop-words.ts';

/** What `text` says, as comparable terms. */
export interface Term {
  /** Folded and stemmed; only letters, digits and `_.+#`. */
  term: string;
  /** Folded, not stemmed: what a person typed. */
  word: string;
  /** For the parts of an identifier (`UNABLE_TO_LOCK_ROW`): the whole that they belong to. */
  of?: string;
  /** True for an identifier, error code or joined number-and-unit kept whole. */
  whole: boolean;
  /** True for a number joined with its unit (`6 MB`) or a word with its hyphen (`e-mail`): says nothing by itself where it is unknown. */
  joined?: boolean;
  /** True for a word written as a name: a capital inside a sentence. */
  name?: boolean;
}

/** UTF-16 units of one term: longer ones are hashes, base64 or padding, which nobody types. */
const TERM_CHARS = 64;

const RAW =
  /[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*(?:[.,:'’@/-][\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*)*(?:\+\+|#(?![\p{L}\p{N}]))?/gu;
const RAW_ASCII = /[A-Za-z0-9_]+(?:[.,:'@/-][A-Za-z0-9_]+)*(?:\+\+|#(?![A-Za-z0-9]))?/g;
const ASCII = /^[\u0000-\u007f]*$/;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
const UNITS = new Set(
  'b kb mb gb tb kib mib gib ms s sec second seconds minute minutes min hour hours h day days week weeks month months year years px v mhz ghz ma'.split(
    ' ',
  ),
);

/** The terms of a text in order, function words left out. Linear in its length; never throws. */
export function analyzeTerms(text: string, options: { stopWords?: boolean } = {}): Term[] {
  const ascii = ASCII.test(text);
  const folded = ascii ? text : text.normalize('NFKC');
  const terms: Term[] = [];
  let number: string | null = null;
  for (const match of folded.matchAll(ascii ? RAW_ASCII : RAW)) {
    const { 0: raw, index } = match;
    if (raw.length > TERM_CHARS * 4) continue;
    const before = terms.length;
    addRaw(terms, raw, options.stopWords !== false);
    const added = terms[before];
    const word = added?.word ?? '';
    if (added && index > 0 && isName(raw, folded.slice(Math.max(0, index - 3), index))) {
      for (const term of terms.slice(before)) term.name = true;
    }
    if (number !== null && UNITS.has(word)) {
      terms.push({ term: number + stem(word), word: number + word, whole: true, joined: true });
    }
    number = added && terms.length === before + 1 && /^\d+(?:\.\d+)?$/.test(word) ? word : null;
  }
  return terms;
}

/** Words whose analysis is kept: most of a text are words seen before, and this makes it several times faster. */
const CACHED_WORDS = 30_000;
const analysed = new Map<string, readonly string[]>();

/** The same, only the terms' text: what is indexed and compared. */
export function analyze(text: string): string[] {
  const ascii = ASCII.test(text);
  const found: string[] = [];
  let number: string | null = null;
  for (const raw of (ascii ? text : text.normalize('NFKC')).match(ascii ? RAW_ASCII : RAW) ?? []) {
    const terms = analyseWord(raw);
    for (const term of terms) found.push(term);
    const only = terms.length === 1 ? (terms[0] ?? '') : '';
    const first = raw.charCodeAt(0);
    if (number !== null && UNITS.has(raw.toLowerCase())) found.push(number + only);
    number = first >= 48 && first <= 57 && /^\d+(?:\.\d+)?$/.test(only) ? only : null;
  }
  return found;
}

function analyseWord(raw: string): readonly string[] {
  const known = analysed.get(raw);
  if (known !== undefined) return known;
  const terms: Term[] = [];
  if (raw.length <= TERM_CHARS * 4) addRaw(terms, raw, true);
  const found = terms.map((one) => one.term);
  if (analysed.size >= CACHED_WORDS) analysed.clear();
  if (raw.length <= TERM_CHARS) analysed.set(raw, found);
  return found;
}

/** A capital where no sentence begins, or capitals within a word. */
function isName(raw: string, before: string): boolean {
  if (/\p{Ll}\p{Lu}|^\p{Lu}{2}/u.test(raw)) return true;
  if (
    /^(?:mon|tues|wednes|thurs|fri|satur|sun)day|^(?:january|february|march|april|may|june|july|august|september|october|november|december)$/i.test(
      raw,
    )
  )
    return false;
  return /^\p{Lu}/u.test(raw) && raw.length > 1 && !/[.!?¿¡:;"“(\n]\s*$/.test(before);
}

function addRaw(terms: Term[], raw: string, stopWords: boolean): void {
  if (/^\d{1,4}k$/i.test(raw)) {
    addWord(terms, `${raw.slice(0, -1)}000`, false);
    return;
  }
  if (/^[A-Za-z]+$/.test(raw) && !/[a-z][A-Z]|[A-Z]{2}[a-z]/.test(raw)) {
    addWord(terms, raw.toLowerCase(), stopWords);
    return;
  }
  const text = raw.replace(/['’](?:s|S)$/, '').replace(/['’]/g, '');
  if (/^\d{1,3}(?:[.,]\d{3})+$/.test(text)) {
    addWord(terms, text.replace(/[.,]/g, ''), false);
    return;
  }
  if (/^\d+(?:[.,]\d+)*$/.test(text)) {
    addWord(terms, text.replaceAll(',', '.'), false);
    return;
  }
  if (UNSPACED.test(text)) {
    addUnspaced(terms, text, stopWords);
    return;
  }
  for (const piece of text.split(/[,:@/]/)) addPiece(terms, piece, stopWords);
}

/** A piece without separators other than `.`, `_` and `-`: an identifier, a hyphenated word, or a plain word. */
function addPiece(terms: Term[], piece: string, stopWords: boolean): void {
  const parts = piece
    .split(/[._-]+/)
    .flatMap((part) => part.replace(/([a-z\d])([A-Z])|([A-Z]+)([A-Z][a-z])/g, '$1$3 $2$4').split(' '))
    .flatMap(splitDigits)
    .filter((part) => part !== '');
  if (parts.length === 0) return;
  const whole = fold(piece.replaceAll('-', '')).replace(/^[._]+|[._]+$/g, '');
  if (parts.length === 1) {
    addWord(terms, whole, stopWords);
    return;
  }
  const hyphenated = !/[._]/.test(piece) && piece.includes('-');
  const kept = whole.length <= TERM_CHARS && (!hyphenated || parts.length === 2);
  const joined = hyphenated ? stem(whole) : whole;
  if (kept) terms.push({ term: joined, word: whole, whole: true, ...(hyphenated ? { joined: true } : {}) });
  for (const part of parts) {
    const word = fold(part);
    if (STOP_WORDS.has(word) || (word.length === 1 && !/\d/.test(word))) continue;
    const term = stem(word);
    if (kept && !hyphenated) terms.push({ term, word, whole: false, of: joined });
    else terms.push({ term, word, whole: false });
  }
}

/** `6MB` has the parts `6` and `MB`; `v66` and `SHA256` stay whole, for they are names. */
function splitDigits(part: string): string[] {
  const match = /^(\d+)([A-Za-z]{1,3})$/.exec(part);
  return match?.[1] && match[2] && UNITS.has(match[2].toLowerCase()) ? [match[1], match[2]] : [part];
}

function addWord(terms: Term[], lower: string, stopWords: boolean): void {
  const word = fold(lower);
  if (word === '' || word.length > TERM_CHARS || (stopWords && STOP_WORDS.has(word))) return;
  terms.push({ term: stem(word), word, whole: /\d.*[a-z]|[a-z].*\d/.test(word) });
}

/** Scripts written without spaces are indexed as pairs of neighbouring characters; other runs inside as words. */
function addUnspaced(terms: Term[], text: string, stopWords: boolean): void {
  for (const [run] of text.matchAll(
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{M}ー]+|[\p{L}\p{N}_]+/gu,
  )) {
    if (!UNSPACED.test(run)) {
      addWord(terms, run, stopWords);
      continue;
    }
    const characters = [...run];
    if (characters.length === 1) terms.push({ term: run, word: run, whole: false });
    for (let at = 0; at + 1 < characters.length; at += 1) {
      const pair = `${characters[at]}${characters[at + 1]}`;
      terms.push({ term: pair, word: pair, whole: false });
    }
  }
}

const LETTERS: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Lower case, accents of Latin letters folded; what the tokenizer of the index would split is dropped. */
function fold(text: string): string {
  const lower = text.toLowerCase();
  if (/^[a-z0-9_.+#]*$/.test(lower)) return lower;
  return lower
    .replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/[\u00c0-\u024f\u1e00-\u1eff]/g, (letter) => letter.normalize('NFD').replace(/\p{M}/gu, ''))
    .replace(/[^\p{L}\p{M}\p{N}_.+#]/gu, '');
}
