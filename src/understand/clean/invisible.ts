import type { SanitiseChange } from './sanitise.ts';

/** What the judgement needs to remember along the text. */
export interface InvisibleState {
  rightToLeft: boolean;
  /** The last character that stayed; empty at the start. */
  left: string;
  /** UTF-16 units of a flag's tag sequence that are still to pass. */
  tagsLeft: number;
}

/** Letters and marks between which a joiner changes the shape of a word. */
const JOINING =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;
/** Scripts without spaces mark where a line may break. */
const UNSPACED = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;
const EMOJI = /\p{Extended_Pictographic}|\p{Emoji_Modifier}/u;
/** What a variation selector can follow: a picture, a digit of a keycap, an ideograph, a letter. */
const VARIED = /[\p{Extended_Pictographic}\p{L}\p{N}\p{S}\p{P}\p{M}]/u;
const HAN = /[\p{Script=Han}]/u;
/** England, Scotland, Wales and other subdivisions: two letters of the country, one to three of the part, the end tag. */
const FLAG_TAGS = /^[\u{e0061}-\u{e007a}]{2}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{1,3}\u{e007f}/u;
const END_TAG = '\u{e007f}';
const BLACK_FLAG = '\u{1f3f4}';
const FLAG_UNITS_MAX = 12;

/** Why the character at `at` has to go, or null where it stays. Looks at the neighbours only: constant time. Pure. */
export function invisibleVerdict(
  text: string,
  at: number,
  code: number,
  state: InvisibleState,
): SanitiseChange['kind'] | null {
  if (code >= 0x20 && code < 0x7f) return null;
  if (code < 0xa0) return code === 0x0a || code === 0x09 ? null : 'control';
  if (code >= 0xd800 && code <= 0xdfff) return 'surrogate';
  if (code >= 0xe0000 && code <= 0xe007f) return tagVerdict(text, at, state);
  if (code >= 0xe0100 && code <= 0xe01ef) return HAN.test(state.left) ? null : 'zero-width';
  if (code >= 0xe0080 && code <= 0xe0fff) return 'tag';
  if (code >= 0xfe00 && code <= 0xfe0f) {
    const base = state.left;
    return VARIED.test(base) && !isSelector(base) ? null : 'zero-width';
  }
  if (code === 0x200d || code === 0x200c) return joinerVerdict(text, at, code, state.left);
  if (code === 0x200b)
    return UNSPACED.test(state.left) && UNSPACED.test(after(text, at, 1)) ? null : 'zero-width';
  if (code === 0x200e || code === 0x200f || code === 0x061c) return state.rightToLeft ? null : 'bidi';
  if ((code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)) return 'bidi';
  if (code >= 0x180b && code <= 0x180f) return /\p{Script=Mongolian}/u.test(state.left) ? null : 'zero-width';
  // Old Korean syllables have fillers inside them; alone they are invisible names.
  if (code === 0x115f || code === 0x1160)
    return /[\u1100-\u115e\u1161-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]/.test(
      code === 0x115f ? after(text, at, 1) : state.left,
    )
      ? null
      : 'zero-width';
  return isAlwaysInvisible(code) ? 'zero-width' : null;
}

function isAlwaysInvisible(code: number): boolean {
  return (
    code === 0xad ||
    (code >= 0x2060 && code <= 0x206f) ||
    code === 0xfeff ||
    code === 0x3164 ||
    code === 0xffa0 ||
    (code >= 0xfff0 && code <= 0xfffb) ||
    (code >= 0x1d173 && code <= 0x1d17a)
  );
}

/** Joins two emoji, or shapes a word: behind a letter or mark of a joining script, one at a time. */
function joinerVerdict(text: string, at: number, code: number, left: string): SanitiseChange['kind'] | null {
  if (JOINING.test(left)) return null;
  const right = after(text, at, 1);
  // Arabic vowel marks belong to no script of their own.
  if (/\p{M}/u.test(left) && JOINING.test(right)) return null;
  const joinsEmoji = code === 0x200d && EMOJI.test(right);
  return joinsEmoji && (EMOJI.test(left) || isSelector(left) || left === END_TAG) ? null : 'zero-width';
}

function tagVerdict(text: string, at: number, state: InvisibleState): SanitiseChange['kind'] | null {
  if (state.tagsLeft === 0 && state.left === BLACK_FLAG) {
    state.tagsLeft = FLAG_TAGS.exec(text.slice(at, at + FLAG_UNITS_MAX))?.[0].length ?? 0;
  }
  if (state.tagsLeft === 0) return 'tag';
  state.tagsLeft -= 2;
  return null;
}

function isSelector(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return code >= 0xfe00 && code <= 0xfe0f;
}

function after(text: string, at: number, width: number): string {
  const code = text.codePointAt(at + width);
  return code === undefined ? '' : String.fromCodePoint(code);
}
