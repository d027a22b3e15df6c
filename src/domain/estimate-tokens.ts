/**
 * Tokens that a UTF-16 unit costs, by script. Measured with `o200k_base` (GPT-4o and later; package js-tiktoken 1.0.21): 4.3
 * characters a token for the demo's articles, 3.9 to 4.9 for the other Latin languages spoken here, 4.2 Cyrillic, 2.4 to 3.0
 * Hebrew, Arabic, Hindi and Thai, 1.6 to 1.9 Japanese, Chinese and Korean, 1.8 digits, 1.2 emoji. Other vendors' tokenizers
 * make up to a third more of the same text, so each figure here is rounded to that side.
 */
const LATIN = 1 / 3.5;
const DIGIT = 1 / 1.75;
const GREEK_OR_CYRILLIC = 1 / 2.5;
const OTHER_SCRIPT = 1 / 1.5;
const SURROGATE = 1;

/** About how many tokens a text is for a model; rather too many than too few. Pure. */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (let at = 0; at < text.length; at += 1) tokens += costOf(text.charCodeAt(at));
  return Math.ceil(tokens);
}

function costOf(code: number): number {
  if (code < 0x250 || (code >= 0x2000 && code < 0x2070)) return code >= 48 && code <= 57 ? DIGIT : LATIN;
  if (code < 0x590) return GREEK_OR_CYRILLIC;
  return code >= 0xd800 && code <= 0xdfff ? SURROGATE : OTHER_SCRIPT;
}
