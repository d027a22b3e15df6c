export type QuestionKind = 'steps' | 'definition' | 'quantity' | 'reason' | 'other';

/** What form an answer to this question has. English cues; any other question is `other`, which only forgoes a preference. */
export function questionKind(question: string): QuestionKind {
  const text = question.toLowerCase();
  if (/\bhow (?:many|much|long|often|large|big|old|far|soon)\b|\b(?:limit|maximum|minimum|max)\b/.test(text))
    return 'quantity';
  if (/\bhow (?:do|can|to|should|would|could)\b|\bsteps?\b|\bset ?up\b|^(?:can|could) i\b/.test(text))
    return 'steps';
  if (/\bwhy\b|\bwhat (?:causes|happens)\b|\berror\b|\bfail(?:s|ed|ing)?\b|[A-Z]{3,}_[A-Z_]{2,}/.test(text))
    return 'reason';
  if (/[A-Z]{2,}_[A-Z_]{2,}/.test(question)) return 'reason';
  if (/\bwhat(?:'s| is| are| does)\b|\bdefine\b|\bmeaning of\b/.test(text)) return 'definition';
  return 'other';
}
