/**
 * Weights of the confidence, by name of the feature. Written by `npm run evaluate -- calibrate`; do not edit. Fitted on:
 *   demo unknowable: 20
 *   demo written: 283
 *   demo foreign: 27
 *   login-gov-help written: 41
 *   login-gov-help foreign: 46
 */
export const CONFIDENCE_WEIGHTS = {
  bias: -5.884,
  coverage: 1.361,
  known: 0.496,
  strength: 2.528,
  lead: 2.254,
  unit: 0.454,
  titleAsked: 2.123,
  rarest: -0.878,
  missingName: -2.446,
  noNumber: -2.032,
  numberGap: -1.88,
  ownData: -2.63,
  code: 1.517,
  evidence: 3.834,
  length: 0.557,
} as const;
