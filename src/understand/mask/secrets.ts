import { light } from './light-pattern.ts';
import { type Candidate, RANK } from './pii.ts';

/** Characters of one token: the longest JWTs that gateways let through have 8,000. What is longer is cut, and its rest masked. */
const TOKEN = '{16,16384}';

const SHAPES: readonly RegExp[] = [
  light(
    `(?<![\\w-])(?:sk|pk|rk)[-_](?:[a-z]{2,10}[-_]){0,3}[\\w-]${TOKEN}|(?<![\\w-])(?:gh[pousr]_|github_pat_|glpat-|gldt-|npm_|pypi-|dop_v1_|shpat_|shpss_|hf_|ew_live_|sq0[a-z]{3}-|EAA[A-Z]|ya29\\.|ATATT|lin_api_|PMAK-|phc_|dckr_pat_|xox[abeoprs]-|xapp-)[\\w.-]${TOKEN}`,
    'g',
  ),
  /(?<![\w-])(?:AKIA|ASIA|ABIA|ACCA)[A-Z\d]{16}(?!\w)/g,
  /(?<![\w-])AIza[\w-]{35}(?![\w-])/g,
  /(?<![\w-])SG\.[\w-]{16,64}\.[\w-]{16,128}/g,
  /(?<![\w-])eyJ[\w-]{4,8192}\.[\w-]{4,8192}(?:\.[\w-]{0,8192})?/g,
  /(?<![\w-])(?:key|SK|AC)-?[0-9a-f]{32}(?!\w)/g,
  // A Salesforce session id: the organization's id, an exclamation mark, the token.
  /(?<![\w-])00D[A-Za-z\d]{12,15}(?:!|%21)[\w.]{16,1024}/g,
  // A Salesforce refresh token and a consumer key.
  /(?<![\w-])5Aep[\w.]{20,512}|(?<![\w-])3MVG[\w.]{20,512}/g,
  /https:\/\/hooks\.slack\.com\/services\/[\w/]{16,128}/g,
  /(?<=(?:accountkey|sharedaccesskey|sig|signature)=)[\w+/%=-]{20,512}/gi,
];
const BEARER =
  /(?<![\w-])(?:bearer|oauth|basic|token)[ :=]{1,3}(?=[\w.~+/=!%-]{0,512}\d)(?=[\w.~+/=!%-]{0,512}[a-z])([\w.~+/=!%-]{16,16384})/gi;
/** `curl -u name:password`. */
const CURL = /\bcurl\b[^\n]{0,200}?\s(?:-u|--user)[ =]['"]?[^\s:'"]{1,64}:([^\s'"]{3,128})/g;
const PEM_BEGIN = /-----BEGIN [A-Z \d]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
const PEM_END = /-----END [A-Z \d]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
const LABELLED = light(
  /(?<![\p{L}\d])(?:(?:api|access|private|secret|license|licence|encryption|consumer|account|auth|aws|signing|webhook|client|security|session|refresh|bearer|personal|app|application)?[ _-]{0,2}(?:access[ _-]?)?(?:key|secret|token|sid)s?|(?:session|sid)[ _-]?(?:id|key)|(?:session|sessid|sessionid|jsessionid|phpsessid|csrf)(?==)|credentials?|jwt|api ?schlüssel|clé d'api|clave api|chiave api)(?:[ \t]{0,3}(?:(?:is|was|ist|lautet|es|est|è|é|value|for)(?![\p{L}])|[:=>"'`])){0,4}[ \t\n]{0,3}["'`]?([\w.~+/=!%-]{12,16384})/giu,
);
/** Ids of records look random as well: 15 or 18 letters and digits with a key prefix and the zeros of an instance. */
const RECORD_ID = /^[a-z\d]{3}[a-z\d]{2}0[a-z\d]{9}(?:[a-z\d]{3})?$/i;
/** As long as a hash: what is labelled as a key and has this shape is one, however regular. */
const HEX = /^[\da-f]{32,512}$/i;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** API keys, tokens, session ids and private keys: by their shapes, or where labelled and random enough. Pure. */
export function findSecrets(text: string, found: Candidate[]): void {
  for (const pattern of SHAPES) {
    for (const match of text.matchAll(pattern)) add(match.index, match.index + match[0].length, found);
  }
  for (const match of text.matchAll(BEARER)) value(match, found);
  for (const match of text.matchAll(CURL)) value(match, found);
  for (const match of text.matchAll(LABELLED)) {
    if (isRandom(match[1] ?? '')) value(match, found);
  }
  let blockEnd = 0;
  for (const match of text.matchAll(PEM_BEGIN)) {
    if (match.index < blockEnd) continue;
    PEM_END.lastIndex = match.index;
    const closing = PEM_END.exec(text);
    // Without its end the block is cut: all that follows belongs to it.
    blockEnd = closing ? closing.index + closing[0].length : text.length;
    add(match.index, blockEnd, found);
  }
}

function value(match: RegExpExecArray, found: Candidate[]): void {
  const end = match.index + match[0].length;
  const trimmed = (match[1] ?? '').replace(/[.!]$/, '');
  const start = end - (match[1] ?? '').length;
  add(start, start + trimmed.length, found);
}

function add(start: number, end: number, found: Candidate[]): void {
  found.push({ type: 'SECRET', start, end, rank: RANK.certain + 0.5 });
}

/** Letters and digits mixed, most of them different, and not the id of a record. */
function isRandom(token: string): boolean {
  if (!/\d/.test(token) || !/[a-z]/i.test(token) || RECORD_ID.test(token) || UUID.test(token)) return false;
  if (HEX.test(token)) return true;
  const head = token.slice(0, 64);
  const changes = head.match(/\d(?=[a-z])|[a-z](?=\d)|[a-z](?=[A-Z])/g)?.length ?? 0;
  return new Set(head.toLowerCase()).size >= 8 && changes >= 3;
}
