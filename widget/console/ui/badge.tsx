export type Tone = 'quiet' | 'good' | 'busy' | 'warn' | 'bad';

/** A state in a word; the dot only repeats it. */
export function Badge({ tone, text }: { tone: Tone; text: string }) {
  return <span class={`badge ${tone}`}>{text}</span>;
}
