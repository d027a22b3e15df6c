/** Weights of a generated answer's confidence, by name of the feature: a prior, chosen so that no signal alone decides. */
export const GENERATED_CONFIDENCE_WEIGHTS = {
  bias: -3.4,
  retrieval: 3,
  coverage: 1,
  grounded: 1.8,
  support: 1.5,
  sure: 0.8,
  unsure: -1.2,
  tool: 2.5,
  translated: -0.4,
} as const;
