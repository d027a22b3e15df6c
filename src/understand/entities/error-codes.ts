import { allMatches } from './all-matches.ts';
import { type Candidate, RANK, textValue } from './candidate.ts';
import type { Scan } from './scan-text.ts';

/** FIELD_CUSTOM_VALIDATION_EXCEPTION, ERR_CONNECTION_REFUSED. */
const UPPER_SNAKE = /(?<![A-Za-z0-9_.$-])[A-Z][A-Z0-9]{1,39}(?:_[A-Z0-9]{1,40}){1,10}(?![A-Za-z0-9_])/g;
/** ERR-1234, ORA-00942, E1001, 0x80070005. */
const PREFIXED =
  /(?<![A-Za-z0-9_-])(?:(?:ERR|ERROR|EX|ORA|SQL|TLS|SSL|AUTH|API|SYS|DB|EW|WARN|FATAL)[-_ ]?\d{2,8}|[A-Z]{2,4}-E?\d{3,8}(?=[^\w-]{1,3}(?:[Ee]rror|[Ff]ehler|[Ee]rreur|[Ee]rrore))|0x[0-9A-Fa-f]{4,16}|SQLSTATE ?\[?[0-9A-Z]{5}\]?)(?![A-Za-z0-9_])/g;
/** System.LimitException, java.lang.NullPointerException, TypeError. */
const EXCEPTION =
  /(?<![A-Za-z0-9_.])(?:[A-Za-z_][A-Za-z0-9_]{1,40}\.){0,5}[A-Z][a-z][A-Za-z0-9]{1,60}(?:Exception|Error|Fault)(?![A-Za-z0-9_])/g;
const HTTP =
  /\bhttp(?:\/[\d.]{1,3})?(?: ?(?:status|error|code|fehler|erreur|errore))?[ :]{0,2}([1-5]\d\d)(?![\w%]|[.,]\d)/g;
const STATUS =
  /\b(?:status(?:code| code)?|error|fehler|erreur|errore|erro)[ :#]{0,2}([45]\d\d)(?![\w%]|[.,]\d)|(?<![\w.,$€£#-])([45]\d\d) (?=(?:http |server |client |gateway )?(?:errors?|fehler|not found|internal server|bad gateway|unauthorized|forbidden|service unavailable|gateway timeout|bad request|too many requests|status|response|timeout)\b)|\b(?:got|get|gets|getting|see|seeing|returns?|returned|throws|gives?|gave|with|un|einen|eine|une) (?:an? )?((?:40[013459]|422|429|50[0234]))(?![\w%:]|[.,]\d| ?(?:dollars|euros|people|users|records|rows|items|emails|pounds|eur|usd|gbp))/g;
const LABELLED =
  /(?:\b(?:error(?: code| number| no\.?| id)?|errorcode|fehlercode|fehlernummer|fehler(?:-nr)?|code d'erreur|code erreur|erreur|codigo de error|codigo de erro|erro|codice (?:di )?errore|codice d'errore|errore)\b|エラー(?:コード|番号)?|رمز الخطا|خطا)[はが]?(?: (?:is|was|ist|nr\.?|no\.?|code|numero|n°|رقم))?[ :#("'[]{0,3}(-?(?:[a-z]{1,8}[-_.]?)?\d[\da-z]{1,15}(?:[-_.][\da-z]{1,12}){0,3})(?![\w%])/g;

/** Error codes, HTTP statuses (`HTTP 503`) and exception names; codes in upper case, names as written. Pure. */
export function findErrorCodes({ wide, folded, hasDigit }: Scan): Candidate[] {
  const found: Candidate[] = [];
  const add = (start: number, end: number, value: string, rank: number) =>
    found.push({ start, end, type: 'error-code', value: textValue(value), rank });
  if (wide.includes('_')) {
    for (const match of allMatches(wide, UPPER_SNAKE)) {
      add(match.index, match.index + match[0].length, match[0], RANK.shaped);
    }
  }
  for (const match of allMatches(wide, EXCEPTION)) {
    add(match.index, match.index + match[0].length, match[0], RANK.proven);
  }
  if (!hasDigit) return found;
  for (const match of allMatches(wide, PREFIXED)) {
    const code = match[0];
    add(
      match.index,
      match.index + code.length,
      code.startsWith('0x') ? code : code.toUpperCase(),
      RANK.proven,
    );
  }
  for (const match of allMatches(folded, HTTP)) {
    add(match.index, match.index + match[0].length, `HTTP ${match[1]}`, RANK.proven);
  }
  for (const match of allMatches(folded, STATUS)) {
    const code = match[1] ?? match[2] ?? match[3] ?? '';
    const start = match.index + match[0].indexOf(code);
    add(start, start + code.length, `HTTP ${code}`, RANK.proven);
  }
  for (const match of allMatches(folded, LABELLED)) {
    const code = match[1] ?? '';
    const end = match.index + match[0].length;
    add(end - code.length, end, code.toUpperCase(), RANK.proven);
  }
  return found;
}
