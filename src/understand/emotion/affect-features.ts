import { HASH_START, hashText, hashUnit, mixHash } from '../linear/hash.ts';
import { HashCounts } from '../linear/hash-counts.ts';

/** Hashed features of a text, as a vector of length 1. A hash may occur once only; a model maps it to one of its rows. */
export interface AffectFeatures {
  hashes: Uint32Array;
  values: Float32Array;
}

/** A word, number, symbol or placeholder of a text, with what its spelling says. */
export interface AffectToken {
  /** Lower case, curly apostrophes made straight, a letter that is repeated three times or more kept twice. */
  text: string;
  isWord: boolean;
  /** Two letters or more, all of them capitals. */
  shouted: boolean;
  /** A letter three times in a row: "sooo". */
  stretched: boolean;
  /** Within reach of a negation that stands before it in the same clause. */
  negated: boolean;
}

/** UTF-16 units that are looked at; the feeling of a message shows long before. The same cut as for every model. */
export const AFFECT_CHARS = 8_000;

/** Character n-grams count half: there are five times as many of them as words. Chosen by cross-validation. */
const CHARACTER_WEIGHT = 0.5;
const GRAM_UNITS_MIN = 2;
const GRAM_UNITS_MAX = 6;

/** Words after a negation that it turns round. */
const NEGATION_REACH = 4;

/** Upper ends of the classes of length, in tokens. */
const LENGTH_CLASSES = [3, 7, 12, 19];

const WORD_SEED = HASH_START;
const PAIR_SEED = 0x9747b28c;
const CHARACTER_SEED = 0x5bd1e995;
const NEGATED_SEED = 0x7feb352d;
const SIGN_SEED = 0x2545f491;

/** A placeholder such as [NAME], a word of at most 40 units, a single pictograph, or up to three marks in a row. */
const TOKEN =
  /\[[A-Za-z]{1,12}\]|[\p{L}\p{M}\p{N}]{1,40}(?:['’]\p{L}{1,12})?|\p{Extended_Pictographic}|[^\s\p{L}\p{M}\p{N}\p{Extended_Pictographic}[]{1,3}|\[/gu;

const CLAUSE_END = /[.,!?;:。、！？]/;

/** Negations in the eight languages of the sentiment data. */
const NEGATIONS = new Set(
  (
    'not no never nothing none nobody neither nor without cannot hardly barely cant dont wont isnt didnt doesnt aint ' +
    'wasnt couldnt shouldnt wouldnt nicht nie niemals kein keine keinen keiner nichts ohne kaum pas jamais rien aucun ' +
    'aucune sans nunca nada ningún ninguna sin jamás não nem sem nenhum nenhuma non mai niente nessuno nessuna senza ' +
    'لا لم لن ليس ليست بدون'
  ).split(' '),
);

/**
 * Words and pairs of words, characters within words, words under a negation, and how it is written (capitals, stretched
 * words, length, first and last token). Pure; linear in the first `AFFECT_CHARS` units.
 */
export function affectFeatures(text: string): AffectFeatures {
  return featuresOfTokens(affectTokens(text));
}

/** Cuts a text into tokens and marks what is shouted, stretched or negated. */
export function affectTokens(text: string): AffectToken[] {
  const tokens: AffectToken[] = [];
  let reach = 0;
  for (const written of text.slice(0, AFFECT_CHARS).match(TOKEN) ?? []) {
    const token = readToken(written);
    if (!token.isWord && CLAUSE_END.test(written)) reach = 0;
    token.negated = reach > 0;
    if (reach > 0) reach -= 1;
    if (token.isWord && (NEGATIONS.has(token.text) || token.text.endsWith("n't"))) reach = NEGATION_REACH;
    tokens.push(token);
  }
  return tokens;
}

function readToken(written: string): AffectToken {
  const first = written.charCodeAt(0);
  const isWord = first < 0x80 ? isLetterOrDigit(first) : /^[\p{L}\p{N}]/u.test(written);
  const lower = written.toLowerCase().replace('’', "'");
  const squeezed = isWord && mayStretch(lower) ? lower.replace(/(\p{L})\1{2,40}/gu, '$1$1') : lower;
  return {
    text: squeezed,
    isWord,
    shouted:
      isWord && written.length > 1 && !isSmall(first) && /^\p{Lu}[\p{Lu}\p{N}'’]{1,60}$/u.test(written),
    stretched: squeezed.length < lower.length,
    negated: false,
  };
}

/** Of ASCII: A to Z, a to z, 0 to 9. */
function isLetterOrDigit(unit: number): boolean {
  return isSmall(unit) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x30 && unit <= 0x39);
}

/** Of ASCII: a to z. */
function isSmall(unit: number): boolean {
  return unit >= 0x61 && unit <= 0x7a;
}

/** Whether a unit stands three times in a row, or there are letters of two units, where that does not tell. */
function mayStretch(word: string): boolean {
  let row = 0;
  let before = -1;
  for (let at = 0; at < word.length; at += 1) {
    const unit = word.charCodeAt(at);
    if (unit >= 0xd800 && unit < 0xe000) return true;
    row = unit === before ? row + 1 : 1;
    if (row === 3) return true;
    before = unit;
  }
  return false;
}

/** Kept between texts: what a text holds is counted anew. */
const words = new HashCounts();
const characters = new HashCounts();

/** As `affectFeatures`, for tokens that are cut already. */
export function featuresOfTokens(tokens: readonly AffectToken[]): AffectFeatures {
  words.clear();
  characters.clear();
  const word = (hash: number) => words.add(hash);
  let previous = hashText('<s>', 0, 3, WORD_SEED);
  for (const token of tokens) {
    const hash = hashText(token.text, 0, token.text.length, WORD_SEED);
    word(hash);
    word(Math.imul(previous ^ PAIR_SEED, 0x01000193) ^ hash);
    previous = hash;
    if (token.negated && token.isWord) word(hash ^ NEGATED_SEED);
    if (token.shouted) word(sign('shouted ') ^ hash);
    if (token.stretched) word(sign('stretched ') ^ hash);
    if (token.isWord) addCharacters(token.text);
  }
  word(Math.imul(previous ^ PAIR_SEED, 0x01000193) ^ hashText('</s>', 0, 4, WORD_SEED));
  for (const one of manner(tokens)) word(sign(one));
  return unitVector();
}

/** How the whole is written. */
function manner(tokens: readonly AffectToken[]): string[] {
  const written = tokens.filter((token) => token.isWord);
  const shouted = written.filter((token) => token.shouted).length;
  const length = LENGTH_CLASSES.findIndex((most) => tokens.length <= most);
  const signs = [`length ${length}`];
  if (shouted > 0) signs.push('some shouted');
  if (shouted >= 3 && shouted * 2 > written.length) signs.push('all shouted');
  if (written.some((token) => token.stretched)) signs.push('some stretched');
  const last = tokens.at(-1);
  if (last) signs.push(`first ${tokens[0]?.text}`, `last ${last.text}`);
  return signs;
}

function sign(name: string): number {
  return hashText(name, 0, name.length, SIGN_SEED);
}

/** A space stands for the boundary of the word, so that "ing " differs from "ing". */
function addCharacters(word: string): void {
  const padded = ` ${word} `;
  if (padded.length < 4 && (padded.codePointAt(1) ?? 0) < 0x80) return;
  for (let start = 0; start < padded.length - 1; start += 1) {
    const end = Math.min(padded.length, start + GRAM_UNITS_MAX);
    let gram = CHARACTER_SEED;
    for (let at = start; at < end; at += 1) {
      gram = hashUnit(gram, padded.charCodeAt(at));
      if (at - start + 1 >= GRAM_UNITS_MIN) characters.add(gram);
    }
  }
}

/** `1 + ln(count)` of every feature, times the weight of its kind, scaled to length 1. */
function unitVector(): AffectFeatures {
  const size = words.size + characters.size;
  const hashes = new Uint32Array(size);
  const values = new Float32Array(size);
  let squares = 0;
  for (let at = 0; at < size; at += 1) {
    const isWord = at < words.size;
    const counted = isWord ? words : characters;
    const from = isWord ? at : at - words.size;
    const times = counted.counts[from] ?? 0;
    const value = (times > 1 ? 1 + Math.log(times) : 1) * (isWord ? 1 : CHARACTER_WEIGHT);
    hashes[at] = mixHash(counted.hashes[from] ?? 0);
    values[at] = value;
    squares += value * value;
  }
  const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  for (let index = 0; index < size; index += 1) values[index] = (values[index] ?? 0) * scale;
  return { hashes, values };
}
