const RECORD =
  '(?:case|order|ticket|invoice|bill|request|refund|claim|parcel|package|shipment|delivery|subscription|contract|payment|booking|account|application|complaint)';
const HOW_TO = /\bhow (?:do|can|to|should|could|would|does)\b|\bwhy\b/i;
const OWN = [
  new RegExp(
    `\\b(?:status|state|progress|balance|outcome) (?:of|on|for) (?:my|our|the) (?:\\w+ )?${RECORD}\\b`,
    'i',
  ),
  new RegExp(
    `\\b(?:where|when|what|who)(?:'s| is| are| was| will| did| has)\\b.{0,24}\\b(?:my|our) (?:\\w+ )?${RECORD}\\b`,
    'i',
  ),
  new RegExp(`\\b(?:has|have|did) (?:my|our) (?:\\w+ )?${RECORD}\\b`, 'i'),
  new RegExp(
    `\\b(?:is|are|was|were) (?:my|our) (?:\\w+ )?${RECORD}\\b.{0,40}\\b(?:already|yet|still|now)\\b`,
    'i',
  ),
  new RegExp(`\\b${RECORD}\\s*(?:number|no\\.?|id)?\\s*#?\\d{4,}\\b`, 'i'),
  new RegExp(
    `^(?:please )?(?:(?:can|could|would|will) you )?(?:please )?(?:cancel|refund|check|close|reopen|escalate|look up|track) (?:my|our) (?:\\w+ )?${RECORD}\\b`,
    'i',
  ),
  /^what(?:'s| is| are) my (?:current |own )?(?:password|balance|api key|user ?name|limit|plan|licen[cs]e)\b/i,
];

/**
 * True for a request about the asker's own records ("the status of my case 00012345"): an article can say how such things are
 * done, never what holds for this one. English cues; none found only forgoes a doubt.
 */
export function asksForOwnData(question: string): boolean {
  return !HOW_TO.test(question) && OWN.some((cue) => cue.test(question));
}
