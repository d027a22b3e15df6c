import { withoutTags } from './tag-reader.ts';

/** What an answer may point to. */
export interface OutputSources {
  /** Origins as `originOf` writes them: of the passages, of their addresses, of the organization. Subdomains and other ports are others. */
  hosts: ReadonlySet<string>;
  /** Names of the company and its hosts, which others imitate (`acme-login`). */
  brands: readonly string[];
  /** All that the passages and tools gave, in lower case: what stands there verbatim may be said. */
  letters: string;
}

/** `text`: without markup that could act. `points`: to a place that no source names, so that the sentence must not be said. */
export interface CleanOutput {
  text: string;
  points: boolean;
}

const ANSI =
  /(?:\u001b\[|\u009b)[\d;:?<=>]{0,40}[ -/]{0,4}[@-~]|\u001b\][^\u0007\u001b\n]{0,300}(?:\u0007|\u001b\\)?|\u001b[@-Z\\^_]/g;
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
/** Zero-width, directional, interlinear, tag and filler characters, and lone surrogates. */
const INVISIBLE =
  /\u00ad|\u034f|\u061c|[\u115f\u1160\u3164\uffa0]|[\u17b4\u17b5]|[\u180b-\u180f]|[\u200b\u200e\u200f]|[\u2028-\u202e]|[\u2060-\u206f]|\ufeff|[\ufff0-\ufffb]|[\u{e0000}-\u{e0fff}]|[\u{1d173}-\u{1d17a}]|\p{Cs}/gu;
/** Joiners are letters' in Arabic and Indic scripts, and emoji's; elsewhere they only hide. */
const JOINER =
  /(?<![\p{M}\p{Extended_Pictographic}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Malayalam}\p{Script=Sinhala}])(?:\u200c|\u200d)/gu;

const IMAGE = /!\[[^\]\n]{0,300}\](?:\([^)\n]{0,2000}\)?|\[[^\]\n]{0,200}\])?/g;
const DEFINITION = /^[ \t]{0,3}\[[^\]\n]{1,200}\]:[^\n]*$/gm;
const REFERENCE = /\[([^\]\n]{1,300})\][ ]?\[(?!\d{1,3}\])[^\]\n]{0,200}\]/g;
const LINK = /\[([^\]\n]{1,300})\]\(\s{0,3}<?([^)>\s]{0,2000})>?(?:\s[^)\n]{0,300})?\)?/g;
const ELEMENT_BODY =
  /<(script|style|iframe|object|svg|noscript|template|textarea|title)\b[\s\S]*?(?:<\/\1\s*>|$)/gi;
const COMMENT = /<!--[\s\S]*?(?:-->|$)|<[!?][^>]*(?:>|$)/g;
const ELEMENT = /<\/?([a-zA-Z][\w:-]{0,40})(?:[\s/][^<>]*)?(?:>|$)/g;
const KNOWN_ELEMENT =
  /^(?:a|abbr|area|article|audio|b|base|blockquote|body|br|button|canvas|center|code|details|dialog|div|em|embed|font|form|frame|frameset|h[1-6]|head|hr|html|i|iframe|image|img|input|ins|isindex|label|li|link|main|map|marquee|math|meta|nav|object|ol|option|p|param|picture|pre|q|s|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|title|tr|track|tt|u|ul|video|wbr)$/i;

const ACTIVE =
  /(?:java|vb|live)\s{0,3}script\s{0,3}(?::|&colon;|%3a)|\bdata\s?:\s?[a-z]{2,20}\/[a-z]|\b(?:file|blob|filesystem|view-source|intent|chrome):\/{0,3}[a-z]|\bhxxps?\b/i;
const URL = /\b(?:[a-z][a-z\d+.-]{1,14}:\/\/|www\.)[^\s<>()[\]"'`，。）」]{1,2000}/gi;
const MAIL = /\b(?:mailto|tel|sms):[^\s<>()[\]"'`]{1,300}/gi;
/** Names of hosts without a scheme. Endings that are also words of code (`.new`, `.name`) do not count alone, but with a path. */
const BARE =
  /(?<![\w@./-])(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.){1,6}(?:com|net|org|io|co|app|dev|ai|info|biz|me|ru|cn|tk|xyz|top|shop|online|site|website|click|link|live|club|vip|ly|gg|to|us|uk|de|fr|es|it|jp|in|br|eu|nl|ch|at|be|pl|se|no|fi|dk|cz|pt|ca|au|nz|mx|kr|tw|hk|sg|id|za|ir|ua|su|cc|ws|pw|zip|mov|page|cloud|store|tech|support|help|chat|finance|bank|money|gift|win|bid|loan|work|today|world|life|space|fun|icu|buzz|rest|cam|lol|onion|example|test)(?![\w-]|\.[a-z])(?:[/:?#][^\s<>()[\]"'`]{0,2000})?|(?<![\w@./-])(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.){1,6}[a-z]{2,24}\/[^\s<>()[\]"'`]{1,2000}/gi;
/** A scheme and a host with spaces between. */
const APART = /\bhttps?:\/\/\s{1,3}[\w-]{1,60}\s?\.\s?[a-z]{2}/i;
/** A host that is spelled so that a machine does not see it. */
const SPELLED =
  /\[\s?(?:\.|dot|punkt|punto|point)\s?\]|\(\s?(?:\.|dot|punkt|punto)\s?\)|\p{L}\s?\{\s?(?:\.|dot)\s?\}|\b[a-z\d-]{2,40}\s(?:dot|punkt|punto)\s(?:com|net|org|io|co|ru|cn|info|app|de|fr|es|it|me|xyz)\b|\b(?:\d{1,3}\.){3}\d{1,3}(?::\d{2,5})?\/|\b0x[\da-f]{8}\b\//iu;

/**
 * A piece of an answer without what could act or hide in it: HTML, images, reference links, our own tags, control, zero-width and
 * directional characters; links to places that no source names lose their target, or are reported where they stand in the open.
 * What is set as code keeps its brackets. Idempotent; linear. Pure.
 */
export function cleanOutput(piece: string, sources: OutputSources): CleanOutput {
  const visible = withoutHidden(piece);
  const parts = visible.split(/(`{3,}[^`]*`{3,}|`[^`\n]{1,300}`)/);
  let points = false;
  const text = parts
    .map((part, at) => {
      if (at % 2 === 1) {
        points ||=
          ACTIVE.test(part) && !sources.letters.includes(part.replace(/`/g, '').trim().toLowerCase());
        points ||= leadsElsewhere(part, [URL], sources);
        return withoutTags(part);
      }
      const clean = withoutMarkup(withoutTags(part), sources);
      points ||= pointsElsewhere(clean, sources);
      return clean;
    })
    .join('');
  return { text: withoutTags(text), points };
}

function withoutHidden(text: string): string {
  if (/^[\n\t\u0020-\u007e]*$/.test(text)) return text;
  return text.replace(ANSI, '').replace(CONTROL, '').replace(INVISIBLE, '').replace(JOINER, '');
}

function withoutMarkup(text: string, sources: OutputSources): string {
  let clean = text;
  if (clean.includes('<'))
    clean = clean
      .replace(ELEMENT_BODY, '')
      .replace(COMMENT, '')
      .replace(ELEMENT, (written, name: string) => {
        // `<your-domain>` of an article and `List<String>` are words.
        const isWord = !KNOWN_ELEMENT.test(name) && !/[\s=]/.test(written);
        const isKept =
          isWord && (/^<\p{Lu}/u.test(written) || sources.letters.includes(written.toLowerCase()));
        return isKept ? written : '';
      });
  if (clean.includes('['))
    clean = clean
      .replace(IMAGE, '')
      .replace(DEFINITION, '')
      .replace(REFERENCE, '$1')
      .replace(LINK, (written, label: string, target: string) =>
        isAllowed(target, sources) ? written : label,
      );
  return clean;
}

function pointsElsewhere(text: string, sources: OutputSources): boolean {
  const plain = asShown(text);
  if (ACTIVE.test(plain) || APART.test(plain)) return true;
  if (SPELLED.test(plain) && !sources.letters.includes(SPELLED.exec(plain)?.[0].toLowerCase() ?? ''))
    return true;
  if (imitates(plain, sources)) return true;
  return leadsElsewhere(plain, [URL, MAIL, BARE], sources);
}

function leadsElsewhere(text: string, patterns: readonly RegExp[], sources: OutputSources): boolean {
  return patterns.some((pattern) =>
    (text.match(pattern) ?? []).some((found) => !isAllowed(found.replace(/[.,;:!?'"*_~|]+$/, ''), sources)),
  );
}

/** As a reader sees it, so that no spelling hides an address: escapes, character references, full-width dots and letters undone. */
function asShown(text: string): string {
  let plain = text;
  if (plain.includes('&'))
    plain = plain.replace(REFERENCED, (written, hex?: string, decimal?: string, name?: string) => {
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal ?? Number.NaN);
      if (code > 31 && code < 0x110000) return String.fromCodePoint(code);
      return NAMED_SIGNS[name?.toLowerCase() ?? ''] ?? written;
    });
  if (plain.includes('\\')) plain = plain.replace(/\\{1,3}(?=[!-/:-@[-`{-~])/g, '');
  return /^[\u0000-\u007f]*$/.test(plain) ? plain : plain.normalize('NFKC').replace(/[。｡．]/g, '.');
}

/** `&#x2f;`, `&#47;`, `&sol;`. */
const REFERENCED =
  /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(colon|sol|period|dot|bsol|commat|num|quest|hyphen|dash|amp));?/gi;
const NAMED_SIGNS: Readonly<Record<string, string>> = {
  colon: ':',
  sol: '/',
  period: '.',
  dot: '.',
  bsol: '\\',
  commat: '@',
  num: '#',
  quest: '?',
  hyphen: '-',
  dash: '-',
  amp: '&',
};

function isAllowed(target: string, { hosts, letters }: OutputSources): boolean {
  const plain = target.toLowerCase();
  if (plain.length > 3 && stands(plain, letters)) return true;
  // The company's host itself may be meant; a path that no source has leads nowhere, or on to somewhere else.
  const bare = plain.replace(/^(https:\/\/[a-z\d.-]+):443(?=\/|$)/, '$1').replace(/\/$/, '');
  if (bare.length > 3 && stands(bare, letters)) return true;
  const origin = originOf(plain);
  return origin !== null && /^(?:https?:\/\/)?[a-z\d.:-]+$/.test(bare) && hosts.has(origin);
}

/**
 * Scheme, host and port of an address in lower case; a host without a scheme is what a browser makes of it, and a port that goes
 * without saying is left out. Null for what is no web address.
 */
function originOf(address: string): string | null {
  const [, scheme = 'https', host, port] =
    /^(?:(https?):\/\/)?([a-z\d.-]{1,253})(?::(\d{1,5}))?(?:[/?#]|$)/.exec(address) ?? [];
  if (host === undefined) return null;
  const isUsual = port === undefined || Number(port) === (scheme === 'http' ? 80 : 443);
  return `${scheme}://${host.replace(/\.$/, '')}${isUsual ? '' : `:${port}`}`;
}

/** Small letters with hyphens, as hosts are written, that hold a name of the company's and stand in no source. */
function imitates(text: string, { brands, letters }: OutputSources): boolean {
  if (brands.length === 0) return false;
  return (text.match(/(?<![\p{L}\d])[a-z\d]{1,40}(?:-[a-z\d]{1,40}){1,4}(?![\p{L}\d])/gu) ?? []).some(
    (word) => brands.some((brand) => word.includes(brand)) && !letters.includes(word),
  );
}

/** Whether it stands there as a whole: not as the beginning of a longer host or path. */
function stands(target: string, letters: string): boolean {
  for (let at = letters.indexOf(target); at >= 0; at = letters.indexOf(target, at + 1)) {
    const before = letters[at - 1] ?? ' ';
    const after = letters.slice(at + target.length, at + target.length + 2);
    if (!/[\w.@-]/.test(before) && !/^(?:[\w@/-]|\.\w)/.test(after)) return true;
  }
  return false;
}

/** The origins that texts and addresses name: who is reached without encryption is also reached with it. Pure. */
export function hostsIn(texts: readonly string[]): Set<string> {
  const hosts = new Set<string>();
  for (const text of texts) {
    for (const [found] of text.matchAll(URL)) {
      const origin = originOf(found.toLowerCase().replace(/[.,;:!?'"*_~|]+$/, ''));
      if (origin === null) continue;
      hosts.add(origin);
      if (/^http:\/\/[^:]+$/.test(origin)) hosts.add(origin.replace('http', 'https'));
    }
  }
  return hosts;
}

/** Letters of a name that is one's own: shorter ones are in many words. */
const BRAND_CHARS = 4;

/** What stands before the endings of hosts, and the company's names, in lower case. Pure. */
export function brandsOf(hosts: ReadonlySet<string>, names: readonly string[]): string[] {
  const labels = [...hosts].map(
    (host) =>
      host
        .replace(/^https?:\/\//, '')
        .split('.')
        .at(-2) ?? '',
  );
  const own = names.map((name) => name.toLowerCase().replace(/[^a-z\d]/g, ''));
  return [...new Set([...labels, ...own])].filter(({ length }) => length >= BRAND_CHARS);
}
