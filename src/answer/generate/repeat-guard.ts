import type { JudgedPiece, Part } from './judge-piece.ts';

/** Keeps a second model from saying again what the first one has said. */
export interface RepeatGuard {
  /** From now on another model goes on. */
  startContinuation(): void;
  /** What of a piece is new; null where nothing is. */
  fresh(piece: JudgedPiece): JudgedPiece | null;
  /** Remembers what is said. */
  said(piece: JudgedPiece): void;
}

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
  shortTerms: 3,
} as const;

/** A model that says that it goes on instead of going on, alone or before a colon. */
const META =
  /^\W{0,3}(?:(?:sure|of course|certainly|okay|ok|absolutely|right|apologies|sorry|gern|natürlich|entschuldigung|bien sûr|d'accord|désolé|claro|por supuesto|perdón|certo|scusa|desculpe)\b[^.:!?\n]{0,40}[,.:!—–-]?\s*)?(?:(?:i(?:['’]ll| will|['’]m| am)|let me|allow me to|ich|je|voy a|vou)\s)?(?:now\s|just\s)?(?:continu|contín|resum|to continue|picking up|carry(?:ing)? on|going on|as i (?:was|mentioned|said)|where (?:i|we) left|here(?:['’]s| is| are) the (?:rest|remaind|continuation)|the rest of|fortsetz|setze|weiter (?:geht|mit|im)|hier (?:ist|geht) (?:der rest|es weiter)|je (?:continue|poursuis|reprends)|voici la suite|la suite|sigo|el resto|retom|proseg|o restante|ecco il (?:resto|seguito)|続き|أكمل|متابعة)[^.:!?\n]{0,80}(?:[:.!—–]+\s*|$)/iu;
const OPENER =
  /^\W{0,3}(?:sure|of course|certainly|okay|ok|absolutely|apologies|sorry(?: about that)?|gern|natürlich|bien sûr|claro|certo)\s{0,2}[,.:!—–-]+\s*/iu;

interface Said {
  normal: string;
  terms: ReadonlySet<string>;
  figures: string;
  place: string | null;
}

/** Remembers every sentence that was said and recognises it in other words. Pure but for that. */
export function repeatGuard({ analyze, placeOf }: RepeatOptions): RepeatGuard {
  const all: Said[] = [];
  let isContinuation = false;
  /** Until the first new sentence: here a model repeats, greets and stumbles. */
  let isBeginning = false;
  const read = (part: Part): Said => ({
    normal: normalOf(part.text),
    terms: new Set(analyze(part.text)),
    figures: (part.text.match(/\p{N}+/gu) ?? []).join(' '),
    place: part.by === 'courtesy' ? null : placeOf(part),
  });
  const isRepeat = (part: Part): boolean => {
    const one = read(part);
    if (one.normal === '') return isBeginning;
    const isShort = one.terms.size <= REPEAT.shortTerms;
    if (isShort && !isBeginning) return false;
    return all.some((other) => isAlike(one, other) || (isBeginning && other.normal.endsWith(one.normal)));
  };
  return {
    startContinuation: () => {
      isContinuation = true;
      isBeginning = true;
    },
    fresh: (piece) => {
      if (!isContinuation) return withoutLoops(piece, all, read);
      const begun = isBeginning ? withoutStumble(piece) : piece;
      const parts = (begun?.parts ?? []).filter((part) => !isRepeat(part));
      if (!begun || parts.length === 0) return null;
      if (parts.some(({ by }) => by !== 'courtesy')) isBeginning = false;
      return { ...begun, parts };
    },
    said: ({ parts }) => void all.push(...parts.map(read)),
  };
}

/** A model that says one long sentence over and over says it once. */
function withoutLoops(
  piece: JudgedPiece,
  all: readonly Said[],
  read: (part: Part) => Said,
): JudgedPiece | null {
  if (piece.kind === 'row' || piece.kind === 'code') return piece;
  const parts = piece.parts.filter((part) => {
    const one = read(part);
    return one.terms.size <= REPEAT.shortTerms || !all.some(({ normal }) => normal === one.normal);
  });
  return parts.length === 0 ? null : { ...piece, parts };
}

/** Without "Sure, continuing:" and without the rest of a word that another model began. */
function withoutStumble(piece: JudgedPiece): JudgedPiece | null {
  const [first, ...rest] = piece.parts;
  if (!first) return null;
  const text = first.text.replace(META, '').replace(OPENER, '');
  const isFragment =
    piece.prefix === '' &&
    piece.kind === 'sentence' &&
    /^\W{0,2}\p{Ll}/u.test(text.replace(/^[`*_"'“„«(]+/, ''));
  if (text.trim() === '' || (isFragment && !/^[`*_]*\p{Ll}[\p{Ll}\d]*\p{Lu}/u.test(text)))
    return rest.length > 0 && piece.prefix === '' ? { ...piece, parts: rest } : null;
  return { ...piece, parts: [text === first.text ? first : { ...first, text, raw: text }, ...rest] };
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
