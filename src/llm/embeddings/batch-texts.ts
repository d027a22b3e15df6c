/**
 * Cuts texts to what a model reads and groups them so that no request holds too many or too much. A cut does not split a
 * character. Empty texts are replaced: providers refuse them. Pure.
 */
export function batchTexts(
  texts: readonly string[],
  limits: { maxChars: number; perRequest: number; charsPerRequest: number },
): string[][] {
  const batches: string[][] = [];
  let open: string[] = [];
  let size = 0;
  for (const text of texts) {
    const cut = text.slice(0, Math.min(limits.maxChars, limits.charsPerRequest)).toWellFormed();
    const sent = cut.trim() === '' ? NOTHING : cut;
    if (
      open.length >= limits.perRequest ||
      (open.length > 0 && size + sent.length > limits.charsPerRequest)
    ) {
      batches.push(open);
      open = [];
      size = 0;
    }
    open.push(sent);
    size += sent.length;
  }
  if (open.length > 0) batches.push(open);
  return batches;
}

/** Stands for a text without letters. */
const NOTHING = '-';
