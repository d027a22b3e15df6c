import { amountsIn, sameAmount } from './ground-amounts.ts';

/** Hiragana that states nothing of its own: particles and politeness. Denials, permissions and conditions are not among them. */
const LIGHT = new Set(
  'は が を に の で と も へ や お ご です ます から まで より など また その この こちら そして なお では には のは のが とは ください で、'.split(
    ' ',
  ),
);

/** Runs of one script; what is no letter is left out. */
const RUNS = /[\p{Script=Han}々]+|[\p{Script=Katakana}ー]+|\p{Script=Hiragana}+|[A-Za-z]+|\d+(?:[.,]\d+)*/gu;

/**
 * Whether a statement proves a Japanese sentence: every run of letters and numbers stands in it, runs of hiragana too but for particles,
 * in the statement's order but for one part that is put first. Pure.
 */
export function provesUnspaced(text: string, statement: string): boolean {
  const said = text.normalize('NFKC');
  const given = statement.normalize('NFKC');
  const numbers = amountsIn(given);
  if (
    !amountsIn(said).every((one) =>
      numbers.some((other) => other.dimension === one.dimension && sameAmount(one, other)),
    )
  )
    return false;
  let before = -1;
  let moves = 0;
  let words = 0;
  for (const [run] of said.matchAll(RUNS)) {
    const isKana = /^\p{Script=Hiragana}+$/u.test(run);
    if (isKana && (LIGHT.has(run) || run.length === 1)) continue;
    const place = given.indexOf(run, before + 1);
    const first = place >= 0 ? place : given.indexOf(run);
    if (first < 0) return false;
    if (place < 0) moves += 1;
    before = first;
    words += 1;
  }
  // How a sentence ends says whether it denies, permits or orders.
  const ending = /\p{Script=Hiragana}{2,}[。.!！]?$/u;
  const end = (one: string) => ending.exec(one.trim())?.[0].replace(/[。.!！]$/, '') ?? '';
  return words > 0 && moves <= 1 && (end(given) === '' || end(said) === end(given));
}
