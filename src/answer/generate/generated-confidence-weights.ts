/**
 * Weights of the confidence of a generated answer, by name of the feature. Written by `npm run evaluate -- fit-answer-confidence`; do not
 * edit. Fitted on answers that were made, not written by a model (docs/models/answer-model-card.md); `tool` and `translated` are set:
 *   demo written: 2678
 *   demo unknowable: 88
 *   demo foreign: 74
 *   login-gov-help written: 1450
 *   login-gov-help foreign: 156
 */
export const GENERATED_CONFIDENCE_WEIGHTS = {
  bias: -2.723,
  retrieval: 2.694,
  coverage: 0,
  grounded: 0.931,
  support: 0,
  sure: 0.91,
  unsure: -0.386,
  tool: 3.257,
  translated: -0.4,
} as const;
