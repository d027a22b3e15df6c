/**
 * Weights of the confidence, by name of the feature. Written by `npm run evaluate -- calibrate`; do not edit. Fitted on:
 *   demo unknowable: 20
 *   demo written: 283
 *   demo foreign: 27
 *   login-gov-help written: 41
 *   login-gov-help foreign: 46
 */
export const CONFIDENCE_WEIGHTS = {
  bias: -5.755,
  coverage: 1.551,
  known: 0.018,
  strength: 2.744,
  lead: 2.394,
  unit: 0.59,
  titleAsked: 2.276,
  rarest: -1.126,
  missingName: -2.378,
  noNumber: -2.765,
  numberGap: -0.959,
  ownData: -2.642,
  code: 1.513,
  evidence: 3.687,
  length: 0.782,
} as const;
