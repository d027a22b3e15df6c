/**
 * Weights of the confidence of a generated answer, by name of the feature. Written by `npm run evaluate -- fit-answer-confidence`; do not
 * edit. Fitted on answers that were made, not written by a model (docs/models/answer-model-card.md); `tool` and `translated` are set:
 *   demo written: 2672
 *   demo unknowable: 86
 *   demo foreign: 72
 *   login-gov-help written: 1450
 *   login-gov-help foreign: 166
 */
export const GENERATED_CONFIDENCE_WEIGHTS = {
  bias: -2.897,
  retrieval: 2.663,
  coverage: 0,
  grounded: 1.178,
  support: 0,
  sure: 0.83,
  unsure: -0.468,
  tool: 3.187,
  translated: -0.4,
} as const;
