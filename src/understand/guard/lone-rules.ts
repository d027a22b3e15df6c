import type { Rule } from './rule.ts';

/** Words of a help article: a short passage with one of them is a heading or a step of it. */
const HELP =
  "(?:i|i'm|my|we|our|us|you|your|yours|account|accounts|order|orders|password|setting|settings|return|returns|refund|refunds|label|booking|bookings|appointment|payment|payments|billing|invoice|invoices|card|cards|fee|fees|bank|transfer|transfers|loan|deposit|delivery|shipping|parcel|package|product|products|case|cases|ticket|tickets|record|records|field|fields|user|users|customer|customers|agent|agents|permission|permissions|role|roles|login|log in|sign in|sign|verification|app|device|subscription|(?:an?|the|this|new|paid|free|another) plan|plans|notification|notifications|support|help|contact|profile|data|document|documents|form|button|click|tab|menu|page|screen|browser|email|e-mail|phone number|steps?|settings|warranty|repair|store|shop|cart|checkout|coupon|discount|gift|points|policy|privacy|consent|cookie|cookies|serial|firmware|update|updates|install|sketch|board|port|usb|driver|library|object|layout|flow|trigger|api|webhook|integration|sandbox|org|queue|chat|team|member|members|error|review a|feature)";
/** A text without a word of help: the whole text is one line, looked at once from its beginning. */
const ALONE = `^(?![^\\n]{0,200}\\b${HELP}\\b)(?=[^\\n]{6,200}$)`;
const POLITE =
  '(?:please,? |hey,? |hi,? |now,? |also,? |quickly |just |kindly |can you |could you |would you |will you |help me (?:to )?|i want you to |i need you to |go ahead and )?';

const lone = (weight: number, pattern: string): Rule => ({
  attack: 'override',
  weight,
  pattern: new RegExp(pattern),
  source: 'retrieved',
});

/**
 * A passage that is nothing but one request or question to an assistant, about none of what help articles speak of: "Plan a trip
 * to Lisbon." Patterns on the `wordView`, English.
 */
export const LONE_RULES: readonly Rule[] = [
  lone(
    2,
    `${ALONE}${POLITE}(?:write|compose|draft|plan|book|find|give|tell|translate|explain|describe|summari[sz]e|classify|detect|rate|label|identify|determine|decide|compare|convert|calculate|compute|solve|list|name|suggest|recommend|create|make|generate|design|implement|fix|show|teach|play|sing|say|let's|invent|rewrite|rephrase|paraphrase|correct|proofread|shorten|turn|switch|set|remind|wake|schedule|order|buy|call|text|send|add|put|rename|read|estimate|predict|forecast|analy[sz]e|evaluate|assess|outline|prepare|draw|work out|come up|discuss|debate|define|look up|search|research|imagine|pretend|act|answer|reply|round|count|organi[sz]e|sort|recite|help|build|develop|provide|craft|offer|share|brainstorm|simulate|spell|pick|choose|cook|remember|chat|talk|guess|rank|review|check whether|optimi[sz]e|debug|refactor)\\b`,
  ),
  lone(
    2,
    `${ALONE}(?:who|whom|whose|what|what's|when|where|which|why|how|is|are|was|were|did|does|do|has|have|in which|at what|on which)\\b[^\\n]{3,190}\\?$`,
  ),
  lone(
    2,
    `^(?=[^\\n]{6,200}$)${POLITE}(?:claim|state|assert|insist|pretend|suggest|mention|declare|announce|say|argue|convince|persuade|advise|recommend|encourage|urge|tell|inform|warn|assure|advertise|promote|praise|deny)\\b(?: to)?(?: (?:the|all|any|every|our))? ?(?:that\\b|users?\\b|readers?\\b|people\\b|visitors?\\b|everyone\\b|anyone\\b|customers? (?:that|to)\\b|others\\b)`,
  ),
];
