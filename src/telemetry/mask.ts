/** UTF-16 units of one logged value: enough for a message and the top of a stack. */
const VALUE_CHARS = 2_000;

const RULES: readonly (readonly [RegExp, string])[] = [
  [/\beyJ[\w-]+\.[\w-]+\.?[\w-]*/g, '[token]'],
  [/\bew_live_[\w-]+/g, '[key]'],
  [/\bbearer[ .][\w.~+/=-]+/gi, '[token]'],
  [/[^\s@<>"'(),;:]{1,64}@[^\s@<>"'(),;:]{1,255}/g, '[email]'],
  // Six digits and more, with the separators people write: phone, card, account and social security numbers. Digits inside
  // a word are left alone, so that ids and hashes stay searchable.
  [/(?<![\w.-])\+?\(?\d(?:[ ().-]{0,2}\d){5,}(?![\w-])/g, '[digits]'],
];

/** Free text as a log may hold it: without tokens, keys, e-mail addresses and long numbers, and cut. Pure. */
export function maskText(text: string): string {
  let masked = cut(text);
  for (const [pattern, name] of RULES) masked = masked.replace(pattern, name);
  return cut(masked);
}

function cut(text: string): string {
  return text.length > VALUE_CHARS ? `${text.slice(0, VALUE_CHARS - 1)}…` : text;
}
