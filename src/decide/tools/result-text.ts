/** UTF-16 units of a result that a model reads: a list of orders; more of it only costs. */
export const RESULT_CHARS = 8_192;
/** Elements of a list that are kept, ever fewer until the result fits. */
const LIST_SIZES = [50, 20, 10, 5, 2, 1];

/** Control characters but the line feed, and what hides or turns text. */
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+/g;

/** What a tool gave, as text for a model: bounded, without what cannot be seen. It is data, whatever it says. Pure. */
export function resultText(value: unknown): string {
  if (value === null || value === undefined) return 'Done. Nothing was given back.';
  for (const size of LIST_SIZES) {
    const text = typeof value === 'string' ? value : JSON.stringify(shortened(value, size));
    const clean = text.toWellFormed().replace(UNSEEN, ' ');
    if (clean.length <= RESULT_CHARS) return clean;
  }
  const text = typeof value === 'string' ? value : JSON.stringify(shortened(value, 1));
  const kept = text
    .toWellFormed()
    .replace(UNSEEN, ' ')
    .slice(0, RESULT_CHARS - CUT.length);
  return kept.toWellFormed() + CUT;
}

const CUT = ' … (cut)';

function shortened(value: unknown, size: number): unknown {
  if (Array.isArray(value)) {
    const kept = value.slice(0, size).map((item) => shortened(item, size));
    return value.length > size ? [...kept, `… ${value.length - size} more`] : kept;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shortened(item, size)]));
}
