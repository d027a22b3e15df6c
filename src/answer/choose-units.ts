import type { ScoredUnit, WeighedUnit } from './score-units.ts';

export const CHOICE = {
  /** UTF-16 units of quoted text: about what a chat window shows without scrolling. */
  chars: 1_200,
  /** One list, table or code block may be longer, up to this, if it is the best answer: it is never cut. */
  singleChars: 2_400,
  sources: 3,
  units: 7,
  /** A further unit must be worth this much, for what one in ten would quote is clutter, */
  least: 0.1,
  /** and this share of the best one: of the same passage; of its article; of another article, which breaks the thread; */
  passageShare: 0.35,
  articleShare: 0.45,
  otherShare: 0.6,
  /** of its article, under a heading that says how the reported problem is mended: whoever reports one wants that. */
  mendingShare: 0.2,
  /** Two units with this share of common terms say the same. */
  duplicate: 0.7,
} as const;

/**
 * The units that make the answer: those of the best one's passage first, then of its article, then of others, each in its order. A
 * sentence that begins by referring back brings the one before it; where steps are wanted, one brings the list or code after it.
 * Empty when nothing was found.
 */
export function chooseUnits(units: readonly WeighedUnit[], wantsSteps: boolean): ScoredUnit[] {
  const ranked = units.toSorted((a, b) => b.value - a.value || a.rank - b.rank || a.place - b.place);
  const best = ranked.find((one) => one.end - one.start <= CHOICE.singleChars);
  if (!best) return [];
  const chosen: ScoredUnit[] = [];
  for (const unit of ranked) {
    if (unit !== best && !isWorthAdding(unit, best)) continue;
    const fresh = (list: ScoredUnit[]) => list.filter((one) => !chosen.includes(one));
    const whole = withAntecedent(unit, units);
    const led = wantsSteps ? fresh([...whole, ...follower(unit, units)]) : [];
    const added = led.length > 0 && fits(chosen, led, best) ? led : fresh(whole);
    if (fits(chosen, added, best)) chosen.push(...added);
  }
  return inReadingOrder(withoutSecondList(chosen, best), best);
}

/** More of the best passage is welcome, then more of its article; another article must say something nearly as good. */
function isWorthAdding(unit: WeighedUnit, best: ScoredUnit): boolean {
  if (unit.value < CHOICE.least) return false;
  if (unit.rank === best.rank) return unit.value >= best.value * CHOICE.passageShare;
  if (unit.passage.articleId === best.passage.articleId) {
    if (unit.features.mendHeaded > 0) return unit.value >= best.value * CHOICE.mendingShare;
    return unit.value >= best.value * CHOICE.articleShare && (unit.own > 0 || unit.heading > 0);
  }
  return unit.value >= best.value * CHOICE.otherShare && unit.own > 0;
}

/** Two lists from two articles read as one list of steps, and are none: the best unit's article keeps its own. */
function withoutSecondList(chosen: readonly ScoredUnit[], best: ScoredUnit): ScoredUnit[] {
  const isOwn = (one: ScoredUnit) => one.passage.articleId === best.passage.articleId;
  if (!chosen.some((one) => one.kind === 'list' && isOwn(one))) return [...chosen];
  return chosen.filter((one) => one.kind !== 'list' || isOwn(one));
}

/** What answers first: the best unit's passage, then the rest of its article and the other articles, each from its beginning. */
function inReadingOrder(chosen: readonly ScoredUnit[], best: ScoredUnit): ScoredUnit[] {
  const articles = [best, ...[...chosen].sort((a, b) => a.rank - b.rank)].map((one) => one.passage.articleId);
  return [...chosen].sort(
    (a, b) =>
      Number(b.rank === best.rank) - Number(a.rank === best.rank) ||
      articles.indexOf(a.passage.articleId) - articles.indexOf(b.passage.articleId) ||
      a.passage.ordinal - b.passage.ordinal ||
      a.place - b.place,
  );
}

const REFERS_BACK =
  /^(?:it|its|this|these|those|they|that|then|however|also|instead|otherwise|if so|in this case|such)\b/i;

function withAntecedent(unit: ScoredUnit, units: readonly ScoredUnit[]): ScoredUnit[] {
  if (!REFERS_BACK.test(unit.text)) return [unit];
  const before = units.find((one) => one.rank === unit.rank && one.place === unit.place - 1);
  return before?.kind === 'sentence' ? [before, unit] : [unit];
}

/** The list or code that comes right after a sentence: what the sentence is about, done. */
function follower(unit: ScoredUnit, units: readonly ScoredUnit[]): ScoredUnit[] {
  if (unit.kind !== 'sentence') return [];
  const next = units.find((one) => one.rank === unit.rank && one.place === unit.place + 1);
  const wanted = next && next.value >= CHOICE.least;
  return wanted && (next.kind === 'list' || next.kind === 'code') ? [next] : [];
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
