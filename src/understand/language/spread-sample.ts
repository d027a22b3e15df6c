/** UTF-16 units of a text that are cleaned: half of it from its start, the rest in stretches over the whole text. */
export const SAMPLE_RAW_CHARS = 4_000;
/**
 * UTF-16 units that are scored. A detector is as good as it gets at about 200; three times that covers a change of language
 * within a message, and bounds the work for a pasted book.
 */
export const SAMPLE_CHARS = 600;
/** Stretches beside the start: enough that one pasted block or signature cannot be all of the sample. */
const STRETCHES = 6;

/** At most `length` units of `text`: its start (half of them), and stretches spread evenly over the rest. Pure. */
export function spreadSample(text: string, length: number): string {
  if (text.length <= length) return text;
  const half = length >> 1;
  const each = Math.floor(half / STRETCHES) - 1;
  const parts = [text.slice(0, half)];
  const room = text.length - half - each;
  for (let part = 0; part < STRETCHES; part += 1) {
    const from = half + Math.floor((room * part) / (STRETCHES - 1));
    parts.push(text.slice(from, from + each));
  }
  return parts.join('\n');
}
