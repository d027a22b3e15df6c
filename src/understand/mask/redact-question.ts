import { findPii } from './find-pii.ts';
import { isGivenName } from './person-name.ts';
import type { PiiSpan } from './pii.ts';

export interface QuestionContext {
  /** The customer's previous messages, oldest first. */
  before: readonly string[];
  /** What is known of who asks: name, e-mail, own ids. */
  known: readonly string[];
}

const BARE: ReadonlySet<PiiSpan['type']> = new Set(['PERSON', 'ORGANIZATION', 'PLACE']);

/** Whoever is named after this is the writer, or the one they write for. At the end of what stands before a name. */
const INTRODUCES =
  /(?:^|[^\p{L}])(?:i am|i'm|i’m|im|this is|name is|name's|here is|called|signed|mr\.?|mrs\.?|ms\.?|dr\.?|ich bin|hei(?:ß|ss)e|hier ist|je suis|je m'appelle|soy|me llamo|sou|sono|mi chiamo)\s$/iu;
/** A name at the very beginning, by one who says that it is theirs. */
const IS_HERE = /^\s?(?:here|speaking|from|writing)\b/i;
/** Units of text around a name that are looked at. */
const AROUND = 24;

/** UTF-16 units of a known value below which it is no value but a word. */
const KNOWN_CHARS = 3;

/**
 * A question without what tells whose it was, to be kept apart from its conversation: what masking always takes out, what is known
 * of the customer, given names, and the names of people who introduce themselves. Names of products and companies
 * stay, for they are what the question is about. Pure.
 */
export function redactQuestion(text: string, { before, known }: QuestionContext): string {
  const certain = findPii(text, { before });
  const guessed = findPii(text, { before, details: true }).filter(
    (span) => BARE.has(span.type) && isSomebody(text, span),
  );
  const taken = [...certain, ...knownIn(text, known), ...guessed].sort(
    (a, b) => a.start - b.start || b.end - a.end,
  );
  let out = '';
  let at = 0;
  for (const { type, start, end } of taken) {
    if (end <= at) continue;
    out += `${text.slice(at, Math.max(at, start))}[${BARE.has(type) ? 'PERSON' : type}]`;
    at = end;
  }
  return out + text.slice(at);
}

function isSomebody(text: string, { type, start, end }: PiiSpan): boolean {
  if (type === 'PERSON' && isGivenName(text.slice(start, end).split(/[\s-]/)[0] ?? '')) return true;
  if (INTRODUCES.test(text.slice(Math.max(0, start - AROUND), start))) return true;
  return start === 0 && IS_HERE.test(text.slice(end, end + AROUND));
}

/** Where known values stand as words of their own, whole or in part. */
function knownIn(text: string, known: readonly string[]): PiiSpan[] {
  const values = known.flatMap((value) => [value, ...value.split(/\s+/)]);
  const lower = text.toLowerCase();
  if (lower.length !== text.length) return [];
  const spans: PiiSpan[] = [];
  for (const value of new Set(values.map((one) => one.trim().toLowerCase()))) {
    if (value.length < KNOWN_CHARS) continue;
    for (let start = lower.indexOf(value); start !== -1; start = lower.indexOf(value, start + value.length)) {
      const end = start + value.length;
      if (!isLetter(text[start - 1]) && !isLetter(text[end])) spans.push({ type: 'PERSON', start, end });
    }
  }
  return spans;
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}
