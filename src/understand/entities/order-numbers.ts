import type { EntityType } from '../../domain/understanding.ts';
import { allMatches } from './all-matches.ts';
import { type Candidate, RANK, textValue } from './candidate.ts';
import { isMistyped } from './mistyped.ts';
import type { Scan } from './scan-text.ts';

type NumberType = Extract<EntityType, 'order-number' | 'case-number'>;

const ORDER =
  'orders?|purchases?|ord|po|bestellungen|bestellung|bestellnummer|bestellnr|bestell-?nr|auftrag|auftrags?nummer|auftragsnr|commandes?|pedidos?|compra|orden|encomendas?|ordine|ordini|acquisto';
const CASE =
  'cases?|tickets?|incidents?|incidencia|incidente|case id|sr|fall|fallnummer|vorgang|vorgangsnummer|ticketnummer|dossier|caso|casos|solicitud|solicitacao|chamado|richiesta|pratica|segnalazione|service request|reference (?:number|no)|referenznummer|ref';
/** What may stand between the label and the number. */
const NUMBER_WORD =
  '(?:(?:number|numbers|no|nr|num|id|ids|code|ref|reference|nummer|numero|de commande|de pedido|di ordine)\\b|n ?[°º])';
const IS = '(?:is|was|ist|lautet|est|es|e|:|=|-|,)';
const GAP = `(?:[- ]?${NUMBER_WORD})?[.°º]?(?: ?${IS}(?= ?[#\\d"'(]| [a-z]{0,5}-?\\d))?[ :#"'(]{0,4}`;
/** A number has a digit, and may have letters and hyphens around it; 32 is beyond any shop's. */
const VALUE = '((?:[a-z]{1,6}[-_]?)?\\d(?:[a-z0-9]|[-_/](?=[a-z0-9])){0,31})(?![\\w%€$£]|[.,]\\d|:\\d)';

const LABELLED_ORDER = new RegExp(`\\b(?:${ORDER})\\b(${GAP})${VALUE}`, 'g');
const LABELLED_CASE = new RegExp(`\\b(?:${CASE})\\b(${GAP})${VALUE}`, 'g');
const ORDER_SCRIPTS =
  /(?:(?:ご)?注文(?:番号|ID)?|オーダー(?:番号)?|(?:رقم )?(?:ال)?(?:طلبيتي|طلبية|طلبي|طلب|اوردر)(?: رقم)?)[はがのを]?[ :#：]{0,3}([a-z]{0,6}-?\d[\da-z-]{2,31})/g;
const CASE_SCRIPTS =
  /(?:ケース(?:番号)?|チケット(?:番号)?|(?:お)?問い?合わ?せ(?:番号)?|受付番号|(?:رقم )?(?:ال)?(?:تذكرة|حالة|بلاغ|قضية|شكوى)(?: رقم)?)[はがのを]?[ :#：]{0,3}([a-z]{0,6}-?\d[\da-z-]{2,31})/g;
/** ORD-2024-00123, CASE-4711, INC0012345. */
const PREFIXED =
  /(?<![\w-])(ord|order|po|so|pur|bst|bes|auf|cmd|ped|case|cs|cas|tkt|tic|ticket|inc|sr|req|ritm|sup|supp)(?:[-_]\d[\da-z]{0,15}|\d[\da-z]{2,15})(?:[-_][\da-z]{1,15}){0,3}(?![\w-])/g;
const HASH = /(?<![\w&#/=])# ?(\d{3,18}(?:-\d{1,10}){0,2})(?![\w-]|\.\d)/g;
/** Salesforce numbers cases and orders in eight digits from 00000001 on. */
const EIGHT = /(?<![\w.,:#+/-])00\d{6}(?![\w-]|[.,:/]\d)/g;
/** A long number behind a word that is nearly "order" or "purchase". */
const AFTER_WORD = /(?<![a-z])([a-z]{4,14}) (?:number |no |nr |nr\. |# ?)?(\d{5,18})(?![\w%-]|[.,]\d)/g;
const CASE_PREFIX = /^(?:case|cs|cas|tkt|tic|ticket|inc|sr|req|ritm|sup|supp)[-_]?\d/;
/** What is counted rather than numbered: "order 2000 pieces". */
const COUNTED =
  /^ ?(?:x\b|pcs|pieces?|items?|units?|users?|licen[cs]es?|euros?|dollars?|usd|eur|gbp|pounds?|bucks|times|days?|weeks?|months?|years?|hours?|minutes?|percent|stuck|lizenzen|unites|unidades|%|€|\$|£|am\b|pm\b|tagen?|jours?|dias?)/;

/** Order and case numbers: labelled, with a telling prefix, behind #, or in Salesforce's form of eight digits. Value in upper case without #. Pure. */
export function findOrderNumbers({ folded, hasDigit }: Scan): Candidate[] {
  if (!hasDigit) return [];
  const found: Candidate[] = [];
  const add = (type: NumberType, end: number, number: string, rank: number) => {
    const value = textValue(number.toUpperCase());
    const start = end - number.length;
    found.push({ start: folded[start - 1] === '#' ? start - 1 : start, end, type, value, rank });
  };
  for (const [type, pattern] of LABELLED) {
    for (const match of allMatches(folded, pattern)) {
      const [whole, gap = '', number = ''] = match;
      const end = match.index + whole.length;
      if (isNumber(number, gap, folded.slice(end, end + 12))) add(type, end, number, RANK.proven);
    }
  }
  for (const [type, pattern] of SCRIPTS) {
    for (const match of allMatches(folded, pattern)) {
      add(type, match.index + match[0].length, match[1] ?? '', RANK.proven);
    }
  }
  for (const match of allMatches(folded, PREFIXED)) {
    const type = CASE_PREFIX.test(match[0]) ? 'case-number' : 'order-number';
    add(type, match.index + match[0].length, match[0], RANK.proven);
  }
  for (const match of folded.includes('#') ? allMatches(folded, HASH) : []) {
    found.push({
      start: match.index,
      end: match.index + match[0].length,
      type: aboutCases(folded) ? 'case-number' : 'order-number',
      value: textValue(match[1] ?? ''),
      rank: RANK.shaped,
    });
  }
  for (const match of allMatches(folded, EIGHT)) {
    add(aboutOrders(folded) ? 'order-number' : 'case-number', match.index + 8, match[0], RANK.loose);
  }
  for (const match of allMatches(folded, AFTER_WORD)) {
    if (isMistyped(match[1] ?? ''))
      add('order-number', match.index + match[0].length, match[2] ?? '', RANK.loose);
  }
  return found;
}

const LABELLED: readonly [NumberType, RegExp][] = [
  ['order-number', LABELLED_ORDER],
  ['case-number', LABELLED_CASE],
];
const SCRIPTS: readonly [NumberType, RegExp][] = [
  ['order-number', ORDER_SCRIPTS],
  ['case-number', CASE_SCRIPTS],
];

/** No noun follows that the number could count. */
const ENDS_HERE =
  /^(?:$|[.,;!?)\n]| (?:has|hasn|is|isn|was|and|not|please|still|to|from|that|which|with|did|does|never|arrived|ist|wurde|und|est|et|esta|y|e|nao|no)\b)/;

/** A short bare number behind a label is a count unless "number" or # says otherwise. */
function isNumber(number: string, gap: string, after: string): boolean {
  if (COUNTED.test(after)) return false;
  const digits = number.replace(/\D/g, '').length;
  if (/[a-z#°º]/.test(gap.replace(/\b(?:is|was|ist|est|es|e)\b/, ''))) return digits >= 1;
  if (/^(?:19|20)\d\d$/.test(number)) return false;
  if (/^\d{1,2}(?:st|nd|rd|th|am|pm|h|x|k)$/.test(number)) return false;
  return digits >= 4 || (digits === 3 && (/[a-z-]/.test(number) || ENDS_HERE.test(after)));
}

const CASE_WORD = new RegExp(`\\b(?:${CASE})\\b|ケース|チケット|تذكرة|حالة`);
const ORDER_WORD = new RegExp(`\\b(?:${ORDER})\\b|注文|طلب`);

function aboutCases(folded: string): boolean {
  return CASE_WORD.test(folded) && !ORDER_WORD.test(folded);
}

function aboutOrders(folded: string): boolean {
  return ORDER_WORD.test(folded) && !CASE_WORD.test(folded);
}
