/**
 * Weights of the confidence, by name of the feature. Written by `npm run evaluate -- calibrate`; do not edit. Fitted on:
 *   demo unknowable: 20
 *   demo written: 283
 *   demo foreign: 27
 *   login-gov-help written: 145
 *   login-gov-help foreign: 46
 */
export const CONFIDENCE_WEIGHTS = {
  bias: -3.589,
  coverage: 0.754,
  known: 0.001,
  strength: 0.949,
  lead: 1.483,
  heldTerms: 0.906,
  unit: 0.858,
  titleAsked: 0.671,
  missingName: -1.932,
  noNumber: -1.787,
  numberGap: -1.781,
  ownData: -2.809,
  code: 1.395,
  evidence: 1.04,
  length: 0.485,
} as const;
