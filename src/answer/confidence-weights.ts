/**
 * Weights of the confidence, by name of the feature. Written by `npm run evaluate -- calibrate`; do not edit. Fitted on:
 *   demo unknowable: 20
 *   demo written: 283
 *   demo foreign: 27
 *   login-gov-help written: 145
 *   login-gov-help foreign: 46
 */
export const CONFIDENCE_WEIGHTS = {
  bias: -3.091,
  coverage: 0.659,
  known: -0.046,
  strength: 0.88,
  lead: 1.512,
  heldTerms: 0.819,
  unit: 0.777,
  titleAsked: 0.618,
  missingName: -1.81,
  noNumber: -1.763,
  numberGap: -1.546,
  ownData: -2.662,
  code: 1.329,
  evidence: 0.94,
  length: 0.413,
} as const;
