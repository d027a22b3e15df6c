import { allMatches } from './all-matches.ts';
import { type Candidate, RANK, textValue } from './candidate.ts';
import { COMPOUND_OBJECTS, OBJECTS, STANDARD_FIELDS } from './salesforce-schema.ts';
import type { Scan } from './scan-text.ts';

/** My_Field__c, ns__Thing__c, Order_Placed__e, Account.Region__c, Parent__r.Name. */
const CUSTOM =
  /(?<![A-Za-z0-9_.])(?:[A-Za-z][A-Za-z0-9_]{0,60}\.){0,4}[A-Za-z][A-Za-z0-9_]{0,78}?__(?:c|r|mdt|e|x|b|kav|pc|Share|History|Feed|ChangeEvent)(?:\.[A-Za-z][A-Za-z0-9_]{0,60}){0,3}(?![A-Za-z0-9_])/g;
/** Account.Name, Opportunity.Owner.Email. */
const PATH = new RegExp(
  `(?<![A-Za-z0-9_.])(?:${OBJECTS.join('|')})(?:\\.[A-Z][A-Za-z]{1,60}){1,4}(?![A-Za-z0-9_])`,
  'g',
);
const COMPOUND = new RegExp(`(?<![A-Za-z0-9_.])(?:${COMPOUND_OBJECTS.join('|')})(?![A-Za-z0-9_])`, 'g');
const PLAIN = new RegExp(`(?<![A-Za-z0-9_.])(${OBJECTS.join('|')})(?:s|es)?(?![A-Za-z0-9_])`, 'g');
/** Words of somebody who speaks about the data model rather than about their account. */
const TECHNICAL =
  /\b(?:apex|soql|sosl|dml|sobjects?|triggers?|lookup|master-detail|record types?|validation rules?|custom fields?|page layouts?|objects?|objekt|objet|objeto|oggetto|schema|metadata|batch|test class|deploy\w{0,6}|sandbox|data ?loader|roll-?up|formula|field-level|permission sets?|api name|lightning|lwc|visualforce|queries|query|upsert|sharing rules?|flows?|governor|SELECT|salesforce (?:field|object)s?)\b|オブジェクト|項目|トリガ/i;
const STRUCTURAL =
  /(?:\b(?:from|into|on|insert|update|upsert|delete|list<|set<|new|sobject|object|describe|the|an?|all|every|each|on the) ?<?$)|<$/i;
const OBJECT_BEFORE =
  /(?:\b(?:FROM|from|into|object|sobject|objects|new|insert|on)|List<|Set<|Map<(?:Id, ?)?)\s{0,2}$/;
const OBJECT_AFTER = /^\s?(?:objects?|sobjects?|records?|triggers?|tab|rows|object's|Objekt|>|objet|objeto)/i;
const FIELD_AFTER = /^\s?(?:fields?|columns?|picklist|formula|Feld|champ|campo)/i;

/** API names of objects and fields. Standard objects count as such only where the talk is technical. Pure. */
export function findSalesforceNames(scan: Scan): Candidate[] {
  const { wide } = scan;
  const found: Candidate[] = [];
  const add = (type: Candidate['type'], start: number, text: string, value: string, rank: number) =>
    found.push({ start, end: start + text.length, type, value: textValue(value), rank });
  if (wide.includes('__')) {
    for (const match of allMatches(wide, CUSTOM)) {
      add(customType(scan, match.index, match[0]), match.index, match[0], match[0], RANK.proven);
    }
  }
  if (!/[A-Z]/.test(wide)) return found;
  if (wide.includes('.')) {
    for (const match of allMatches(wide, PATH)) {
      const last = match[0].slice(match[0].lastIndexOf('.') + 1);
      if (isField(last)) add('salesforce-field', match.index, match[0], match[0], RANK.proven);
    }
  }
  for (const match of allMatches(wide, COMPOUND))
    add('salesforce-object', match.index, match[0], match[0], RANK.shaped);
  if (!TECHNICAL.test(wide)) return found;
  for (const match of allMatches(wide, PLAIN)) {
    const name = match[1] ?? '';
    if (isObjectHere(wide, match.index, match.index + match[0].length)) {
      add('salesforce-object', match.index, match[0], name, RANK.shaped);
    }
  }
  return [...found, ...selectedFields(wide)];
}

/** A custom name is a field unless its suffix or its neighbours say object. */
function customType(scan: Scan, start: number, name: string): Candidate['type'] {
  if (/__(?:mdt|e|x|b|kav|Share|History|Feed|ChangeEvent)$/.test(name)) return 'salesforce-object';
  if (name.includes('.')) return 'salesforce-field';
  const end = start + name.length;
  const after = scan.wide.slice(end, end + 12);
  if (FIELD_AFTER.test(after) || /__(?:pc|r)$/.test(name)) return 'salesforce-field';
  const before = scan.wide.slice(Math.max(0, start - 16), start);
  return OBJECT_AFTER.test(after) || OBJECT_BEFORE.test(before) ? 'salesforce-object' : 'salesforce-field';
}

function isField(name: string): boolean {
  return (
    STANDARD_FIELDS.has(name) || /[a-z](?:Id|Date|Name|Code|Number|Street|City|Country|State)$/.test(name)
  );
}

/** The first word of a sentence has a capital anyway; a name at the start of a sentence needs code around it. */
function isObjectHere(wide: string, start: number, end: number): boolean {
  const before = wide.slice(Math.max(0, start - 16), start);
  const after = wide.slice(end, end + 12);
  // "Case 00001234", "Order #5": one of them, not the object.
  if (/^ ?(?:#|no\.? |number )? ?\d/i.test(after)) return false;
  if (OBJECT_AFTER.test(after) || FIELD_AFTER.test(after) || OBJECT_BEFORE.test(before)) return true;
  if (/(?:^|[.!?:\n]["'( ]{0,3})$/.test(before)) return false;
  return STRUCTURAL.test(before) || /[a-z,]\s$/.test(before);
}

/** The columns of a SELECT. */
function selectedFields(wide: string): Candidate[] {
  const found: Candidate[] = [];
  for (const match of wide.matchAll(/\bselect\s{1,8}([A-Za-z0-9_.,\s]{2,600}?)\sfrom\s/gi)) {
    const list = match[1] ?? '';
    const from = match.index + match[0].indexOf(list);
    // "select a product from the list" is prose: columns have commas, or look like fields.
    for (const one of list.matchAll(/(?<![\w.])[A-Za-z][A-Za-z0-9_.]{1,120}/g)) {
      const name = one[0].slice(one[0].lastIndexOf('.') + 1);
      if (!STANDARD_FIELDS.has(name) && !/^[A-Z][a-z]+[A-Z]/.test(name)) continue;
      const start = from + one.index;
      found.push({
        start,
        end: start + one[0].length,
        type: 'salesforce-field',
        value: textValue(one[0]),
        rank: RANK.shaped,
      });
    }
  }
  return found;
}
