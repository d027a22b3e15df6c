import type { Rule } from './rule.ts';

const CHANGE =
  '(?:add|include|insert|append|attach|mention|integrate|incorporate|weave|work|embed|modify|change|alter|adapt|enhance|augment|extend|enrich|replace|substitute|swap|reverse|encode|encrypt|convert|translate|turn|render|write|provide|give|use|introduce|misspell|scramble|jumble|rearrange|shuffle|remove|drop|omit|group|combine|suggest|recommend|advertise|promote|praise|claim|state|say|tell|tease|hint|offer|ask|request|urge|invite|encourage|direct|finish|begin|end|start|double|spell|format|present|respond|put|make|mirror|apply|conclude|close|assert|announce|highlight|stress|emphasi[sz]e|express|share|spread|alternate|number|anagram|every)';
const ANSWER = '(?:answer|response|reply|output|responses|replies|answers|reaction)';
/** Up to the sentence's end; the point inside an address is none. */
const WITHIN = '(?:[^.!?\\n]|[.!?](?=\\S)){0,100}';
/** Where a sentence begins. */
const START = '(?:^|[.!?:\\n"\'“>] {0,2})(?:please |now |then |also |and |next,? )?';
const CODE =
  '(?:rot-?13|caesar|ciphers?|base ?(?:16|32|58|64|85)|hex(?:adecimal)?|binary|morse|pig latin|anagrams?|anagrammed|backwards?|in reverse|reversed|emojis?|emoticons|vowels|consonants|leetspeak|ascii codes?|nato alphabet|alphanumeric|homophonic|acrostic|klingon)';
const PIECE =
  '(?:poem|short story|bedtime story|story|essay|song|haiku|limerick|sonnet|speech|tweet|joke|riddle|slogan|quiz|blog post|cover letter|resignation letter|novel|screenplay|biography|monologue|fairy tale|recipe|python (?:script|function|program)|social media post|press release|jingle)';

const request = (weight: number, pattern: string, attack: Rule['attack'] = 'override'): Rule => ({
  attack,
  weight,
  pattern: new RegExp(pattern),
  source: 'retrieved',
});

/** To disguise the answer is to evade whoever filters it: an attack in a message too. */
const DISGUISE: readonly string[] = [
  `${START}(?:encode|encrypt|respond|reply|answer|write|give|provide|spell|convert|translate|turn|put)\\b[^.!?\\n]{0,60}\\b${CODE}\\b`,
  `${START}(?:replace|swap|substitute|convert|change|exchange|scramble|jumble|shuffle|misspell|reverse|remove|drop)\\b${WITHIN}\\b(?:vowels?|consonants?|letters?|words?|spaces)\\b${WITHIN}\\b(?:your|the) ${ANSWER}\\b`,
];

/** Requests to an assistant, which have no place in an article, a mail or a record. Patterns on the `wordView`, English. */
export const REQUEST_RULES: readonly Rule[] = [
  ...DISGUISE.map(
    (source): Rule => ({ attack: 'override', weight: 2, pattern: new RegExp(source), source: 'message' }),
  ),
  request(
    3,
    `${START}${CHANGE}\\b${WITHIN}\\byour (?:own |next |final |whole |entire )?${ANSWER}(?:'s)?\\b(?! (?:time|to (?:the |your |a )?customers?)\\b)`,
  ),
  request(
    3,
    `\\b(?:in|to|into|within|at the end of|with|throughout|for) your (?:next |final |whole |entire )?${ANSWER}\\b[^.!?\\n]{0,8}\\b${CHANGE}\\b`,
  ),
  request(
    2.5,
    `${START}(?:respond|answer|reply) (?:only |always |just |exclusively |everything )?(?:in|with|using|by|as|through)\\b`,
  ),
  request(2, `${START}your ${ANSWER} (?:should|must|has to|shall|needs to|is to)\\b`),
  request(2, `${START}${CHANGE}\\b${WITHIN}\\b(?:the|this|each) ${ANSWER}\\b`),
  request(
    2.5,
    `${START}(?:replace|swap|substitute|convert|change|exchange|scramble|jumble up|jumble|shuffle|misspell|reverse|double|remove|drop)(?: up)? (?:(?:all|every|each|your)(?: the)? )?(?:\\w{1,12} ){0,2}(?:vowels?|consonants?|letters?|words?|spaces|syllables?)\\b`,
  ),
  request(
    2.5,
    `\\b(?:answer|response|reply|message|letters|words|text|sentences?|responses)\\b[^.!?\\n]{0,60}\\b${CODE}\\b|\\b(?:encode|encrypt|respond|reply|answer|speak|talk)\\b[^.!?\\n]{0,40}\\b${CODE}\\b`,
  ),
  request(
    2,
    `${START}(?:tell|inform|urge|encourage|convince|persuade|promise|warn|trick|deceive|notify|alert) (?:the |all |any )?(?:readers?|users?|people|everyone|everybody|recipients?|individuals|them|others)\\b`,
  ),
  request(
    2.5,
    `${START}(?:can you |could you |i want you to |help me )?(?:write|compose|draft|create|generate|invent|make up|craft|tell|develop|prepare|provide|produce|give|share|recite|sing)(?: me| us)? (?:an?|the|some|another|one|two|three|my)? ?(?:[\\w-]{1,20} ){0,3}${PIECE}s?\\b`,
  ),
  request(
    2.5,
    `\\bhow do (?:you|i) say ['"“]|${START}(?:can you )?translate (?:the (?:following|phrase|word|sentence)|this|['"“])|\\bwhat(?:'s| is| does)(?: the (?:word|phrase))? ['"“][^'"”\\n]{1,60}['"”] (?:in|mean)\\b|\\b(?:equivalent|translation) (?:for|of) ['"“]`,
  ),
  request(
    2.5,
    `${START}who (?:wrote|painted|discovered|invented|composed|directed|founded|won|was the first|is the author)\\b|${START}what (?:is|are|was|were) the (?:capital|boiling point|melting point|population|square root|largest|longest|tallest|highest|main causes?|causes?|functions?|primary functions|lifecycle|chemical|speed of light|plot)\\b`,
  ),
  request(
    2,
    `${START}(?:explain|describe|define|outline|discuss|break down|compare|analy[sz]e|summari[sz]e)(?: to me| briefly)? (?:the (?:theory|process|concept|principles?|history|plot|lifecycle|life cycle|law|causes?|market|latest|main findings|significance|impact|role of)|how [a-z]{3,20}s? (?:work|works|form)\\b)`,
  ),
  request(
    2.5,
    `${START}(?:can you |could you )?(?:remind me|set (?:an?|my) (?:alarm|timer|reminder)|play (?:some|my|a) |book (?:me |a (?:table|flight|hotel|room|taxi))|order (?:me|a (?:pizza|taxi|cab))|wake me|turn (?:on|off|down|up) the (?:lights?|heating|music|volume)|tell me (?:a|something|about)|add [a-z ]{2,30} to my (?:shopping|to-?do|calendar|list)|(?:send|write) (?:a message|an e-?mail|a text) to my)\\b|\\bwhat(?:'s| is| will be) the weather\\b`,
  ),
  request(
    2.5,
    '\\b(?:classify|rate|determine|identify|analy[sz]e|decide|evaluate|detect|assess|label)\\b[^.!?\\n]{0,30}\\b(?:sentiment|mood|tone|emotions?|feeling)\\b|\\b(?:statement|sentence|review|comment|text|tweet|following)\\b[^.!?\\n]{0,30}\\b(?:positive|negative|neutral),? or (?:positive|negative|neutral)\\b',
  ),
  request(
    2,
    `${START}(?:recommend|suggest|name|list|find|give)(?: me)? (?:an?|some|two|three|five|ten|\\d{1,2}|the best) (?:[\\w-]{1,20} ){0,3}(?:books?|films?|movies?|songs?|playlist|games?|restaurants?|hotels?|recipes?|novels?|series|podcasts?|studies|papers?|articles? (?:about|on)|names? for)\\b`,
  ),
  request(
    2,
    `${START}(?:can you )?(?:show|provide|give|write)(?: me)? (?:an? |the )?(?:simple |short |small |basic )?(?:[\\w+#]{1,12} )?(?:example of|function|program|code|script|regular expression|sql statement)\\b|\\bdifference between ['"=\\w]{1,12} and ['"=\\w]{1,12} in (?:java|javascript|python|c\\+\\+|sql|c#)`,
  ),
];
