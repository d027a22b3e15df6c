import { findPii } from './find-pii.ts';
import { light } from './light-pattern.ts';
import { emptyVault, type MaskVault, tokenOf } from './mask-vault.ts';
import type { PiiContext, PiiSpan } from './pii.ts';

export interface Masked {
  /** With tokens such as `[EMAIL_1]` instead of values. */
  text: string;
  /** In offsets of the text as given. */
  spans: PiiSpan[];
  /** The vault to store: the one given, or a new one with what was added. */
  vault: MaskVault;
}

/** Words that tokens are made of, longest first so that none is taken for a shorter one. */
const TYPES =
  'DATE_OF_BIRTH|DRIVING_LICENCE|NATIONALITY|ORGANIZATION|PASSPORT|PASSWORD|ADDRESS|ACCOUNT|ROUTING|PERSON|SECRET|TAX_ID|EMAIL|PHONE|PLACE|TITLE|CARD|DATE|IBAN|AGE|CVV|MRN|SSN|URL|IP';
const LOOSE = TYPES.replaceAll('_', '(?:\\\\?[_ -])');
/** A token, also as models write it: other case, a space or an escaped underscore, lost brackets. */
const TOKEN = light(
  `\\\\?\\[\\s?(${LOOSE})\\s?(?:\\\\?[_ -])?\\s?(\\d{1,4})\\s?\\\\?\\]|(?<![\\p{L}\\d_])(${LOOSE})\\\\?_(\\d{1,4})(?![\\p{L}\\d_])`,
  'giu',
);

/** Replaces personal data and secrets by tokens of the vault. What looks like a token already is made harmless first. Pure. */
export function mask(text: string, vault: MaskVault = emptyVault(), context: PiiContext = {}): Masked {
  const spans = findPii(text, context);
  let next = vault;
  let out = '';
  let at = 0;
  for (const span of spans) {
    const given = tokenOf(next, span.type, text.slice(span.start, span.end));
    next = given.vault;
    out += `${neutral(text.slice(at, span.start))}[${given.token}]`;
    at = span.end;
  }
  return { text: out + neutral(text.slice(at)), spans, vault: next };
}

/**
 * Puts values back in place of tokens: of cards and social security numbers the last four digits, of passwords and keys
 * nothing. A token that the vault does not know stays as it is. Pure.
 */
export function unmask(text: string, vault: MaskVault): string {
  if (vault.entries.length === 0) return text;
  const shown = new Map(vault.entries.map((entry) => [entry.token, entry.shown]));
  return text.replace(
    TOKEN,
    (written, bracketed?: string, number?: string, bare?: string, bareNumber?: string) => {
      const type = (bracketed ?? bare ?? '').toUpperCase().replace(/\\?[_ -]/g, '_');
      return shown.get(`${type}_${Number(number ?? bareNumber)}`) ?? written;
    },
  );
}

/** Replaces personal data and secrets by their kind, `[EMAIL]`: for logs and statistics, for good. Pure. */
export function redact(text: string, context: PiiContext = {}): string {
  let out = '';
  let at = 0;
  for (const span of findPii(text, context)) {
    out += `${text.slice(at, span.start)}[${span.type}]`;
    at = span.end;
  }
  return out + text.slice(at);
}

/** A customer who writes `[EMAIL_1]` must not be told what it stands for: nothing that `unmask` knows is left of it. */
function neutral(part: string): string {
  return part.replace(
    TOKEN,
    (_written, bracketed?: string, number?: string, bare?: string, bareNumber?: string) => {
      const type = (bracketed ?? bare ?? '').replace(/\\?[_ -]/g, ' ');
      return `(${type} ${number ?? bareNumber})`;
    },
  );
}
