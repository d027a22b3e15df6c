/**
 * Weights of the confidence, by name of the feature. Written by `npm run evaluate -- calibrate`; do not edit. Fitted on:
 *   demo written: 283
 *   demo foreign: 27
 *   login-gov-help written: 41
 *   login-gov-help foreign: 46
 */
export const CONFIDENCE_WEIGHTS = {
  bias: -5.277,
  coverage: 1.315,
  known: 0.603,
  strength: 1.561,
  margin: 1.234,
  answered: 1.026,
  unit: -0.149,
  title: 1.212,
  titleAsked: 1.293,
  rarest: -0.305,
  missingNames: -1.806,
  inexact: -0.317,
  noNumber: -0.747,
  code: 1.256,
  evidence: 2.175,
  length: 0.836,
} as const;
