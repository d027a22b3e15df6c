/** What calls of one model have come to, as a share of what they could have come to at most. Recent calls count more. */
export interface LearnedShare {
  /** Calls it was learned from. */
  calls: number;
  mean: number;
  /** Mean of the squares. */
  square: number;
}

export const NOTHING_LEARNED: LearnedShare = { calls: 0, mean: 1, square: 1 };

/** One call in so many of the memory is renewed: a new prompt shows within a few dozen calls. */
const MEMORY_CALLS = 50;
/** A call that cost nearly nothing says nothing about the next; without this a broken provider would teach that calls are free. */
const SHARE_MIN = 0.02;
/** Above its bound a call can only be by a wrong estimate; beyond this it is a slip. */
const SHARE_MAX = 4;

/** The same, with one more call. `spent` and `bound` are of one kind: micros or tokens. Pure. */
export function learn(known: LearnedShare, spent: number, bound: number): LearnedShare {
  if (bound <= 0) return known;
  const share = Math.min(SHARE_MAX, Math.max(SHARE_MIN, spent / bound));
  const calls = Math.min(known.calls + 1, MEMORY_CALLS);
  const weight = 1 / calls;
  return {
    calls,
    mean: known.mean + weight * (share - known.mean),
    square: known.square + weight * (share * share - known.square),
  };
}

/** What a call will probably come to, as a share of its bound. */
export interface ExpectedShare {
  share: number;
  /** How much single calls differ from it: their variance. */
  variance: number;
  /** How far it may itself be off, since it was learned from few: the variance of the mean. */
  error: number;
}

/** Before the first call it is the whole bound; while little is known something between: the rest counts with 1/(n+1)^2. Pure. */
export function expectedShare({ calls, mean, square }: LearnedShare): ExpectedShare {
  if (calls === 0) return { share: 1, variance: 0, error: 0 };
  const doubt = Math.max(0, 1 - mean) / (calls + 1) ** 2;
  const degrees = Math.max(1, calls - 1);
  const sample = (Math.max(0, square - mean * mean) * calls) / degrees;
  const variance = sample * fewSamples(degrees) ** 2;
  return { share: mean + doubt, variance, error: variance / calls };
}

/**
 * How much wider than a normal distribution's Student's t is at 99.5 %: 25 times for one degree of freedom, 3.8 for two, 1.25 for
 * ten. A few calls that happen to be alike must not be taken for all. An approximation of ours, within a tenth of the tables.
 */
function fewSamples(degrees: number): number {
  return 1 + 2.5 / degrees + 21 / degrees ** 4;
}
