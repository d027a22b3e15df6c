import { LIMITS } from '../../domain/limits.ts';
import { cutAtGrapheme } from './cut-at-grapheme.ts';
import { invisibleVerdict } from './invisible.ts';

/** What was taken out of a message, and how often. */
export interface SanitiseChange {
  kind: 'control' | 'zero-width' | 'bidi' | 'tag' | 'surrogate' | 'line-end' | 'normal-form' | 'cut';
  /** Characters removed or replaced; UTF-16 units for `cut`; 1 for `normal-form`. */
  count: number;
}

export interface Sanitised {
  text: string;
  /** Empty: the text is the original. One entry per kind. */
  changes: SanitiseChange[];
}

/** Anything that may have to go: a text without it is left alone after one look. Joiners, marks and tags are judged in context. */
const SUSPECT =
  /[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u115f\u1160\u3164\uffa0]|\p{Cf}|\p{Cs}|\p{Variation_Selector}|\u2028|\u2029|[\ufff0-\ufffb]|[\u{e0080}-\u{e0fff}]/u;
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029\v\f]/g;

/**
 * A message without what hides or disguises: control characters (but line feeds and tabs), zero-width characters,
 * directional overrides and isolates, tags, lone surrogates. Line ends become \n, the form NFC, and what is longer than
 * `limit` UTF-16 units is cut between two graphemes. Joiners that Arabic, Indic and emoji sequences need stay, as do flags
 * and directional marks in text that is written from right to left. Ordinary text comes back as it was. Idempotent, linear.
 * The caller keeps the original for the audit. Pure.
 */
export function sanitise(text: string, limit: number = LIMITS.messageChars): Sanitised {
  const counts = new Map<SanitiseChange['kind'], number>();
  const count = (kind: SanitiseChange['kind'], by = 1) => counts.set(kind, (counts.get(kind) ?? 0) + by);
  let clean = text;
  if (SUSPECT.test(clean)) {
    clean = clean.replace(LINE_ENDS, () => {
      count('line-end');
      return '\n';
    });
    clean = withoutInvisible(clean, count);
  }
  const normal = normalForm(clean);
  if (normal !== clean) count('normal-form');
  const cut = cutAtGrapheme(normal, limit);
  if (cut.length < normal.length) count('cut', normal.length - cut.length);
  return { text: cut, changes: [...counts].map(([kind, by]) => ({ kind, count: by })) };
}

function withoutInvisible(text: string, count: (kind: SanitiseChange['kind']) => void): string {
  const kept: string[] = [];
  const state = { rightToLeft: RIGHT_TO_LEFT.test(text), tagsLeft: 0, left: '' };
  let from = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0;
    const width = code > 0xffff ? 2 : 1;
    const verdict = invisibleVerdict(text, at, code, state);
    if (verdict !== null) {
      if (at > from) kept.push(text.slice(from, at));
      from = at + width;
      count(verdict);
    } else state.left = String.fromCodePoint(code);
    at += width;
  }
  kept.push(text.slice(from));
  return kept.join('');
}

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
/** Combining marks in a row beyond any language: normalising thousands of them would take more than linear time. */
const MARKS_IN_A_ROW = 64;
const MARKS = new RegExp(`\\p{M}{${MARKS_IN_A_ROW},}`, 'u');

function normalForm(text: string): string {
  return MARKS.test(text) ? text : text.normalize('NFC');
}
