/**
 * Weights of the confidence, by name of the feature. Written by `npm run evaluate -- calibrate`; do not edit. Fitted on:
 *   demo unknowable: 20
 *   demo written: 283
 *   demo foreign: 27
 *   login-gov-help written: 41
 *   login-gov-help foreign: 46
 */
export const CONFIDENCE_WEIGHTS = {
  bias: -5.212,
  coverage: 1.248,
  known: 0.737,
  strength: 1.903,
  margin: 1.13,
  unit: 0.52,
  titleAsked: 2.015,
  rarest: -0.496,
  missingName: -1.985,
  noNumber: -1.388,
  numberGap: -1.476,
  ownData: -1.896,
  code: 1.24,
  evidence: 2.559,
  length: 1.05,
} as const;
