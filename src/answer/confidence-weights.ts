/**
 * Weights of the confidence, by name of the feature. Written by `npm run evaluate -- calibrate`; do not edit. Fitted on:
 *   demo written: 283
 *   demo foreign: 27
 *   login-gov-help written: 41
 *   login-gov-help foreign: 46
 */
export const CONFIDENCE_WEIGHTS = {
  bias: -5.248,
  coverage: 1.32,
  known: 0.592,
  strength: 1.54,
  margin: 1.211,
  answered: 1.037,
  unit: -0.137,
  title: 1.208,
  titleAsked: 1.289,
  rarest: -0.298,
  missingNames: -1.813,
  inexact: -0.32,
  noNumber: -0.752,
  code: 1.253,
  evidence: 2.171,
  length: 0.814,
} as const;
