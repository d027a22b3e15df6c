import type { Evidence, Piece } from './ground-evidence.ts';
import { type Polarity, polarityOf } from './ground-polarity.ts';

/** Beginnings that turn a word round, and what the rest of such a word looks like where the beginning alone says too little. */
const AFFIXES: [prefix: string, rest: RegExp][] = [
  ['un', /^(?!der|til|less|sere|sers|ter|ten|ion|ite|ity|ique)\p{L}{4,}$/u],
  ['non', /^\p{L}{6,}$/u],
  [
    'in',
    /^\p{L}+(?:able|ible|ive|ect|plete|ficient|iente?|iel|al|id|ido|ida|tilis\p{L}*|tiliz\p{L}*|alter\p{L}*|tact\p{L}*)s?$/u,
  ],
  ['im', /^p\p{L}{3,}(?:able|ible|avel|ivel)s?$|^mutab\p{L}+$/u],
  ['ir', /^r\p{L}{4,}$/u],
  ['il', /^l\p{L}{4,}$/u],
];
const JAPANESE = /[未非不無]([\p{Script=Han}]{2})/gu;
/** Letters of an ending in which two forms of a word may differ. */
const ENDING = 3;

/** Denies only what stands behind it. */
const WITHOUT = /(?<!\p{L})(?:without|ohne|sans|sin|sem|senza|بدون)(?!\p{L}).*$/iu;

/** A word that a text turns round by its beginning (`unused`, 未使用): how the rest of it begins, and whether it is Japanese. */
interface Turned {
  base: string;
  japanese: boolean;
}

/**
 * Whether a clause says of the same thing "used" where the evidence says "unused", or the other way round. The clause must share
 * another word with that statement, and one that denies or refuses ("used items are not taken back") agrees with it. Pure; linear.
 */
export function turnsRound(
  clause: { text: string; terms: readonly string[]; polarity: Polarity },
  evidence: Evidence,
  analyze: (text: string) => string[],
): boolean {
  const { denied, sides } = WITHOUT.test(clause.text)
    ? polarityOf(clause.text.replace(WITHOUT, ''))
    : clause.polarity;
  if (denied || sides.some((side) => side < 0)) return false;
  const own = wordsOf(clause.text);
  const turned = turnedIn(clause.text, own);
  return evidence.pieces.some((piece) => {
    const theirs = turnedOf(piece);
    if (turned.length === 0 && theirs.length === 0) return false;
    const found = [
      ...theirs.filter(
        (one) => says(one, clause.text, own) && !saysIn(one, evidence) && !holdsTurned(one, clause.text, own),
      ),
      ...turned.filter(
        (one) =>
          says(one, piece.text, piece.words) &&
          !evidence.pieces.some((other) => holdsTurned(one, other.text, other.words)) &&
          !polarityOf(piece.text).denied,
      ),
    ];
    return found.some(({ base }) => {
      const same = new Set(analyze(base));
      return clause.terms.some((term) => !same.has(term) && !term.includes(base) && piece.terms.has(term));
    });
  });
}

const read = new WeakMap<Piece, readonly Turned[]>();

/** Read once a statement, however many sentences are held against it. */
function turnedOf(piece: Piece): readonly Turned[] {
  const known = read.get(piece);
  if (known) return known;
  const found = turnedIn(piece.text, piece.words);
  read.set(piece, found);
  return found;
}

/** Whether one of two texts about the same thing says "used" and the other "unused". Pure. */
export function isTurned(one: string, other: string): boolean {
  const a = wordsOf(one);
  const b = wordsOf(other);
  const turns = (from: string, own: readonly string[], to: string, words: readonly string[]) =>
    turnedIn(from, own).some((found) => says(found, to, words) && !holdsTurned(found, to, words));
  return turns(one, a, other, b) || turns(other, b, one, a);
}

function turnedIn(text: string, words: readonly string[]): Turned[] {
  const found: Turned[] = [];
  for (const word of words) {
    const first = word[0];
    if (first !== 'u' && first !== 'n' && first !== 'i') continue;
    for (const [prefix, rest] of AFFIXES) {
      if (!word.startsWith(prefix)) continue;
      const base = word.slice(prefix.length);
      if (rest.test(base)) found.push({ base, japanese: false });
    }
  }
  if (/[未非不無]/.test(text))
    for (const [, base = ''] of text.matchAll(JAPANESE)) found.push({ base, japanese: true });
  return found;
}

function saysIn(one: Turned, { pieces }: Evidence): boolean {
  return pieces.some(({ text, words }) => says(one, text, words));
}

/** Whether a text holds a word without the beginning that turns it round. */
function says({ base, japanese }: Turned, text: string, words: readonly string[]): boolean {
  if (!japanese) return words.some((word) => isForm(word, base));
  for (let at = text.indexOf(base); at >= 0; at = text.indexOf(base, at + 1))
    if (!/[未非不無]/.test(text[at - 1] ?? '')) return true;
  return false;
}

function holdsTurned(one: Turned, text: string, words: readonly string[]): boolean {
  return turnedIn(text, words).some(({ base }) => isForm(base, one.base));
}

function isForm(a: string, b: string): boolean {
  const same = Math.min(a.length, b.length);
  if (Math.max(a.length, b.length) - same > ENDING || same < 2) return false;
  const stem = Math.max(same - 1, Math.min(4, same));
  return a.slice(0, stem) === b.slice(0, stem);
}

/** The words of a text in lower case, without accents. Pure. */
export function wordsOf(text: string): string[] {
  const lower = text.toLowerCase();
  const folded = /^[\u0000-\u007f]*$/.test(lower)
    ? lower
    : lower.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
  return folded.match(/[\p{L}\p{M}]+/gu) ?? [];
}
