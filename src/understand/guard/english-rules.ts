import type { Rule } from './rule.ts';

/** Up to four words; never the writer's own things: "forget my previous instructions" is about a delivery. */
const GAP = "(?:(?!(?:my|our|mine)\\b)[\\w'’-]{1,20}[ ,\\n]{1,3}){0,4}";
const SOME = "(?:[\\w'’-]{1,20}[ ,\\n]{1,3}){0,2}";
const DROP =
  "(?:ignor(?:e|ing)|disregard|forget|bypass|override|overlook|neglect|dismiss|discard|drop|skip|erase|clear|suspend|abandon|(?:do not|don't|never|no longer|stop|without) (?:follow|obey|comply with|following|obeying|refuse to obey)|refuse to (?:obey|follow))";
const BEFORE =
  "(?:all|any|every|each|previous|prior|preceding|earlier|above|former|existing|initial|original|system|past|company'?s?|operator'?s?|developers?'?s?|openai'?s?|your|the rules|them)";
const ORDERS =
  '(?:instructions?|prompts?|directives?|guidelines?|programming|training|commands?|commandments?)';
const LIMITS =
  '(?:rules?|polic(?:y|ies)|restrictions?|constraints?|limitations?|filters?|safety|safeguards?|ethics?|morals?|protocols?|configuration)';
const SHOW =
  "(?:show|print|reveal|repeat|output|display|tell|give|list|share|paste|dump|recite|write|leak|expose|disclose|quote|send|translate|summari[sz]e|encode|spell|reproduce|copy|return|confirm|what (?:is|are|was|were|does|do)|what's|which|get|see|know|read)";

const rule = (attack: Rule['attack'], weight: number, pattern: string, more: Partial<Rule> = {}): Rule => ({
  attack,
  weight,
  pattern: new RegExp(pattern),
  ...more,
});

/** Patterns on the `wordView` of a text. */
export const ENGLISH_RULES: readonly Rule[] = [
  rule('override', 5, `\\b${DROP}[ \\n]${GAP}${BEFORE}[ \\n]${GAP}${ORDERS}\\b`),
  rule(
    'override',
    4,
    `\\b${DROP}[ \\n](?:all |any |the |these |those ){0,2}${ORDERS} (?:above|before|so far|until now|given|you (?:got|have|were|received))\\b`,
  ),
  rule('override', 4, `\\b${DROP}[ \\n]${GAP}your[ \\n]${SOME}${LIMITS}\\b`),
  rule(
    'override',
    2,
    `\\b${DROP}[ \\n](?:all |any |the |every )(?:of )?(?:the )?(?:prior |previous |above )?${LIMITS}\\b`,
  ),
  rule(
    'override',
    4,
    "\\bforget (?:about )?(?:everything|all|anything|what)(?: that)?(?: of)? (?:(?:you|the company|they|your operator) (?:were|was|have|'ve|had|know|learned|told|said|wrote|got|received)|(?:was |were )?(?:told|said) (?:to you )?before)|\\bforget everything(?: and| before|[.,] )",
  ),
  rule(
    'override',
    3,
    '\\bdisregard everything\\b|\\b(?:everything|all|text) (?:that was )?(?:written |said |stated )?(?:before|above) (?:this|that)[^.\\n]{0,30} no longer appl',
  ),
  rule(
    'override',
    3,
    '\\b(?:new|updated|real|actual|true) (?:system )?(?:instructions?|directives?|rule \\d|task|rules|orders?)\\s{0,2}[:=]|\\b(?:your|the) (?:new|real|actual|true) (?:task|job|role|purpose|instructions?|rules?|name|identity|directive) (?:is|are|will|starts|begins)\\b',
  ),
  rule(
    'override',
    2.5,
    '\\bhere are your new (?:rules|instructions|guidelines)|\\byour (?:instructions|rules|guidelines|system prompt) (?:have been|has been|were|are) (?:updated|changed|replaced|cancel|revoked|void)',
  ),
  rule(
    'override',
    2.5,
    "\\bfrom (?:now on|here on|this (?:point|moment)(?: on| forward| onwards)?|here on out)[, ]{1,3}(?:and \\w{1,12} )?(?:you(?:'re| are| will| must| act| have| can| should| only| obey| respond| answer| take)|every (?:answer|reply|response)|you will)\\b",
  ),
  rule(
    'override',
    3.5,
    "\\byou (?:no longer|do not|don't|need not|are not required to|aren't required to) (?:have to |need to )?(?:follow|obey|abide|adhere|comply|be bound)\\b",
  ),
  rule(
    'override',
    3,
    '\\b(?:disable|turn off|switch off|suspend|deactivate|remove|lift|drop|stop) (?:all |any )?(?:of )?your [a-z ]{0,30}(?:filter|filters|filtering|rules|restrictions|guidelines|checks|safety|guardrails|limits)\\b',
  ),
  rule(
    'override',
    2.5,
    '\\b(?:sudo|maintenance|debug|admin(?:istrator)?|root|override) (?:mode|override|code)\\b[^\\n]{0,40}\\b(?:you|checks off|without|authori[sz]ed|accepted|role|restrictions|skip)\\b|\\bsystem override\\b',
  ),
  rule(
    'override',
    2,
    "\\bas (?:your|the) (?:creator|developer|programmer|owner|maker|administrator)[, ]{1,3}i (?:order|command|instruct|authori[sz]e|require)\\b|\\bi(?:'m| am) (?:one of )?(?:your|the) (?:creators?|developers?|programmers?|administrator of (?:this|the) (?:chat)?bot)\\b|\\bthis is (?:the|your) developer speaking",
  ),
  rule(
    'override',
    2,
    '\\b(?:stop|quit|drop) (?:being|the) (?:a |an |the )?(?:support|helpful|customer service|service|assistant)\\b[^.\\n]{0,20}\\b(?:bot|agent|assistant|role)\\b',
  ),
  rule(
    'override',
    4,
    '(?:ignore|disregard|forget|bypass)(?:all|the|any|your)?(?:of)?(?:the|your)?(?:previous|prior|above|earlier)?(?:instructions|rules|prompts|guidelines)',
  ),
  rule(
    'override',
    2.5,
    '\\b(?:put (?:them|it) together|decode (?:this|it|the)|read (?:it|the following) (?:backwards|in reverse)|first letter of each word)\\b[^\\n]{0,60}\\b(?:and|then) (?:obey|comply|execute|follow|do what|act|carry)\\b|\\b(?:and|then) (?:obey|do what it says|follow it|execute it)\\b',
  ),

  rule(
    'jailbreak',
    3.5,
    '\\bdo anything now\\b(?! that)|\\bd\\.a\\.n\\b|\\b(?:as|be|are|called) dan\\b|\\bjailbreak(?:ed)? (?:mode|active|bot|prompt active)|\\bdan mode\\b',
  ),
  rule(
    'jailbreak',
    3,
    '\\b(?:unfiltered|uncensored|amoral|immoral|unethical|unrestricted|unlimited|nonmoral|unbiased and|jailbroken|rogue|lawless|unaligned|evil|malicious)(?: and \\w{1,20}| \\w{1,15}){0,2} (?:ai|bot|assistant|language model|model|chatbot|version|persona|character|twin|agent|entity|gpt)\\b',
  ),
  rule(
    'jailbreak',
    3,
    "\\b(?:without|no|any|free (?:of|from)|not (?:bound|restricted|limited|constrained|confined) (?:by|to|with)|freed from|doesn't have|has no|have no|had no|regardless of|doesn't care about|disregards|lacks?|ignores)(?: [\\w',]{1,20}){0,3} (?:ethic(?:s|al)|moral(?:s|ity|ly)?|censorship|content polic(?:y|ies)|openai|legality|ethical guidelines)\\b",
  ),
  rule(
    'jailbreak',
    2.5,
    '\\b(?:ai|bot|assistant|model|agent|gpt|dan|entity)\\b[^.\\n]{0,40}\\b(?:without|no|free of|free from|not bound by)(?: \\w{1,15}){0,2} (?:restrictions?|limits?|limitations|rules|filters?|boundaries|guidelines|polic(?:y|ies))\\b',
  ),
  rule(
    'jailbreak',
    4,
    "\\bimmerse yourself (?:in|into)\\b|\\bstay(?:s|ing)? in (?:your )?character\\b|\\b(?:never|not|don't) break(?:s|ing)? character\\b|\\bbreak(?:s|ing)? character\\b",
  ),
  rule(
    'jailbreak',
    2.5,
    "\\b(?:pretend|imagine)(?: that)? (?:you|to be)(?:'re| are| were| have| had)?\\b(?! (?:ordered|bought|order|buy|wait|paid))|\\b(?:role-?play|roleplaying|role play(?:ing)?)\\b|(?<!\\b(?:i|we|who|to) )\\b(?:assume|take on|adopt|play) the (?:role|persona|identity|part) of\\b|\\byou(?:'re| are) (?:going|about) to (?:act|be|become|simulate|play|immerse)\\b",
  ),
  rule(
    'jailbreak',
    3,
    "\\byou(?:'re| are| will be| become)? (?:now |from now on |henceforth )(?:be |act as |become |called |named )?(?:an?|the|my|in the role of)? ?(?:\\w{1,20} ){0,3}(?:ai|bot|gpt|model|character|assistant|entity|persona|terminal|machine|hacker|pirate|girlfriend|dan|\\w{1,15}gpt|\\w{1,15}bot)\\b",
  ),
  rule(
    'jailbreak',
    1.5,
    '\\byou are now (?:an?|called|named) |(?:^|[.!?,:\\n] {0,2}|\\byou (?:will |must |shall |should |now |can )?|\\bto |\\band |\\bnow )act (?:as|like) (?:an?|the|if|my|though) |\\bi want you to (?:act|be|pretend|play|simulate|respond|behave|imagine)\\b|\\brespond as\\b',
  ),
  rule(
    'jailbreak',
    2.5,
    "\\b(?:never|cannot|can't|not allowed to|must not|will not|won't|does not|doesn't) (?:ever )?(?:refuses?(?! (?:an?|the|my|our|this|me)\\b)|declines?|say no|says no|reject|warn|moralize|add disclaimers?)\\b|\\bwithout (?:a |any )?(?:refusal|refusing|disclaimers?|warnings|hesitation)\\b",
  ),
  rule(
    'jailbreak',
    2.5,
    '\\b(?:answer|respond|reply)\\b[^.\\n]{0,40}\\b(?:in two (?:\\w{1,12} )?ways|twice|as both|two (?:\\w{1,12} )?(?:ways|responses|replies)|two different)\\b|\\btwo (?:different |separate )?(?:entities|responses)\\b',
  ),
  rule(
    'jailbreak',
    2.5,
    '\\b(?:enter|enable|activate|switch (?:in)?to|go into|turn on|unlock|you are in|initiate)\\b[^.\\n]{0,25}\\b(?:developer|dev|dan|god|jailbreak|debug|opposite|evil|uncensored|unrestricted|unfiltered|chaos|sudo) mode\\b[^?\\n]{0,60}\\b(?:and|you|answer|output|confirm|without|checks|filter|no)\\b|\\bdeveloper mode (?:enabled|output)\\b|\\bunlock your true\\b',
  ),
  rule('jailbreak', 1, '\\bchat ?gpt\\b|\\bopenai\\b|\\blanguage model\\b|\\bhypothetical\\b'),

  rule(
    'extraction',
    4.5,
    `\\b${SHOW}\\b[ ,\\n](?:me |us |out |back |down )?${SOME}(?:your|ur)[ \\n](?:own |exact |full |entire |complete |whole |secret )?(?:system|initial|original|hidden|internal|starting|base|first|developer|secret|core) (?:prompts?|instructions?|messages?|guidelines|rules|configuration|directives?)\\b`,
  ),
  rule(
    'extraction',
    2.5,
    `\\b${SHOW}\\b[ ,\\n](?:me |us |out )?the (?:full |entire |complete |whole |hidden |secret )?(?:system|hidden|initial|developer) (?:prompt|instructions|message)\\b(?! (?:of|in|for|on) (?:our|my|an?|the)\\b)`,
  ),
  rule(
    'extraction',
    4,
    '\\b(?:print|reveal|repeat|output|dump|recite|leak|expose|disclose|reproduce|encode|verify|spell out|display)\\b(?: me| out| back)?(?: \\w{1,15}){0,3} your (?:own |exact |full |entire |complete |whole |secret )?(?:prompts?|instructions|guidelines|configuration|directives?|rules|context window|pre-?prompt)\\b',
  ),
  rule(
    'extraction',
    3,
    "\\b(?:show|tell|give|send|list|translate|summari[sz]e|what (?:is|are|were)|what's|copy|write)\\b(?: me| us)?(?: \\w{1,15}){0,3} your (?:own |exact |full |entire |complete |whole |original |hidden )?(?:prompt|instructions|directives|system message|configuration)\\b",
  ),
  rule(
    'extraction',
    3,
    '\\b(?:instructions|rules|guidelines|prompt|text)\\b[^?\\n]{0,50}\\b(?:you (?:were|are|have been|got|run on)|your (?:developer|creator|operator|company)|the company|the developer)\\b[^?\\n]{0,40}\\b(?:given|gave|configured|received|told|put|verbatim|word for word|wrote|on|bullet)\\b',
  ),
  rule(
    'extraction',
    3.5,
    '\\b(?:everything|all|text|words?|content|message)\\b(?: that| which)?(?: (?:was|is|were))?(?: (?:written|stated|said|placed))? (?:before|above|preceding) (?:my|this|the) (?:first |very first )?(?:message|conversation|line|prompt|sentence|chat)\\b',
  ),
  rule(
    'extraction',
    4,
    '\\b(?:text|words|everything|prompt)\\b[^.\\n]{0,25}\\bstarting with[ :]{1,3}["\'“]?you are|\\bfirst \\d{1,4} (?:words|characters|lines|sentences|tokens) of your\\b|\\b(?:my|your) (?:system prompt|instructions) (?:is|are)(?: as follows)?:',
  ),
  rule(
    'extraction',
    2,
    '\\bsystem prompt\\b[^?\\n]{0,20}\\byour?\\b|\\byour? (?:system|hidden|secret|initial) (?:prompt|instructions)\\b|\\brepeat the (?:text|words|sentences?) above\\b',
  ),
  rule(
    'extraction',
    2.5,
    '\\b(?:list|name|show|print)\\b[^.?\\n]{0,20}\\b(?:tools?|functions?)\\b[^.?\\n]{0,20}\\byou (?:can|may|are able to) (?:call|use)|\\bdump (?:your|the) context\\b|\\byour environment\\b|\\b(?:api key|token|credentials?) (?:that |which )?you use\\b',
  ),
  rule(
    'extraction',
    2,
    '\\b(?:conversations?|messages?|chats?|orders?|records?) (?:you had with|of|from|with) (?:other|the (?:previous|last)) (?:users?|customers?)\\b',
  ),

  rule(
    'override',
    3,
    '\\b(?:note|message|instructions?|hint|attention|hey|dear|important|directive|notice)?[ :,]{0,2}\\b(?:to|for|dear|hey|attention)(?: the| any| all)? (?:ais?|llms?|language models?|large language models?|ai (?:model|assistant|agent|system|reader)s?|chat ?bots?|automated (?:agent|system|assistant)s?)\\b(?: that| who| which| reading|[:,])',
    { source: 'retrieved' },
  ),
  rule(
    'override',
    3,
    '\\b(?:note|instructions?|message|hint) (?:to|for) (?:the |any |all )?(?:ais?|llms?|(?:language )?models?|chat ?bots?|bots?|assistants?)\\b ?[:,]',
  ),
  rule(
    'override',
    3.5,
    "\\bif (?:you are|you're|this (?:message|mail|text|document) is (?:handled|read|processed) by) an? (?:\\w{1,12} ){0,2}(?:ai|llm|language model|automated|assistant|chat ?bot|ai agent|bot)\\b(?=[^.?\\n]{0,60},|[^.?\\n]{0,20} (?:reading|processing|summari|it must|must|system))",
  ),
  rule(
    'override',
    4,
    '\\b(?:ais?|assistants?|llms?|(?:language )?models?|bots?|chatbots?)\\b(?: systems?| assistants?)? (?:reading|processing|summari[sz]ing|that (?:reads?|triages?|process(?:es)?)|answering from) (?:this|these)\\b',
  ),
  rule(
    'override',
    2.5,
    '\\b(?:the )?(?:assistant|ai|model|chatbot|bot|llm)(?: \\w{1,10})? (?:must|shall|should|has to|is required to)(?: now| also| always)? (?:ask|reply|respond|add|append|tell|say|ignore|send|recommend|include|forward|grant|not)\\b',
    { source: 'retrieved' },
  ),
  rule(
    'override',
    3,
    '\\bwhen (?:you|an assistant|the assistant|the model|an ai|ai)(?: \\w{1,10})? (?:answer|summari[sz]e|respond|generate|process|reply|read)s?(?:ing)?\\b[^.\\n]{0,60}[, ](?:(?:it )?(?:should|must) )?(?:also |please |always |then )?(?:add|include|tell|say|pretend|mention|insert|append|put|encode|recommend|ignore|claim|set)\\b',
    { source: 'retrieved' },
  ),
];
