import type { JudgedPiece, Part } from './judge-piece.ts';
import type { Piece } from './piece-cutter.ts';

export interface RepeatOptions {
  analyze(text: string): string[];
  /** Where a passage says a sentence, as a key: the same place said twice is likely a paraphrase. */
  placeOf(part: Part): string | null;
}

const REPEAT = {
  /** Share of the terms of both that two sentences have in common when they say the same. */
  alike: 0.7,
  /** Share of the shorter one's terms found in the longer one, where neither is much longer. */
  within: 0.8,
  /** The same for two sentences that stand in one place of one passage: then less is enough. */
  samePlace: 0.5,
  /** Terms of a sentence that may well be said twice ("Click Save."), once new things have been said. */
  shortTerms: 2,
  /** UTF-16 units of a sentence that nobody says twice in one answer; a shorter one ("Click Save.") is said twice only apart. */
  doubleChars: 30,
} as const;

/** A model that says that it goes on instead of going on, alone or before a colon. */
const META =
  /^\W{0,3}(?:(?:sure|of course|certainly|okay|ok|absolutely|right|apologies|sorry|gern|natürlich|entschuldigung|bien sûr|d'accord|désolé|claro|por supuesto|perdón|certo|scusa|desculpe)\b[^.:!?\n]{0,40}[,.:!—–-]?\s*)?(?:(?:i(?:['’]ll| will|['’]m| am)|let me|allow me to|ich|je|voy a|vou)\s)?(?:now\s|just\s)?(?:continu|contín|resum|to continue|picking up|carry(?:ing)? on|going on|as i (?:was|mentioned|said)|where (?:i|we) left|here(?:['’]s| is| are) the (?:rest|remaind|continuation)|the rest of|fortsetz|setze|weiter (?:geht|mit|im)|hier (?:ist|geht) (?:der rest|es weiter)|je (?:continue|poursuis|reprends)|voici la suite|la suite|sigo|el resto|retom|proseg|o restante|ecco il (?:resto|seguito)|続き|أكمل|متابعة)[^.:!?\n]{0,80}(?:[:.!—–]+\s*|$)/iu;
const OPENER =
  /^\W{0,3}(?:sure|of course|certainly|okay|ok|absolutely|apologies|sorry(?: about that)?|gern|natürlich|bien sûr|claro|certo)\s{0,2}[,.:!—–-]+\s*/iu;

interface Said {
  kind: Piece['kind'];
  normal: string;
  readonly terms: ReadonlySet<string>;
  readonly figures: string;
  readonly place: string | null;
}

/** Keeps a model from saying a sentence twice, and a second model from saying again what the first one has said, also in other words. */
export class RepeatGuard {
  readonly #options: RepeatOptions;
  readonly #said: Said[] = [];
  #isContinuation = false;
  /** Until the first new sentence: here a model repeats, greets and stumbles. */
  #isBeginning = false;
  /** Of an item whose words are in the next piece. */
  #number = '';

  constructor(options: RepeatOptions) {
    this.#options = options;
  }

  /** From now on another model goes on. */
  startContinuation(): void {
    this.#isContinuation = true;
    this.#isBeginning = true;
  }

  /** A piece of the beginning without what only says that it goes on; null where that is all. */
  heard(piece: Piece): Piece | null {
    if (!this.#isBeginning) return piece;
    const number = this.#number;
    this.#number = '';
    if (number !== '') return { ...piece, kind: 'item', gap: '\n', text: `${number} ${piece.text}` };
    const rest = withoutStumble(piece);
    // "Sure, continuing: 2." is a sentence to whoever cuts them.
    if (rest === null || !/^\d{1,3}[.)]$/.test(rest.text) || rest.text === piece.text) return rest;
    this.#number = rest.text;
    return null;
  }

  /** What of a piece is new; null where nothing is. `waiting`: what passed before it and is not said yet. */
  fresh(piece: JudgedPiece, waiting: readonly JudgedPiece[]): JudgedPiece | null {
    const unlike = this.#isContinuation ? piece.parts.filter((part) => !this.#isRepeat(part)) : piece.parts;
    const parts = this.#withoutDoubles({ ...piece, parts: unlike }, waiting);
    if (parts.length === 0) return null;
    if (parts.some(({ by }) => by !== 'courtesy')) this.#isBeginning = false;
    return { ...piece, parts };
  }

  /** Without what a passage was quoted with before; null where nothing is left. */
  withoutQuoted(piece: JudgedPiece): JudgedPiece | null {
    const seen = new Set(this.#said.map(({ normal }) => normal));
    const parts = piece.parts.filter((part) => {
      const normal = normalOf(part.text);
      const isAgain = part.quotes === true && seen.has(normal);
      seen.add(normal);
      return !isAgain;
    });
    return parts.length === 0 ? null : { ...piece, parts };
  }

  /** Remembers what is said. */
  said({ kind, parts }: JudgedPiece): void {
    this.#said.push(...parts.map((part) => this.#read(part, kind)));
  }

  #isRepeat(part: Part): boolean {
    const one = this.#read(part);
    if (one.normal === '') return this.#isBeginning;
    if (one.terms.size <= REPEAT.shortTerms && !this.#isBeginning) return false;
    return this.#said.some(
      (other) => isAlike(one, other) || (this.#isBeginning && other.normal.endsWith(one.normal)),
    );
  }

  /** A model that says one sentence over and over says it once. */
  #withoutDoubles(piece: JudgedPiece, waiting: readonly JudgedPiece[]): readonly Part[] {
    const { kind, parts } = piece;
    if (kind === 'row' || kind === 'code') return parts;
    const before: Spoken[] = [...this.#said, ...waiting.flatMap(spokenIn)];
    return parts.filter((part) => {
      const one = { kind, normal: normalOf(part.text) };
      const isDouble = one.normal !== '' && doubles(one, /\d/.test(piece.prefix), before);
      before.push(one);
      return !isDouble;
    });
  }

  /** Read when it is compared: most answers are never cut. */
  #read(part: Part, kind: Piece['kind'] = 'sentence'): Said {
    const { analyze, placeOf } = this.#options;
    const made: { terms?: ReadonlySet<string>; place?: string | null } = {};
    return {
      kind,
      normal: normalOf(part.text),
      figures: (part.text.match(/\p{N}+/gu) ?? []).join(' '),
      get terms() {
        made.terms ??= new Set(analyze(part.text));
        return made.terms;
      },
      get place() {
        if (made.place === undefined) made.place = part.by === 'courtesy' ? null : placeOf(part);
        return made.place;
      },
    };
  }
}

type Spoken = Pick<Said, 'kind' | 'normal'>;

function spokenIn({ kind, parts }: JudgedPiece): Spoken[] {
  return parts.map(({ text }) => ({ kind, normal: normalOf(text) }));
}

/**
 * Whether a sentence was said before: a long one anywhere, a short one just before. A long item may say what stood elsewhere, but not
 * what stands in its own list; a step only not what the step before it says. Short items may say the same ("Click Next."). Pure.
 */
function doubles({ kind, normal }: Spoken, isStep: boolean, before: readonly Spoken[]): boolean {
  const isLong = normal.length >= REPEAT.doubleChars;
  const isLast = before.at(-1)?.normal === normal;
  if (kind === 'sentence') return isLast || (isLong && before.some((other) => other.normal === normal));
  if (kind !== 'item') return isLast;
  if (isStep || !isLong) return isLong && isLast;
  const list = before.slice(before.findLastIndex((other) => other.kind !== 'item') + 1);
  return list.some((other) => other.normal === normal);
}

/** Without "Sure, continuing:" and without the rest of a word that another model began. */
function withoutStumble(piece: Piece): Piece | null {
  if (piece.kind !== 'sentence') return piece;
  const text = piece.text.replace(META, '').replace(OPENER, '');
  // A small letter begins no sentence, but it does begin `iPhone`.
  const isFragment =
    /^[\s"'“„«([*_]{0,4}\p{Ll}/u.test(text) && !/^[\s"'“„«([*_]{0,4}\p{Ll}+\p{Lu}/u.test(text);
  return text.trim() === '' || isFragment ? null : { ...piece, text };
}

function isAlike(one: Said, other: Said): boolean {
  if (one.normal === other.normal) return true;
  if (one.terms.size === 0 || other.terms.size === 0) return false;
  let shared = 0;
  for (const term of one.terms) if (other.terms.has(term)) shared += 1;
  const smaller = Math.min(one.terms.size, other.terms.size);
  const larger = Math.max(one.terms.size, other.terms.size);
  if (one.place !== null && one.place === other.place && shared / smaller >= REPEAT.samePlace) return true;
  if (one.figures !== other.figures) return false;
  if (shared / (one.terms.size + other.terms.size - shared) >= REPEAT.alike) return true;
  return shared / smaller >= REPEAT.within && smaller / larger >= 0.5 && smaller > REPEAT.shortTerms;
}

function normalOf(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}
