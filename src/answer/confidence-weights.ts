/**
 * Weights of the confidence, by name of the feature. Written by `npm run evaluate -- calibrate`; do not edit. Fitted on:
 *   demo written: 283
 *   demo foreign: 36
 */
export const CONFIDENCE_WEIGHTS = {
  bias: -4.727,
  coverage: 1.768,
  known: 0.493,
  strength: 1.694,
  margin: 1.872,
  answered: 0.028,
  unit: 0.448,
  title: 0.997,
  titleAsked: 0.665,
  rarest: -0.571,
  missingNames: -1.684,
  inexact: -0.49,
  noNumber: -0.733,
  code: 1.154,
  evidence: 1.838,
  length: 0.493,
} as const;
