/**
 * Weights of the confidence, by name of the feature. Written by `npm run evaluate -- calibrate`; do not edit. Fitted on:
 *   demo unknowable: 20
 *   demo written: 283
 *   demo foreign: 27
 *   login-gov-help written: 145
 *   login-gov-help foreign: 46
 */
export const CONFIDENCE_WEIGHTS = {
  bias: -4.649,
  coverage: 1.31,
  known: -0.512,
  strength: 2.748,
  lead: 3.265,
  unit: 2.026,
  titleAsked: 1.181,
  rarest: -1.607,
  missingName: -1.896,
  noNumber: -1.995,
  numberGap: -1.551,
  ownData: -3.247,
  code: 0.821,
  evidence: 2.336,
  length: 1.084,
} as const;
