/** Written by `npm run evaluate -- calibrate`; do not edit. */
export const CONFIDENCE_WEIGHTS = {
  bias: -5,
  coverage: 2,
  known: 2,
  strength: 1,
  margin: 0.5,
  answered: 2,
  unit: 1,
  title: 1,
  titleAsked: 0,
  rarest: 1,
  missingNames: -1,
  inexact: 0,
  noNumber: 0,
  code: 0,
  evidence: 0,
  length: 0,
};
