import type { LetterRun } from './letter-runs.ts';
import type { Script } from './scripts.ts';

/**
 * What a letter counts. Chinese and Japanese say in one character what Latin says in three; and text in any other script
 * carries Latin product names, code and messages, while the reverse is rare.
 */
const LETTER_WEIGHT: Partial<Record<Script, number>> = { latin: 1, han: 4, kana: 4, hangul: 4 };
const OTHER_LETTER_WEIGHT = 2;
/** Kana among the characters of a text from which its Chinese characters are Japanese. */
const KANA_SHARE = 0.04;

/** Weighted letters of each script. Chinese characters count as kana where there is some. Pure. */
export function scriptShares(runs: readonly LetterRun[]): Map<Script, number> {
  const shares = new Map<Script, number>();
  for (const { script, text } of runs) {
    const weight = LETTER_WEIGHT[script] ?? OTHER_LETTER_WEIGHT;
    shares.set(script, (shares.get(script) ?? 0) + weight * text.length);
  }
  const kana = shares.get('kana') ?? 0;
  const han = shares.get('han') ?? 0;
  if (kana > 0 && kana >= KANA_SHARE * (kana + han)) {
    shares.set('kana', kana + han);
    shares.delete('han');
  }
  return shares;
}

/** The script that most of a text is in, or null where there are no letters. Pure. */
export function mainScript(shares: ReadonlyMap<Script, number>): Script | null {
  let best: Script | null = null;
  for (const [script, share] of shares) {
    if (best === null || share > (shares.get(best) ?? 0)) best = script;
  }
  return best;
}
