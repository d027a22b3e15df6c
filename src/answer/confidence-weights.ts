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
  bias: -3.553,
  known: 0.262,
  strength: 0.877,
  lead: 2.187,
  heldTerms: 0.975,
  unit: 0.543,
  topic: 1.057,
  titleAsked: 0.728,
  missingName: -1.776,
  wholeName: -0.939,
  noNumber: -0.757,
  numberGap: -2.201,
  ownData: -2.973,
  ownMatter: -1.408,
  service: -2.48,
  code: 1.352,
  evidence: 1.428,
  length: 0.404,
} as const;
