export type QuestionKind = 'steps' | 'quantity' | 'reason' | 'problem' | 'code';

const CUES: [QuestionKind, RegExp][] = [
  [
    'quantity',
    /\bhow (?:many|much|long|often|large|big|old|far|soon)\b|\b(?:limits?|maximum|minimum|max)\b/i,
  ],
  [
    'steps',
    /\bhow (?:do|can|to|should|would|could)\b|\bsteps?\b|\bset ?up\b|\b(?:fix|avoid|solve|prevent)\b|^(?:can|could) i\b/i,
  ],
  ['reason', /\bwhy\b|\bwhat (?:does|do|is|are)\b.{0,120}\bmeans?\b|\breasons?\b|\bcauses?\b/i],
  [
    'problem',
    /\b(?:error|fail\w{0,3}|problems?|issues?|not work\w{0,3}|doesn['’]?t|does not|can['’]?t|cannot|won['’]?t|stuck|wrong|lost|forgot|locked|missing|keeps?|denied|broken|never)\b/i,
  ],
  ['problem', /[A-Z]{2}_[A-Z_]{2}|\wException\b/],
  ['code', /\b(?:code|query|apex|soql|sketch|commands?|scripts?|examples?|write|syntax)\b/i],
];

/** What forms an answer to this question may have. English cues; none found only forgoes a preference. */
export function questionKinds(question: string): Set<QuestionKind> {
  return new Set(CUES.filter(([, cue]) => cue.test(question)).map(([kind]) => kind));
}
