/** Words that begin with a capital, one after the other; a version may stand among them. */
const NAME =
  /(?<![\p{L}\d_."'/(-])\p{Lu}\p{L}{1,40}(?: (?:\p{Lu}\p{L}{1,40}|\d{1,4}(?:\.\d{1,3})?)){1,5}(?![\p{L}\d_-])/gu;
/** Share of capitals from which on a question is written as a title, where they name nothing. */
const TITLED = 0.6;

/**
 * True where the question names something in several words ("Field Service") and the evidence has them nowhere side by side: its
 * words alone are of something else. Pure; linear.
 */
export function lacksWholeName(question: string, evidence: string): boolean {
  const names = wholeNames(question);
  if (names.length === 0) return false;
  const letters = squeezed(evidence);
  return names.some((name) => !letters.includes(squeezed(name)));
}

/** The names of several words in a question. The first word of a sentence has its capital from there, and is of none. Pure. */
export function wholeNames(question: string): string[] {
  const [, ...words] = question.match(/\p{L}+/gu) ?? [];
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word)).length;
  if (capitals > TITLED * words.length) return [];
  return [...question.matchAll(NAME)].flatMap(({ 0: name, index }) => {
    const begins = /(?:^|[.?!:\n])\s{0,4}$/.test(question.slice(Math.max(0, index - 5), index));
    const parts = name.split(' ').slice(begins ? 1 : 0);
    return parts.length > 1 ? [parts.join(' ')] : [];
  });
}

function squeezed(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\d]+/gu, '');
}
