import { decodeMeanings, type WordMeanings } from '../src/retrieve/word-meanings.ts';

let opened: { table: WordMeanings | null } | null = null;

/**
 * The built-in table of meanings, read by the first search; one copy an isolate. Null where it does not open: search does without. What
 * is kept is the table, not the promise of it: a request may not wait for what another one began.
 */
export async function wordMeanings(): Promise<WordMeanings | null> {
  if (opened) return opened.table;
  const { default: bytes } = await import('../src/understand/models/meanings.bin');
  const table = decodeMeanings(bytes);
  opened ??= { table: table.ok ? table.value : null };
  return opened.table;
}
