import { decodeMeanings, type WordMeanings } from '../src/retrieve/word-meanings.ts';

let opened: Promise<WordMeanings | null> | null = null;

/** The built-in table of meanings, read by the first search; one copy an isolate. Null where it does not open: search does without. */
export function wordMeanings(): Promise<WordMeanings | null> {
  opened ??= load();
  return opened;
}

async function load(): Promise<WordMeanings | null> {
  const { default: bytes } = await import('../src/understand/models/meanings.bin');
  const table = decodeMeanings(bytes);
  return table.ok ? table.value : null;
}
