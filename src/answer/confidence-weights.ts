/**
 * Weights of the confidence, by name of the feature. Written by `npm run evaluate -- calibrate`; do not edit. Fitted on:
 *   demo unknowable: 20
 *   demo written: 283
 *   demo foreign: 27
 *   login-gov-help written: 145
 *   login-gov-help foreign: 46
 */
export const CONFIDENCE_WEIGHTS = {
  bias: -3.547,
  coverage: 0.723,
  known: 0.02,
  strength: 0.89,
  lead: 1.585,
  heldTerms: 1.011,
  unit: 0.879,
  titleAsked: 0.881,
  missingName: -1.698,
  noNumber: -1.941,
  numberGap: -1.297,
  ownData: -2.625,
  code: 1.479,
  evidence: 0.901,
  length: 0.448,
} as const;
