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
  bias: -3.549,
  known: 0.281,
  strength: 0.897,
  lead: 2.181,
  heldTerms: 0.961,
  unit: 0.515,
  topic: 1.056,
  titleAsked: 0.761,
  missingName: -1.791,
  wholeName: -0.939,
  noNumber: -0.771,
  numberGap: -2.223,
  ownData: -2.979,
  ownMatter: -1.408,
  service: -2.485,
  code: 1.353,
  evidence: 1.412,
  length: 0.416,
} as const;
