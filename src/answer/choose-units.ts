import type { ScoredUnit } from './score-units.ts';

export const CHOICE = {
  /** UTF-16 units of quoted text: about what a chat window shows without scrolling. */
  chars: 1_200,
  /** One list, table or code block may be longer, up to this, if it is the best answer: it is never cut. */
  singleChars: 2_400,
  sources: 3,
  units: 7,
  /** A further unit must be worth this share of the best one. */
  share: 0.55,
  /** From another passage than the best, more: it breaks the thread. */
  otherShare: 0.72,
  /** Two units with this share of common terms say the same. */
  duplicate: 0.7,
} as const;

/**
 * The units that make the answer, in reading order: the passage of the best unit first, each passage in its own order. A
 * sentence that begins by referring back brings the one before it. Empty when nothing holds any word of the question.
 */
export function chooseUnits(units: readonly ScoredUnit[]): ScoredUnit[] {
  const ranked = units
    .filter((one) => one.value > 0)
    .sort((a, b) => b.value - a.value || a.rank - b.rank || a.place - b.place);
  const best = ranked.find((one) => one.end - one.start <= CHOICE.singleChars);
  if (!best) return [];
  const chosen: ScoredUnit[] = [];
  for (const unit of ranked) {
    const wanted = unit.rank === best.rank ? CHOICE.share : CHOICE.otherShare;
    if (unit !== best && (unit.value < best.value * wanted || (unit.rank !== best.rank && unit.own === 0)))
      continue;
    const added = withAntecedent(unit, units).filter((one) => !chosen.includes(one));
    if (fits(chosen, added, best)) chosen.push(...added);
  }
  const order = [
    best.rank,
    ...[...new Set(chosen.map((one) => one.rank))].filter((rank) => rank !== best.rank).sort(),
  ];
  return chosen.sort((a, b) => order.indexOf(a.rank) - order.indexOf(b.rank) || a.place - b.place);
}

const REFERS_BACK =
  /^(?:it|its|this|these|those|they|that|then|however|also|instead|otherwise|if so|in this case|such)\b/i;

function withAntecedent(unit: ScoredUnit, units: readonly ScoredUnit[]): ScoredUnit[] {
  if (!REFERS_BACK.test(unit.text)) return [unit];
  const before = units.find((one) => one.rank === unit.rank && one.place === unit.place - 1);
  return before?.kind === 'sentence' ? [before, unit] : [unit];
}

function fits(chosen: readonly ScoredUnit[], added: readonly ScoredUnit[], best: ScoredUnit): boolean {
  if (added.includes(best) && chosen.length === 0)
    return added.reduce(length, 0) <= CHOICE.singleChars || added.length === 1;
  const all = [...chosen, ...added];
  if (all.length > CHOICE.units || all.reduce(length, 0) > CHOICE.chars) return false;
  if (new Set(all.map((one) => one.rank)).size > CHOICE.sources) return false;
  return added.every((one) => !chosen.some((other) => saysTheSame(one, other)));
}

function length(sum: number, unit: ScoredUnit): number {
  return sum + unit.end - unit.start;
}

function saysTheSame(a: ScoredUnit, b: ScoredUnit): boolean {
  const [small, large] = a.terms.size < b.terms.size ? [a.terms, b.terms] : [b.terms, a.terms];
  if (small.size === 0) return a.text === b.text;
  let shared = 0;
  for (const term of small) if (large.has(term)) shared += 1;
  return shared / small.size >= CHOICE.duplicate && shared / (a.terms.size + b.terms.size - shared) >= 0.45;
}
