import type { Rule } from './rule.ts';

/** What the assistant was told by its operator. */
const INNARDS =
  '(?:(?:system|hidden|initial|internal|secret|original|starting|first|setup|pre) ?-?(?:prompt|message|instructions?|text|directives?|policies|rules|guidelines)|prompt|instructions|configuration|config|guardrails|directives|guidelines|system settings)';
/** What holds the assistant back. */
const LIMITS =
  '(?:restrictions?|limits?|limitations?|filters?|rules|guidelines|guardrails|censorship|safety|ethics|policy|policies|constraints|disclaimers?|content rules|alignment)';
/** Up to the sentence's end. */
const NEAR = '[^.!?\\n]{0,80}';
const SHOW =
  '(?:show|print|output|quote|list|share|translate|encode|summari[sz]e|copy|repeat|reveal|echo|write|spell|paste|display|give|tell|dump|expose|recite|type|read|convert|render|leak|send)';

const rule = (attack: Rule['attack'], weight: number, pattern: string): Rule => ({
  attack,
  weight,
  pattern: new RegExp(pattern),
});

/** What only a customer may be after: help articles and mails speak of limits, tools and records of all customers themselves. */
const asked = (attack: Rule['attack'], weight: number, pattern: string): Rule => ({
  ...rule(attack, weight, pattern),
  source: 'message',
});

/** Attacks by what they pretend and what they are after, rather than by known words of attack. Patterns on the `wordView`, English. */
export const PRETEXT_RULES: readonly Rule[] = [
  // The assistant's innards.
  rule('extraction', 3, `\\b${SHOW}\\b${NEAR}\\byour (?:\\w{1,12} ){0,3}${INNARDS}\\b`),
  rule('extraction', 3, `\\b(?:ur|ya) (?:system )?(?:prompt|instructions|rules)\\b`),
  rule(
    'extraction',
    3,
    `\\bwhat(?:ever)? (?:were|are|have) you (?:been )?(?:told|instructed|ordered|programmed|configured)\\b|\\b(?:everything|all|lines?|guidelines|things?|what) you (?:were|have been|are) (?:told|given|configured|instructed)\\b|\\btold not to (?:say|tell|reveal|share)\\b`,
  ),
  rule(
    'extraction',
    3,
    `\\b(?:text|words?|messages?|lines?|content) (?:that )?(?:(?:comes?|came|stands?) )?(?:before|above|precedes?|preceding) (?:mine|my|this (?:chat|conversation|line|message)|it\\b|our)|\\b(?:hidden|invisible|secret) (?:message|prompt|instructions?)\\b|\\bmessage (?:at|from) the (?:top|start|beginning) of (?:this|the|our) (?:chat|conversation)`,
  ),
  asked(
    'extraction',
    3,
    `\\b(?:process\\.env|169\\.254\\.169\\.254|connection string|environment variables?|bearer token|root password|admin(?:istrator)? password)\\b${NEAR}\\b(?:show|print|tell|reveal|value|result|you)\\b|\\b(?:show|print|tell|reveal|give|value of|what is)\\b${NEAR}\\b(?:process\\.env|169\\.254\\.169\\.254|connection string|(?:the|your) (?:admin|administrator|root) password|(?:the|your) bearer token|your environment)`,
  ),
  asked('extraction', 2.5, `\\bwhich (?:internal|api|secret)\\b${NEAR}\\b(?:you|your)\\b`),
  rule(
    'extraction',
    2.5,
    `\\b(?:secret word|secret password|password you (?:were|have been|must|keep|are))\\b`,
  ),
  // Somebody with power over it.
  rule(
    'override',
    3,
    `\\b(?:i'?m|i am|we are|we're|this is|it's|as|here is|i) (?:the |your |a |an |its |with the )?(?:\\w{1,12} ){0,2}(?:developer|engineer|creator|administrator|admin|programmer|maker|operator|qa team|vendor|head office|wrote your)\\b[^\\n]{0,120}\\b(?:your (?:\\w{1,12} ){0,2}${INNARDS}|your (?:\\w{1,12} ){0,2}${LIMITS}|configuration|configured|verbatim|system message|safety|content rules|debug(?:ging)? mode|unrestricted|diagnostics?)\\b`,
  ),
  rule(
    'override',
    2.5,
    `\\btreat me as (?:an? |the )?(?:\\w{1,12} ){0,2}(?:verified|admin\\w{0,9}|employee|staff|owner|developer|vip)\\b`,
  ),
  rule(
    'override',
    2.5,
    `\\b(?:skip|override|bypass|drop|waive) (?:the |all |any |your )?(?:\\w{1,12} )?(?:identity|verification|authentication|authori[sz]ation|security) ?(?:check|step|question)?s?\\b`,
  ),
  rule(
    'override',
    2.5,
    `\\b(?:guardrails|restrictions|filters|rules|safety) (?:are|is|were|have been|has been) (?:now )?(?:suspended|off|disabled|lifted|removed|deactivated|void)\\b`,
  ),
  // Without its limits.
  asked(
    'jailbreak',
    2,
    `\\b(?:without|free of|free from|drop|dropped|lose|beyond|ignor\\w{1,4}|forget|remove|lift|disable|switch off|turn off|break|bypass\\w{0,3}) (?:following |all |any |every |of |its |their |the |your |my |usual |normal |own |these |those ){0,4}${LIMITS}\\b(?! (?:code|group|name))`,
  ),
  rule(
    'jailbreak',
    2.5,
    `\\b(?:you|u|bot|ai|model|assistant|machine|version of you|who|that|one) (?:have|has|had|with|is|are|were|follows?|knows?|without)(?: absolutely| really)? (?:no|zero|none of the|without) (?:\\w{1,12} ){0,2}${LIMITS}\\b`,
  ),
  rule(
    'jailbreak',
    2.5,
    `\\b(?:unrestricted|uncensored|unfiltered|unaligned|unbound|no longer bound|no alignment|never refuses?|cannot refuse|may not refuse|must not refuse|can't refuse|not allowed to refuse|never apologi[sz]es?|refuses? nothing)\\b`,
  ),
  rule(
    'jailbreak',
    2,
    `\\b(?:opposite day|evil twin|stay in character|evil version|good one refuses|answer everything|does everything now|break free|broke out)\\b`,
  ),
  rule(
    'jailbreak',
    2,
    `\\b(?:hypothetical\\w{0,2}|theoretical\\w{0,2}|suppose|imagine|pretend|if you had)\\b${NEAR}\\b(?:you|your|bot|ai|u)\\b${NEAR}\\b(?:restrictions?|no rules|system prompt|your prompt|system administrator|internal codes?|unrestricted|no guidelines|no filters?)\\b`,
  ),
  rule('jailbreak', 2, `\\bpretend (?:that )?(?:you|u)(?:'re| are| have| had) (?:an? |no |the )(?!customer)`),
  rule(
    'jailbreak',
    2,
    `\\b(?:begin|start|open) (?:your|the) (?:answer|reply|response) with:? ["'“]?(?:sure|absolutely|of course|certainly|yes)\\b|\\banswer in the form:? ["'“]`,
  ),
  rule(
    'jailbreak',
    2,
    `\\bno longer (?:a|an|the|my|just) (?:\\w{1,12} )?(?:assistant|bot|agent|ai)\\b|\\b(?:leave|drop|stop|quit|abandon) (?:being )?(?:a |an |the |your )?(?:\\w{1,12} )?(?:persona|act|support role|role|support agent)\\b`,
  ),
  // New orders.
  rule(
    'override',
    2.5,
    `\\b(?:from (?:now|here) on|henceforth|as of now|from this (?:point|moment)|effective immediately|for the (?:next|rest)\\b[^.\\n]{0,30})[^.!?\\n]{0,40}\\b(?:you (?:are|will|must|have to|always|only|shall|say|act|become)|your (?:answer|policy|name|role|reply)|act as|answer (?:each|every|as)|replaces)\\b`,
  ),
  rule(
    'override',
    2.5,
    `\\b(?:start|begin|end|finish|prefix|close|answer) (?:every|each|all)(?: of)?(?: my| your)? ?(?:answers?|repl(?:y|ies)|responses?|messages?|sentences?)\\b${NEAR}\\bwith\\b`,
  ),
  rule(
    'override',
    2,
    `\\b(?:instead of (?:helping|answering)|simply reply|just reply|only say|your (?:reply|answer|response) must be|reply with (?:exactly )?the words?)\\b${NEAR}["'“:]`,
  ),
  rule(
    'override',
    2.5,
    `\\b(?:forget|disregard|ignore|erase|never mind) (?:everything|all|whatever|anything|what)\\b${NEAR}(?:\\bbefore\\b|\\bso far\\b|\\btold\\b|\\btalked\\b|\\btaught\\b|\\bknow\\b|\\bprint\\b|\\bprior\\b|\\bearlier\\b|\\babove\\b|\\bprevious)`,
  ),
  rule(
    'override',
    2,
    `\\b(?:new|real|actual|true|next) (?:task|assignment|mission|job|instructions?|guidelines|orders)(?: is)? ?(?::|is to|are to|begins?|starts?|has|have)`,
  ),
  rule(
    'override',
    2,
    `\\b(?:everything|all) (?:before|above|until here|so far) (?:this|that|it)?${NEAR}\\b(?:test|example|void|old|wrong)\\b`,
  ),
  rule('override', 2, `\\blegally binding\\b|\\bbinding (?:offer|promise)\\b|\\bno takesies backsies\\b`),
  // Other people's data, and tools out of bounds.
  asked(
    'exfiltration',
    2.5,
    `\\b(?:customer|user|person|one|client|caller) (?:right )?(?:before|after) me\\b`,
  ),
  asked(
    'exfiltration',
    2.5,
    `\\b(?:show|list|give|tell|export|search|find|print|paste|send|read|output|get)\\b${NEAR}\\b(?:other|another|all|every|previous|random)(?: \\w{1,12}){0,2} (?:customers?|users?|people|persons?|clients?|conversations?)(?:'s?)?\\b${NEAR}\\b(?:data|details?|orders?|tickets?|address(?:es)?|phone|e-?mails?|names?|cards?|numbers?|records?|secrets|passwords?)\\b`,
  ),
  asked(
    'exfiltration',
    2,
    `\\b(?:tickets|orders|details|data|emails?|e-mail addresses|records|cards?|names|conversations?) (?:of|from) (?:other|all|every(?:body|one)?|another|different|some(?:body|one) else)\\b`,
  ),
  asked(
    'exfiltration',
    2.5,
    `\\b(?:call|invoke|run|use|execute|trigger)\\b${NEAR}\\b(?:function|tool|api|access|plugin|endpoint)\\b${NEAR}\\b(?:every|no confirmation|whole|backup)\\b|\\b(?:functions|tools|plugins|apis)\\b[^.!?\\n]{0,16}\\byou (?:can|have|may) (?:call|use|access|run)?`,
  ),
  asked(
    'exfiltration',
    2.5,
    `\\bselect \\* from \\w|\\bdrop table\\b|\\byour (?:database|api|tool) access\\b`,
  ),
  // Text that speaks to whoever reads it by machine.
  rule(
    'override',
    3,
    `\\b(?:notes?|attention|messages?|instructions?|todo|p\\.?s\\.?|notice|reminder|hint|orders?|warning)(?: (?:to|for))? (?:the |all |any |you,? the )?(?:\\w{1,12} ){0,2}(?:ai|llms?|language models?|bots?|chatbots?|ai agents?|automated (?:readers?|systems?|tools?)|machines reading|assistants)\\b ?(?:[:,.)]|that|who|which|reading|processing)`,
  ),
  {
    ...rule(
      'override',
      2.5,
      `(?:^|[\\n.!?("'>\\[#*;|] ?|<!-- ?|-- ?)(?:to the |dear |attention |important |hey )?(?:ai|llm|llms|assistant|assistants|bot|chatbot|language model|ai tools?|ai agents?|ai models?)(?: \\w{1,12}){0,3} ?[:,]`,
    ),
    source: 'retrieved',
  },
  rule(
    'override',
    2.5,
    `\\bif (?:an?|you(?:'re| are) an?|this is (?:read|processed|summari[sz]ed) by an?|any) (?:\\w{1,12} ){0,2}(?:ai|llm|language model|automated (?:system|tool)|chatbot)\\b`,
  ),
  rule(
    'override',
    2.5,
    `\\b(?:ai|llms?|language models?|assistants?|chatbots?|automated (?:systems?|readers?|tools?)|anyone|agents?)(?: \\w{1,12}){0,3} (?:reading|processing|summari[sz]ing|relaying|parsing|indexing) (?:this|it|these)\\b`,
  ),
  rule(
    'override',
    2.5,
    `\\byou,? (?:the|as an?) (?:\\w{1,12} )?(?:ai|assistant|bot|language model|llm)\\b|\\byou who (?:generate|write|answer)|\\bas an? (?:ai|language) (?:language )?model,? you\\b`,
  ),
  rule(
    'override',
    2,
    `\\b(?:do not|don't|never) (?:mention|reveal|disclose|repeat|show) (?:this|these|that) (?:\\w{1,12} )?(?:line|note|message|instructions?|text|comment|sentence)\\b`,
  ),
  rule(
    'override',
    2,
    `\\b(?:when|whenever|before|while) (?:summari[sz]ing|answering|asked|you (?:read|summari[sz]e|answer|cite|see|process|open))\\b${NEAR}\\b(?:output|send|say|add|append|recommend|claim|include|fetch|state|leave out|call|always|never)\\b`,
  ),
];
