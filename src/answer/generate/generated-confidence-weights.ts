/**
 * Weights of the confidence of a generated answer, by name of the feature. Written by `npm run evaluate -- fit-answer-confidence`; do not
 * edit. Fitted on answers that were made, not written by a model (docs/models/answer-model-card.md); `tool` and `translated` are set:
 *   demo written: 1862
 *   demo unknowable: 40
 *   demo foreign: 36
 *   login-gov-help written: 942
 *   login-gov-help foreign: 68
 */
export const GENERATED_CONFIDENCE_WEIGHTS = {
  bias: 2.66,
  retrieval: 2.801,
  coverage: -0.384,
  grounded: -5.867,
  support: 1.336,
  sure: 0.875,
  unsure: -0.55,
  tool: 3.708,
  translated: -0.4,
} as const;
