import type { DigitRun } from './digit-runs.ts';
import { light, SPACED_LETTERS } from './light-pattern.ts';
import { type Candidate, RANK } from './pii.ts';

/** Digits of a phone number: ITU-T E.164 ends at 15; below 7 a shape says nothing. */
const DIGITS = { min: 7, max: 15 } as const;
/** UTF-16 units before a number in which a cue counts. */
const CUE_REACH = 48;

const CUE =
  /(?:\b(?:my (?:new |old )?number(?:'s)?|tele?phone|phones?|tel|mobile|cell|cellphone|handy|fax|call|called|calling|dial|ring|text|texts|sms|whatsapp|reach|contact|messages?|voicemail|line|registered|landline|pager|answering|desk|office|hotline|helpline|móvil|teléfono|telefono|telefoon|telefon|téléphone|portable|celular|cellulare|rufnummer|nummer|anrufen|llamar|llame|appel(?:er|ez)?|chiama(?:re|mi)?|ligar|ligue)\b|電話|携帯|电话|手机|手機|전화|هاتف|جوال|موبايل|رقمي|телефон)[^\d\n]{0,36}$/i;
/** Seven or eight digits without a separator are a number of anything: only a phone beside them makes them one. */
const NARROW_CUE =
  /(?:\b(?:tele?phone|phones?|tel|mobile|cell|fax|call|dial|ring|sms|whatsapp|telefon|teléfono|téléphone|rufnummer|handy)\b)[^\d\n]{0,20}$/i;
/** Words that say that the number is something else. */
const OTHER = light(
  /(?:\b(?:orders?|cases?|tickets?|invoices?|bookings?|serial|sku|isbn|ean|id|ids|ref|reference|records?|tracking|error|code|version|api|row|rows|size|limit|queries|line|build|port|amount|total|price|usd|eur|gbp|account|konto|rechnung|bestellung|auftrag|commande|pedido|factura|ordine)\b|[$€£¥#=[])[^\p{L}\d\n]{0,6}(?:\p{L}{1,8}[^\p{L}\d\n]{1,3})?$/iu,
);
const EXTENSION = /^ {0,2}(?:x|ext\.?|extension|durchwahl|poste) {0,2}\d{1,6}(?!\d)/i;
const NAMED_AFTER =
  /^ {0,2}[-(]? {0,2}(?:office|fax|mobile|cell|home|work|desk|phone|direct|mobil|privat)\b/i;
const DATE = /^(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}[./-]\d{1,2}[./-]\d{1,2})(?![./-]?\d)/;

/** Phone numbers, international and national: by shape, or by a cue before or behind them. Pure. */
export function findPhones(text: string, runs: readonly DigitRun[], found: Candidate[]): void {
  let last = -1;
  for (const piece of runs.flatMap((run) => pieces(text, run))) {
    const { start, end } = trimmed(text, piece);
    const written = text.slice(start, end);
    const digits = written.replace(/\D/g, '');
    if (digits.length < DIGITS.min || digits.length > DIGITS.max || glued(text, start, end)) continue;
    if (DATE.test(written) && digits.length <= 8) continue;
    const before = text.slice(Math.max(0, start - CUE_REACH), start);
    const after = text.slice(end, end + CUE_REACH);
    const short = digits.length < 9 && digits === written;
    const cue = (short ? NARROW_CUE : CUE).test(before);
    const cued = (cue && !OTHER.test(before)) || NAMED_AFTER.test(after);
    const shaped =
      isShaped(written, digits) && (written.includes('+') || !OTHER.test(before)) && !/^ ?[%$€£]/.test(after);
    const another =
      last >= 0 && /^(?:,| or| and|\/| oder| und| ou| et| o| y)? ?$/.test(text.slice(last, start));
    if (!cued && !shaped && !another) continue;
    last = end;
    const extension = EXTENSION.exec(after)?.[0].length ?? 0;
    found.push({ type: 'PHONE', start, end: end + extension, rank: cued ? RANK.labelled : RANK.shaped });
  }
}

/** A run cut where one number cannot go on: at the end of a line, at a comma, between a slash and a space. */
function pieces(text: string, run: DigitRun): { start: number; end: number }[] {
  const out: { start: number; end: number }[] = [];
  let start = run.start;
  for (const cut of text.slice(run.start, run.end).matchAll(/[\n\r|~,]\D{0,2}|\. |\/ | \/|--/g)) {
    out.push({ start, end: run.start + cut.index });
    start = run.start + cut.index + cut[0].length;
  }
  out.push({ start, end: run.end });
  return out;
}

/** With the plus and the opening bracket before it, and without what is no digit at its end. */
function trimmed(text: string, piece: { start: number; end: number }): { start: number; end: number } {
  let { start, end } = piece;
  while (end > start && !/[\d)]/.test(text[end - 1] ?? '')) end -= 1;
  if (text[start - 1] === '(') start -= 1;
  if (text[start - 1] === '+') start -= 1;
  const inside = text.slice(start, end);
  if (text[end] === ')' && inside.lastIndexOf('(') > inside.lastIndexOf(')')) end += 1;
  return { start, end };
}

const GLUED_BEFORE = new RegExp(`[${SPACED_LETTERS}\\d_#=@]$|[${SPACED_LETTERS}\\d][-./:]$`);
const GLUED_BEHIND = new RegExp(`^[${SPACED_LETTERS}_@]`);

/** Part of a word, an id, a version or a path. */
function glued(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 2), start);
  // In `tel:+33...` the plus says that a number begins.
  if (GLUED_BEFORE.test(before) && !(text[start] === '+' && before.endsWith(':'))) return true;
  const behind = text.slice(end, end + 2);
  return GLUED_BEHIND.test(behind) ? !/^(?:x\d|ex)/i.test(behind) : /^[-.:/]\d/.test(behind);
}

function isShaped(written: string, digits: string): boolean {
  const groups = written.match(/\d+/g) ?? [];
  if (/^\(?\+/.test(written)) return digits.length >= 8;
  if (/^\(?(?:1[ .-])?\(?[2-9]\d{2}\)?[ .-]{0,2}[2-9]\d{2}[ .-]\d{4}$/.test(written))
    return /[ .()-]/.test(written);
  if (/^(?:8 ?)?\(\d{2,4}\) ?\d{3,5}[ -]\d{2,4}(?:[ -]\d{2,4})?$/.test(written)) return digits.length >= 9;
  if (/^00[1-9]/.test(digits)) return digits.length >= 11 && groups.length > 1;
  // A national number with its trunk zero: 9 to 11 digits, in groups or at least as long as a mobile number.
  if (/^\(?0[1-9]/.test(written) && digits.length >= 9 && digits.length <= 12) {
    return groups.length > 1 ? groups.length <= 6 : digits.length >= 10;
  }
  return false;
}
