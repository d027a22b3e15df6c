/** Of one answer. A turn can never hang: whatever providers do, the stream ends after `totalMs`. */
export const ROUTER_LIMITS = {
  /** Milliseconds that one model has for its first word: ten times what a healthy one takes to begin, even one that thinks. */
  firstMs: 10_000,
  /** Milliseconds that all attempts together have for the first word. The quoted answer, which is always there, is better by then. */
  firstAllMs: 15_000,
  /** Milliseconds between two pieces once it speaks. Nobody watches a sentence stand still for longer. */
  idleMs: 10_000,
  /** Milliseconds for the whole answer: the longest one that is allowed, at the slowest rate that is worth reading. */
  totalMs: 60_000,
  /** Milliseconds without a word after which another vendor is asked as well: three times what a slow start takes. */
  hedgeAfterMs: 3_000,
  /** Times that one model is asked again in one answer. */
  retries: 1,
  /** Longest pause before that, in milliseconds: a customer waits. A provider that wants more is not asked again. */
  retryPauseMs: 1_000,
  /** Pause where the provider did not say, in milliseconds, halved at random so that not all come back at once. */
  retryOwnPauseMs: 200,
  /** Longest time, in milliseconds, that a provider's word on when it will be back keeps others from asking it. */
  believedPauseMs: 60_000,
  /** How long a model is left alone, in milliseconds, that only a person can bring back: key, quota, name, region. */
  brokenMs: 300_000,
} as const;
