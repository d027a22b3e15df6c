import { ADDRESS_TRIGGER } from './address-triggers.ts';
import { STATE, STREET_AFTER, STREET_BEFORE, STREET_ENDING } from './address-words.ts';
import { light } from './light-pattern.ts';

/** Where an address certainly is. `gate` is a cheap test, or the `ADDRESS_TRIGGER`, of what must occur for `pattern` to match at all. */
export interface AddressAnchor {
  gate: RegExp | number;
  pattern: RegExp;
}

const NUMBER = '\\d{1,6}(?:[-/]\\d{1,5})?(?: ?[a-zA-Z](?![\\p{L}\\d]))?';
const WORD = "\\p{L}[\\p{L}\\p{M}\\d'’.-]{0,30}";
const CAP = "\\p{Lu}[\\p{L}\\p{M}\\d'’.-]{0,30}";

const ENDING =
  /(?:[sS]tra(?:ss|ß)e|str\.|gasse|platz|allee|ufer|weg|chaussee|laan|straat|gracht|kade|plein|dijk|singel|gat(?:a|an|e|en)|v[äe]g(?:en|ur)?|vei(?:en)?|gränd|torget|vei|vej|gade|stræde|stien|tie|katu|kuja|polku|aukio|tca|tja|út|tér|körút|stígur|braut|götu|Weg|Ring|Damm|Ufer|Platz|Allee|Gasse|plass|plads|Allé|Str\.) ?\d/i;
/** A house number before such a street: "77 Kungsgatan". */
const ENDING_BEHIND =
  /\d{1,6}[a-z]?,? (?:\p{Lu}[\p{L}-]{1,30} ){0,2}\p{L}[\p{L}-]{2,30}(?:straße|strasse|gasse|platz|allee|straat|gracht|kade|gatan|vägen|gata|gaten|veien|vegen|gade|katu|intie|utca)(?![\p{L}\d_(])/u;
/** Shapes of addresses of many countries; what belongs to one on either side is added by `findAddresses`. */
export const ADDRESS_ANCHORS: readonly AddressAnchor[] = [
  {
    gate: ADDRESS_TRIGGER.street,
    pattern: light(
      `(?<![\\p{L}\\d.,$€£#:-])${NUMBER},? (?:\\d{1,4}(?:st|nd|rd|th)|${CAP})(?: ${CAP}){0,3} (?:${STREET_AFTER})(?![\\p{L}\\d(_])\\.?`,
      'gu',
    ),
  },
  {
    gate: ADDRESS_TRIGGER.street,
    pattern: light(
      `(?<![\\p{L}\\d.,$€£#:-])\\d{1,6}[a-z]?,? (?:(?:${WORD}|\\d{1,4}(?:st|nd|rd|th)) ){1,3}(?:street|avenue|ave|road|rd|boulevard|blvd|lane|drive|court|square|terrace|parkway|highway|crescent)(?![\\p{L}\\d(_])\\.?`,
      'giu',
    ),
  },
  {
    gate: ENDING,
    pattern: light(
      `(?<![\\p{L}\\d-])(?:\\p{Lu}[\\p{L}-]{1,30} ){0,2}\\p{L}[\\p{L}-]{2,30}(?:${STREET_ENDING}) ?\\d{1,5}(?: ?[a-zA-Z](?![\\p{L}\\d]))?(?![\\d.,]?\\d)`,
      'gu',
    ),
  },
  {
    gate: ENDING,
    pattern: light(
      `(?<![\\p{L}\\d])\\p{Lu}[\\p{L}-]{1,30}(?:(?: |-)${CAP}){0,2}(?: |-)(?:Stra(?:ß|ss)e|Str\\.|Gasse|Platz|Allee|Weg|Ring|Damm|Ufer|utca|útja|út|tér|körút|gatan|väg|gate|plass|plads|Allé|tie|katu) ?\\d{1,5}(?![\\d])`,
      'gu',
    ),
  },
  {
    gate: ENDING_BEHIND,
    pattern: light(new RegExp(`(?<![\\p{L}\\d.,$€£#:-])${ENDING_BEHIND.source}`, 'gu')),
  },
  // Hungary: lower case inside the name, and a point behind the number.
  {
    gate: /(?:utca|útja|út|tér|körút|krt\.) \d/i,
    pattern: light(
      `(?<![\\p{L}\\d])(?:${WORD} ){1,3}(?:utca|útja|út|tere?|körút|krt\\.) \\d{1,4}(?:\\.(?=,|\\s\\S))?(?![\\p{L}\\d])`,
      'gu',
    ),
  },
  // South America: a name and a long number behind a word of place.
  {
    gate: /(?:on|at|side of|along|en) \p{Lu}\p{Ll}{1,30} \p{Lu}\p{Ll}{1,30} \d{3,5}(?!\d)/u,
    pattern: light(
      `(?<=(?:on|at|side of|along|en) )\\p{Lu}\\p{Ll}{1,30} \\p{Lu}\\p{Ll}{1,30} (?!(?:19|20)\\d\\d(?!\\d))\\d{3,5}(?![.,:]?\\d)`,
      'gu',
    ),
  },
  {
    gate: ADDRESS_TRIGGER.before,
    pattern: light(
      `(?<![\\p{L}\\d.,$€£#:-])(?:${NUMBER},? (?:bis |ter )?)?(?:${STREET_BEFORE}) (?:(?:de|du|des|de la|de los|d'|del|della|dei|di|do|da|dos|das|la|le|las|los) ?){0,2}${CAP}(?: (?:(?:de|da|do|di|del|y|e) )?${CAP}){0,4}(?:, ?| )(?:n[º°.]? ?)?${NUMBER}(?![\\d])`,
      'gu',
    ),
  },
  {
    gate: ADDRESS_TRIGGER.before,
    pattern: light(
      `(?<![\\p{L}\\d])(?:rue|calle|avenida|rua|rúa|ul\\.|ulica|piazza|viale) (?:${WORD} ){1,4}\\d{1,5}(?![\\d])`,
      'giu',
    ),
  },
  {
    gate: ADDRESS_TRIGGER.before,
    pattern: light(
      `(?<![\\p{L}\\d.,$€£#:-])${NUMBER},? (?:bis |ter )?(?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Bb]d|[Pp]lace|[Cc]hemin|[Ii]mpasse|[Aa]llée|[Qq]uai|[Cc]ours|[Rr]oute|[Vv]ia|[Vv]iale|[Pp]iazza|[Cc]alle|[Aa]venida|[Rr]ua) (?:(?:de|du|des|de la|d'|l'|della|di|do|da) ?){0,2}${CAP}(?:[ -](?:(?:de|du|la) )?${CAP}){0,3}`,
      'gu',
    ),
  },
  {
    gate: /box|postfach|boîte|apartado|casella|caixa|postb/i,
    pattern: light(
      /(?<![\p{L}\d])(?:p\.? ?o\.? ?box|post office box|postfach|boîte postale|apartado(?: de correos)?|casella postale|caixa postal|postbus|postboks|box(?=\s\d{3,5}[, ]))\s?#?\d{1,8}/giu,
    ),
  },
  { gate: /box/i, pattern: /(?<![\p{L}\d])(?:psc|unit|cmr) \d{1,5},? box \d{1,5}/giu },
  {
    gate: /\b(?:usns|uss|uscgc|usnv|usnh)\b/i,
    pattern: light(
      /(?<![\p{L}\d])(?:usns|uss|uscgc|usnv|usnh) \p{L}[\p{L}'’-]{1,30}(?: \p{L}{1,20})?(?=,?\s{1,3}[afd]po)/giu,
    ),
  },
  { gate: /[afd]po/i, pattern: /(?<![\p{L}\d])[afd]po,? a[aep] \d{5}(?!\d)/giu },
  {
    gate: /(?:corner|intersection) of/i,
    pattern: light(
      `(?<![\\p{L}\\d])(?:the )?(?:corner|intersection) of (?:${WORD}|\\d{1,4}(?:st|nd|rd|th))(?: (?!and)${WORD}| \\d{1,5}\\.?){0,4} and (?:${WORD}|\\d{1,4}(?:st|nd|rd|th))(?: \\d{1,5}(?!\\d)| (?!is\\b|was\\b|in\\b|at\\b|and\\b)${CAP}){0,3}`,
      'giu',
    ),
  },
  {
    gate: /[A-Z]{2},? \d{5}/,
    pattern: light(`(?<![\\p{L}\\d])${CAP}(?: ${CAP}){0,3},? (?:${STATE}),? \\d{5}(?:-\\d{4})?(?!\\d)`, 'gu'),
  },
  {
    gate: /[A-Z]\d[A-Z\d]? \d[A-Z]/,
    pattern: light(/(?<![\p{L}\d])[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}(?![\p{L}\d])/gu),
  },
  { gate: /[A-Z]\d[A-Z] \d/, pattern: /(?<![\p{L}\d])[ABCEGHJ-NPR-TVXY]\d[A-Z] \d[A-Z]\d(?![\p{L}\d])/gu },
  // A number, a name, a number, and a part of the building.
  {
    gate: ADDRESS_TRIGGER.unit,
    pattern: light(
      `(?<![\\p{L}\\d])(?:(?:\\d{1,6} ){1,2}${WORD}(?: (?!apt|suite|unit)${WORD}){0,4}(?: \\d{1,5}\\.?)?|${WORD}(?: (?!apt|suite|unit)${WORD}){0,3} \\d{1,5})(?:,? |,?\\s{0,2}\\n[>?]{0,3}[ \\t]{0,8})(?:apt|apartment|suite|ste|flat|unit)\\b\\.? ?#?\\d{1,5}[a-z]?(?![\\p{L}\\d])`,
      'giu',
    ),
  },
  {
    gate: /zip|post|plz|pincode/i,
    pattern: light(
      /(?<![\p{L}\d])(?:zip(?: ?code)?|post(?:al)? ?code|plz|code postal|código postal|pincode)(?: (?:is|was|ist|es|est))?[ :=]{1,3}(?=[A-Z\d -]{0,10}\d)[A-Z\d]{2,6}(?:[ -][A-Z\d]{2,4})?(?![\p{L}\d])/giu,
    ),
  },
  // A name, a number, and a postcode with its town: "Damrak 1, 1012 LG Amsterdam".
  {
    gate: /\d[a-z]?, (?:[A-Z]{1,2}-)?\d/,
    pattern: light(
      `(?<![\\p{L}\\d])${CAP}(?: ${CAP}){0,3} \\d{1,4}[a-z]?, (?:[A-Z]{1,2}-)?\\d{2,5}(?:[ -]\\d{2,3}|(?<=\\d{4}) [A-Z]{2})? ${CAP}`,
      'gu',
    ),
  },
  // A number, a name, a number, and then a town.
  {
    gate: /\d, ?\p{Lu}|\d\s{0,2}\n/u,
    pattern: light(
      `(?<![\\p{L}\\d.,$€£#:-])\\d{1,6} ${CAP}(?: (?:\\p{Ll}{1,3} )?${CAP}){0,3} \\d{1,5}(?=,? ?\\n[>? ]{0,8},?\\p{Lu}|, \\p{Lu}[\\p{L}-]{2,30}(?:,|\\.|$| \\d))`,
      'gu',
    ),
  },
  {
    gate: ADDRESS_TRIGGER.street,
    pattern: light(
      `(?<=(?:on|at|off|near|along|to) )${CAP}(?: ${CAP}){0,2} (?:Street|Avenue|Road|Boulevard|Lane|Drive)(?![\\p{L}\\d(_])`,
      'gu',
    ),
  },
];
