/**
 * Letters of scripts that put spaces between words, for the inside of a class: next to a value they say that it is part of a
 * word. Japanese, Chinese and Korean run on: a number begins right behind 電話は and ends right before です.
 */
export const SPACED_LETTERS =
  'A-Za-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u05ff\\u0620-\\u065f\\u066e-\\u1fff\\u2126\\u212a';

/**
 * Letters as four ranges: Latin, Greek, Cyrillic, Hebrew, Arabic and the scripts of South Asia; kana, Han and hangul. `\p{L}`
 * has 650 ranges, more in two cases: thirty patterns of it take a third of a second to compile, and run three times as long.
 */
const LETTERS = `${SPACED_LETTERS}\\u3040-\\ud7ff`;
const MARKS = '\\u0300-\\u036f';

/** The pattern with `\p{L}` and `\p{M}` as plain ranges, and without the flag `u` where nothing needs it any more. Pure. */
export function light(
  source: RegExp | string,
  flags = typeof source === 'string' ? '' : source.flags,
): RegExp {
  const text = typeof source === 'string' ? source : source.source;
  let out = '';
  let inClass = false;
  for (let at = 0; at < text.length; at++) {
    const property = text.startsWith('\\p{L}', at) ? LETTERS : text.startsWith('\\p{M}', at) ? MARKS : null;
    if (property !== null) {
      out += inClass ? property : `[${property}]`;
      at += '\\p{L}'.length - 1;
    } else if (text[at] === '\\') {
      out += text.slice(at, at + 2);
      at += 1;
    } else {
      if (text[at] === '[') inClass = true;
      if (text[at] === ']') inClass = false;
      out += text[at];
    }
  }
  return new RegExp(out, /\\p\{|\\u\{/.test(out) ? flags : flags.replace('u', ''));
}
