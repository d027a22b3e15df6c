/**
 * Weights of the confidence, by name of the feature. Written by `npm run evaluate -- calibrate`; do not edit. Fitted on:
 *   demo unknowable: 20
 *   demo written: 283
 *   demo foreign: 27
 *   login-gov-help written: 145
 *   login-gov-help foreign: 46
 */
export const CONFIDENCE_WEIGHTS = {
  bias: -4.695,
  coverage: 2.04,
  known: -0.498,
  strength: 2.165,
  lead: 3.355,
  unit: 1.711,
  titleAsked: 1.42,
  rarest: -1.687,
  missingName: -1.922,
  noNumber: -1.759,
  numberGap: -1.743,
  ownData: -3.232,
  code: 0.987,
  evidence: 2.239,
  length: 1.2,
} as const;
