export type QuestionKind = 'steps' | 'definition' | 'quantity' | 'reason';

const CUES: [QuestionKind, RegExp][] = [
  [
    'quantity',
    /\bhow (?:many|much|long|often|large|big|old|far|soon)\b|\b(?:limits?|maximum|minimum|max)\b/i,
  ],
  [
    'steps',
    /\bhow (?:do|can|to|should|would|could)\b|\bsteps?\b|\bset ?up\b|\b(?:fix|avoid|solve|prevent)\b|^(?:can|could) i\b/i,
  ],
  ['reason', /\bwhy\b|\bwhat (?:causes|happens)\b|\berror\b|\bfail(?:s|ed|ing)?\b/i],
  ['reason', /[A-Z]{2}_[A-Z_]{2}|\wException\b/],
  ['definition', /\bwhat(?:'s| is| are| does)\b|\bdefine\b|\bmeaning of\b/i],
];

/** What forms an answer to this question may have. English cues; none found only forgoes a preference. */
export function questionKinds(question: string): Set<QuestionKind> {
  return new Set(CUES.filter(([, cue]) => cue.test(question)).map(([kind]) => kind));
}
