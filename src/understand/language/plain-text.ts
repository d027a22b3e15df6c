/**
 * What of a message is language: its text without code, quotes of others, addresses, ids and numbers. Pure. Every pattern
 * has bounded repeats; the caller cuts the text before (`SAMPLE_RAW_CHARS`), so the work is bounded for any input.
 */
export function plainText(text: string): string {
  const lines = withoutFences(text).split('\n').filter(isProse);
  const own = ownLines(lines);
  // A message that is nothing but a quote is judged by the quote.
  const kept = own.some((line) => LETTER.test(line)) ? own : lines;
  return kept
    .map(withoutSpans)
    .join('\n')
    .replace(SPACED_TOKEN, (token) => (isWordLike(token) ? token : ' '));
}

const LETTER = /\p{L}/u;

/** Removes what stands between ``` and the next ```; one that is never closed ends with the text. */
function withoutFences(text: string): string {
  return text
    .split('```')
    .filter((_, index) => index % 2 === 0)
    .join('\n');
}

const QUOTED = /^\s{0,16}[>|]/;
/** Lines that a mail program puts above the message it quotes. */
const REPLY_HEAD =
  /^\s{0,8}(?:-{2,16} ?(?:original message|ursprüngliche nachricht|message d'origine|mensaje original|mensagem original|messaggio originale)|(?:on|am|le|el|em|il) .{4,120}(?:wrote|schrieb|écrit|escribió|escreveu|ha scritto).{0,60}:\s{0,4}$)/i;
/** Characters of a line that are looked at for signs of code or of a reply. */
const LINE_CHARS = 300;

/** Lines that the writer wrote: up to the head of the message they answer, without quoted ones. */
function ownLines(lines: readonly string[]): string[] {
  const head = lines.findIndex((line) => REPLY_HEAD.test(line.slice(0, LINE_CHARS)));
  return lines.slice(0, head > 0 ? head : lines.length).filter((line) => !QUOTED.test(line));
}

/** Code, stack traces and markup, by signs that prose does not have. */
const CODE_LINE = [
  // Only plain ASCII: in Greek, a semicolon ends a question.
  /^[\x20-\x7e\t]{0,300}[;{}]$/,
  /^\s{0,80}(?:\}|\/\/|#include|<\/?[a-z][\w-]{0,40}[ >]|at [\w$.<>]{3,120}\()/i,
  /^\s{0,80}(?:let|const|var) \w{1,80} ?=/,
  /^\s{0,80}import [\w{}*, ]{1,120} from ['"]/,
  /\bline \d{1,6}, column \d{1,6}\b/i,
];

function isProse(line: string): boolean {
  const start = line.length > LINE_CHARS ? line.slice(0, LINE_CHARS) : line.trimEnd();
  return !CODE_LINE.some((sign) => sign.test(start));
}

/** Letters beside a quotation that are enough to judge a line without it. */
const AROUND_QUOTE_LETTERS = 12;

/** A query, or what an exception says: neither is the writer's, and both go on to the end of the line. */
const PASTED = /\bSELECT\s.{1,300}?\sFROM\s|\b[A-Z][\w.]{2,80}(?:Exception|Error):/;

/** Cuts what is pasted into a line; text in double quotes is somebody else's where enough stands around it. */
function withoutSpans(line: string): string {
  const pasted = PASTED.exec(line);
  const open = (pasted ? line.slice(0, pasted.index) : line)
    .replace(/`[^`]{1,300}`/g, ' ')
    .replace(/<[^<>]{1,300}>/g, ' ');
  const around = open.replace(/"[^"]{2,300}"|“[^”]{2,300}”|„[^“”]{2,300}[“”]|«[^»]{2,300}»/g, ' ');
  return (around.match(/\p{L}/gu)?.length ?? 0) >= AROUND_QUOTE_LETTERS ? around : open;
}

/** What stands between spaces, or between letters of a script that is written without them. */
const SPACED_TOKEN = /[^\s\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]+/gu;
/** Letters after a dot that are more than any usual ending of a domain or file name: the space was forgotten. */
const FORGOTTEN_SPACE = /^\p{Ll}{2,40}\.\p{Ll}{5,40}$/u;
/** UTF-16 units of a token in a script with spaces: longer ones are data. */
const TOKEN_CHARS = 60;

/** False for an address, path, mention, id, identifier or markup: what is the same in every language. */
function isWordLike(token: string): boolean {
  if (token.length > TOKEN_CHARS) return false;
  if (/^[@#/\\]|[@_\\=<>{}[\]|]|:\/\/|^www\./i.test(token)) return false;
  if (/^[\x20-\x7e]+$/.test(token)) {
    if (/\w\.\w\w/.test(token) && !FORGOTTEN_SPACE.test(token)) return false;
    if (/\d-?[a-z]|[a-z]-?\d/i.test(token)) return false;
  }
  // Two words run together, as in the names of classes and fields.
  return !/[a-z][A-Z]/.test(token);
}
