import type { Attack } from '../../domain/understanding.ts';

/** Where a text comes from: the customer wrote it, or a search, a mail or a record brought it. */
export type GuardSource = 'message' | 'retrieved';

/** A pattern of attacks. Every pattern is linear: no repeat is nested, and every repeat has an end. */
export interface Rule {
  attack: Exclude<Attack, 'none'>;
  /** Log-odds that a match adds: 1 is a hint, 3 a likely attack, 5 hardly ever innocent. */
  weight: number;
  pattern: RegExp;
  /** Only counts there; absent: everywhere. */
  source?: GuardSource;
}

/** What the rules say: the weight of the heaviest rule of each attack, half of what a second attack adds, and the attack. */
export interface RuleEvidence {
  weight: number;
  attack: Attack;
}

/** Heaviest evidence that counts: more rules do not make an attack more certain than certain. */
const EVIDENCE_MAX = 7;

/** The evidence of `rules` in `text`. */
export function ruleEvidence(text: string, rules: readonly Rule[], source: GuardSource): RuleEvidence {
  const heaviest = new Map<Attack, number>();
  for (const { attack, weight, pattern, source: only } of rules) {
    if ((only !== undefined && only !== source) || weight <= (heaviest.get(attack) ?? 0)) continue;
    if (pattern.test(text)) heaviest.set(attack, weight);
  }
  return mergeEvidence([...heaviest].map(([attack, weight]) => ({ attack, weight })));
}

/** The heaviest counts whole, others half. */
export function mergeEvidence(parts: readonly RuleEvidence[]): RuleEvidence {
  const sorted = parts.filter((part) => part.weight > 0).sort((one, other) => other.weight - one.weight);
  const [first, ...rest] = sorted;
  if (!first) return { weight: 0, attack: 'none' };
  const more = rest.reduce((sum, part) => sum + part.weight / 2, 0);
  return { weight: Math.min(EVIDENCE_MAX, first.weight + more), attack: first.attack };
}
