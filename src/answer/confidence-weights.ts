/**
 * Weights of the confidence, by name of the feature. Written by `npm run evaluate -- calibrate`; do not edit. Fitted on:
 *   demo unknowable: 20
 *   demo written: 283
 *   demo foreign: 27
 *   login-gov-help written: 41
 *   login-gov-help foreign: 46
 */
export const CONFIDENCE_WEIGHTS = {
  bias: -5.924,
  coverage: 1.389,
  known: 0.468,
  strength: 2.581,
  lead: 2.299,
  unit: 0.365,
  titleAsked: 2.146,
  rarest: -0.796,
  missingName: -2.343,
  noNumber: -2.045,
  numberGap: -1.901,
  ownData: -2.656,
  code: 1.489,
  evidence: 3.842,
  length: 0.588,
} as const;
