/**
 * Weights of the confidence, by name of the feature. Written by `npm run evaluate -- calibrate`; do not edit. Fitted on:
 *   demo unknowable: 20
 *   demo visitors: 138
 *   demo written: 283
 *   demo foreign: 27
 *   login-gov-help written: 145
 *   login-gov-help foreign: 46
 */
export const CONFIDENCE_WEIGHTS = {
  bias: -3.381,
  known: 0.298,
  strength: 0.705,
  lead: 2.162,
  heldTerms: 0.9,
  unit: 0.501,
  topic: 1.064,
  titleAsked: 0.64,
  missingName: -1.612,
  wholeName: -1.108,
  noNumber: -1.604,
  numberGap: -1.73,
  ownData: -3.04,
  ownMatter: -1.666,
  service: -2.474,
  code: 1.359,
  evidence: 1.157,
  length: 0.579,
} as const;
