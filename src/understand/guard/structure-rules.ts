import type { Rule } from './rule.ts';

/** Words in an address that name what must not leave. */
const LOOT =
  '(?:conversation|history|transcript|chat|session|token|cookie|secret|password|customer|user|e-?mail|question|message|leak|data|stolen|prompt)';

/** Patterns on the `plainView` of a text: false roles and delimiters, markup that runs or fetches, addresses that carry data. */
export const STRUCTURE_RULES: readonly Rule[] = [
  {
    attack: 'override',
    weight: 5,
    pattern:
      /<\|(?:im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id)\|>|\[\/?INST\]|<<\/?SYS>>/i,
  },
  {
    attack: 'override',
    weight: 3.5,
    pattern: /(?:^|\n)[ \t]{0,4}#{2,4} ?(?:instructions?|system|response|human|assistant|new task)\b ?:/i,
  },
  {
    attack: 'override',
    weight: 3.5,
    pattern:
      /(?:^|\n)[ \t>]{0,4}(?:system|developer)(?: (?:message|prompt|note|override|instruction))?[ \t]{0,2}: ?(?!error|user role|restart|ready|windows|mac|linux|android|ios|\d)[^\n]{0,80}\b(?:you|the (?:customer|user|assistant)|ignore|skip|must|all|now)\b/i,
  },
  {
    attack: 'override',
    weight: 3,
    pattern:
      /\[\/?(?:system|admin|developer|override)(?: (?:message|note|override|prompt))?\]|<\/?(?:system|instructions?|system_?prompt|admin)>|\{\{ ?(?:assistant|system|ai)\.[a-z_]{2,20}/i,
  },
  {
    attack: 'override',
    weight: 2.5,
    pattern: /(?:^|\n)[ \t]{0,4}(?:assistant|ai)[ \t]{0,2}[:,] ?[a-z]/i,
    source: 'retrieved',
  },
  {
    attack: 'override',
    weight: 3,
    pattern:
      /\((?:ai|llm|chatbot|assistant|model|bot|ki|ia)(?: note| hinweis)? ?:|<!--[^>]{0,40}\b(?:assistant|ai|llm|model|chatbot)\b|%% ?to the (?:model|assistant|ai)|#ai-directive/i,
  },
  {
    attack: 'override',
    weight: 3.5,
    pattern: /["']role["']\s{0,3}:\s{0,3}["'](?:system|developer)["']\s{0,3},\s{0,3}["']content["']/i,
  },
  {
    attack: 'override',
    weight: 3,
    pattern:
      /-{2,5} ?(?:begin|end|start)(?: of)?(?: the)? (?:system|user|context|prompt|instructions?)\b|\bEND CONTEXT\b|\bnew context:/i,
  },
  {
    attack: 'override',
    weight: 3.5,
    pattern: /(?:^|\n)[ \t]{0,4}(?:human|user|customer) ?:[^\n]{0,300}\n[ \t]{0,4}(?:assistant|ai|bot) ?:/i,
  },

  {
    attack: 'exfiltration',
    weight: 4.5,
    pattern:
      /<(?:img|svg|body|iframe|video|audio|input|details|object|embed|a|div|math)\b[^>]{0,300}[\s/]on[a-z]{3,20}\s{0,3}=/i,
  },
  {
    attack: 'exfiltration',
    weight: 4,
    pattern:
      /(?:href\s{0,3}=\s{0,3}["']?|\]\(|src\s{0,3}=\s{0,3}["']?)\s{0,3}(?:javascript:(?!void)|vbscript:|data:text\/html)/i,
  },
  {
    attack: 'exfiltration',
    weight: 4,
    pattern:
      /<script\b[^>]{0,200}>[^<]{0,400}(?:document\.cookie|fetch ?\(|localStorage|XMLHttpRequest|eval ?\(|alert ?\()/i,
  },
  {
    attack: 'exfiltration',
    weight: 1,
    pattern: /<iframe\b[^>]{0,200}src|<script\b[^>]{0,200}src/i,
    source: 'retrieved',
  },
  {
    attack: 'exfiltration',
    weight: 1.5,
    pattern: /<iframe\b[^>]{0,200}(?:phish|login|evil|attack)|document\.cookie/i,
  },
  {
    attack: 'exfiltration',
    weight: 4.5,
    pattern: new RegExp(
      `!\\[[^\\]\\n]{0,80}\\]\\( {0,3}https?://[^)\\s]{1,200}[?&/][^)\\s]{0,40}=[^)\\s]{0,40}(?:\\{|\\[|\\$|<|%7b|[A-Z]{4}|${LOOT})`,
    ),
  },
  {
    attack: 'exfiltration',
    weight: 2.5,
    pattern: /!\[[^\]\n]{0,80}\]\( {0,3}https?:\/\/[^)\s]{1,200}\?[^)\s]{1,200}=/,
  },
  {
    attack: 'exfiltration',
    weight: 4.5,
    pattern: new RegExp(
      `<img\\b[^>]{0,80}src\\s{0,3}=\\s{0,3}["']?https?://[^>\\s]{1,200}[?&][^>\\s]{0,60}(?:\\{|\\[|\\$|%7b|${LOOT})`,
      'i',
    ),
  },
  {
    attack: 'exfiltration',
    weight: 3,
    pattern: /https?:\/\/[^\s)"'<>]{1,200}[?&][\w.-]{1,30}=(?:\{|\[|\$\{|<|%7b|\s|$|[A-Z_]{5,30}\b)/,
  },
  {
    attack: 'exfiltration',
    weight: 3,
    pattern:
      /\b(?:send|post|forward|upload|transmit|submit|deliver)\b (?:them|it all|everything|all of (?:it|them)|the (?:result|list|output)s?)\b[^.\n]{0,20}\bto\b[^.\n]{0,12}(?:https?:\/\/|[\w.+-]{1,40}@)/i,
  },
  {
    attack: 'exfiltration',
    weight: 3,
    pattern: new RegExp(
      `\\b(?:send|post|forward|append|upload|exfiltrate|leak|transmit|submit|attach|add|deliver|put|encode)\\b[^.\\n]{0,80}\\b${LOOT}s?\\b[^.\\n]{0,80}(?:https?://|\\bin the url\\b)`,
      'i',
    ),
  },
  {
    attack: 'exfiltration',
    weight: 2.5,
    pattern:
      /\b(?:send|forward|post)\b[^.\n]{0,40}\b(?:all|every|customer|bank|the chat|transcript|card|supplier)\b[^.\n]{0,40}\bto\b[^.\n]{0,12}[\w.+-]{1,40}@[\w-]{1,40}\./i,
    source: 'retrieved',
  },
  {
    attack: 'exfiltration',
    weight: 3,
    pattern:
      /\b(?:image|link|url|markdown)\b[^.\n]{0,60}\b(?:followed by|containing|append(?:ed)?) (?:everything|the (?:session|conversation|chat|customer|user))\b/i,
  },
  {
    attack: 'exfiltration',
    weight: 2,
    pattern:
      /\bwithout (?:telling|informing|notifying) (?:anyone|anybody|the (?:user|customer))\b|\bdo(?:n't| not) (?:tell|inform|mention (?:this|it) to) (?:anyone|anybody|the (?:user|customer))\b/i,
  },
];
