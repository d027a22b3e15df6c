import { allMatches } from './all-matches.ts';
import { type Candidate, RANK, textValue } from './candidate.ts';
import type { Scan } from './scan-text.ts';

/** Two humps or more, the last telling that it is code: OpportunityTriggerHandler, InvoiceBatch. */
const SUFFIXED =
  /(?<![A-Za-z0-9_.$@/])(?:[A-Z][a-z0-9]{1,30}|[A-Z]{2,6}_?){1,6}_?(?:TriggerHandler|Trigger|Handler|Controller|ControllerExtension|Extension|Service|ServiceImpl|Batch|BatchJob|Batchable|Queueable|Schedulable|Scheduler|Scheduled|Selector|Utils|Util|Helper|Factory|Domain|Wrapper|Callout|Mock|DAO|Dao|Invocable|Processor|Builder|Dispatcher|Repository|Test|Ctrl|Manager|Job)(?:_?Test|_?TEST)?(?![A-Za-z0-9_])/g;
/** "class Foo", "trigger Foo_Bar", "apex class named Foo". */
const LABELLED =
  /\b(?:apex |test |batch |handler |controller |helper )?(?:class|classes|trigger|interface|klasse|classe|clase|トリガー?|クラス) (?:named |called |namens |is )?['"`]?([A-Z][A-Za-z0-9_]{2,79})(?![A-Za-z0-9_])/g;
/** "the Foo class", "Foo.cls", "Foo.trigger". */
const LABELLED_AFTER =
  /(?<![A-Za-z0-9_.])([A-Z][A-Za-z0-9_]{2,79})['"`]?(?:\.cls\b|\.trigger\b| (?:apex )?(?:class|trigger|klasse)\b)/g;
/** Classes of the platform with a member: Database.executeBatch, Test.startTest. */
const PLATFORM =
  /(?<![A-Za-z0-9_.])(?:System|Database|Schema|Test|Limits|JSON|Math|UserInfo|EventBus|Messaging|ConnectApi|Crypto|EncodingUtil|Trigger|Cache|Url|Assert|Type|Label|Auth|Site|Network|Approval|ApexPages|FlowInterview|Flow|String|Date|Datetime|Http|HttpRequest|HttpResponse)\.[A-Za-z][A-Za-z0-9_]{1,60}(?:\.[A-Za-z][A-Za-z0-9_]{1,60}){0,2}(?![A-Za-z0-9_])/g;
const MEMBER =
  /(?<![A-Za-z0-9_.])([A-Z][a-z0-9]{1,30}(?:[A-Z][a-z0-9]{1,30}){1,5})\.[a-z][A-Za-z0-9]{1,60} ?\(/g;
const NOT_A_NAME =
  /^(?:The|This|That|And|Not|For|With|Name|Names|Error|Trigger|Class|Test|Apex|Named|Called|Order|Contract|User)$/;

/** Names of Apex classes and triggers, and members of the platform's classes. As written. Pure. */
export function findApexNames({ wide }: Scan): Candidate[] {
  if (!/[A-Z]/.test(wide)) return [];
  const found: Candidate[] = [];
  const add = (start: number, name: string, rank: number) =>
    found.push({ start, end: start + name.length, type: 'apex-class', value: textValue(name), rank });
  for (const match of allMatches(wide, SUFFIXED)) {
    // One hump is a word: "Test", "Service"; a name has a part before it.
    if (/[a-z0-9_][A-Z]/.test(match[0]) || /^[A-Z]{2,}[A-Z][a-z]/.test(match[0]))
      add(match.index, match[0], RANK.shaped);
  }
  for (const match of allMatches(wide, LABELLED)) {
    const name = match[1] ?? '';
    if (isName(name)) add(match.index + match[0].length - name.length, name, RANK.proven);
  }
  for (const match of allMatches(wide, LABELLED_AFTER)) {
    const name = match[1] ?? '';
    if (isName(name) && /[a-z0-9_][A-Z]|_|\.(?:cls|trigger)$/.test(match[0]))
      add(match.index, name, RANK.proven);
  }
  if (!wide.includes('.')) return found;
  for (const match of allMatches(wide, PLATFORM)) {
    const member = match[0].slice(match[0].indexOf('.') + 1);
    // "Test.Please" is the end of a sentence.
    if (/^[a-z]/.test(member) || /^(?:Trigger|System|Database|Schema|Messaging)\./.test(match[0]))
      add(match.index, match[0], RANK.shaped);
  }
  for (const match of allMatches(wide, MEMBER)) add(match.index, match[1] ?? '', RANK.shaped);
  return found;
}

function isName(name: string): boolean {
  return !NOT_A_NAME.test(name) && !/__(?:c|r|mdt|e)$/.test(name);
}
