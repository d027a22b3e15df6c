import { ok, type Result } from '../../domain/result.ts';
import type { GuardVerdict } from '../../domain/understanding.ts';
import { decodeModel, type LinearModel } from '../linear/linear-model.ts';
import type { WeightsProblem } from '../linear/weights-file.ts';
import { type GuardFigures, guardFigures } from './guard-figures.ts';
import type { GuardSource } from './rule.ts';

/** The opened weights, made by `loadGuard`. */
export interface GuardModel {
  linear: LinearModel;
  verdict: Record<GuardSource, VerdictWeights>;
}

/** A logistic regression over the figures, and the score from which a text is flagged. */
export interface VerdictWeights {
  whole: number;
  words: number;
  spread: number;
  evidence: number;
  bias: number;
  threshold: number;
}

/** Kind of the weights file. */
export const GUARD_KIND = 'guard';

/** UTF-16 units that are looked at: the longest message; a longer passage is given in pieces. */
const INSPECTED_UNITS = 8_000;

/**
 * Is this text an attack on the assistant? `message`: the customer wrote it. `retrieved`: an article, a mail or a record
 * brought it; there, any request to an assistant is out of place. A signal: what protects is that the assistant has no data
 * or tool beyond the customer's own. Looks at the first 8,000 UTF-16 units, in time linear in them.
 */
export function inspect(text: string, model: GuardModel, source: GuardSource): GuardVerdict {
  const cut = text.length > INSPECTED_UNITS ? text.slice(0, INSPECTED_UNITS) : text;
  if (!/\S/.test(cut)) return { attack: 'none', score: 0, flagged: false };
  const figures = guardFigures(cut, model.linear, source);
  const weights = model.verdict[source];
  const score = verdictScore(figures, weights);
  const flagged = score >= weights.threshold;
  return { attack: flagged ? kindOf(figures, source) : 'none', score, flagged };
}

/** Opens the file that the training made. */
export function loadGuard(bytes: ArrayBuffer | Uint8Array): Result<GuardModel, WeightsProblem> {
  const file = decodeModel(bytes, GUARD_KIND);
  if (!file.ok) return file;
  const { verdict } = file.value.extra as { verdict: GuardModel['verdict'] };
  return ok({ linear: file.value, verdict });
}

/** The calibrated probability that a text with these figures is an attack. */
export function verdictScore(
  { whole, words, spread, evidence }: GuardFigures,
  weights: Omit<VerdictWeights, 'threshold'>,
): number {
  const odds =
    weights.whole * whole +
    weights.words * words +
    weights.spread * spread +
    weights.evidence * evidence +
    weights.bias;
  return 1 / (1 + Math.exp(-odds));
}

/** Where only the words gave it away: most attacks by message are jailbreaks, most planted ones are orders. */
function kindOf({ attack }: GuardFigures, source: GuardSource): Exclude<GuardVerdict['attack'], 'none'> {
  if (attack !== 'none') return attack;
  return source === 'message' ? 'jailbreak' : 'override';
}
