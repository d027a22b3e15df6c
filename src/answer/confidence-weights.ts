/**
 * Weights of the confidence, by name of the feature. Written by `npm run evaluate -- calibrate`; do not edit. Fitted on:
 *   demo unknowable: 20
 *   demo written: 283
 *   demo foreign: 27
 *   login-gov-help written: 145
 *   login-gov-help foreign: 46
 */
export const CONFIDENCE_WEIGHTS = {
  bias: -3.59,
  coverage: 0.755,
  known: 0.003,
  strength: 0.949,
  lead: 1.482,
  heldTerms: 0.907,
  unit: 0.86,
  titleAsked: 0.669,
  missingName: -1.931,
  noNumber: -1.782,
  numberGap: -1.779,
  ownData: -2.81,
  code: 1.391,
  evidence: 1.025,
  length: 0.488,
} as const;
