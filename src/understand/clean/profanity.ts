import type { Span } from '../../domain/understanding.ts';
import { foldText, widenText } from '../entities/fold-text.ts';
import { spelledOut } from './profanity-spelling.ts';
import { ACCENTED, ARABIC, JAPANESE, LATIN_LISTS, type ProfanityLanguage } from './profanity-words.ts';
import { type WordMatcher, wordMatcher } from './word-matcher.ts';

/** UTF-16 units that are looked at: above the longest legal message. */
export const PROFANITY_CHARS = 20_000;
/** A word with apostrophes, stars, digits and signs inside it that stand for letters. */
const TOKEN = /[\p{L}\p{N}@$*][\p{L}\p{M}\p{N}@$*!|]{0,79}/gu;
const LATIN = /[a-z]/;
const NOT_ASCII = /[^\0-\x7f]/;

const matchers = new Map<string, WordMatcher>();

/**
 * Profane stretches, in order, not overlapping. Sees through digits and signs for letters ("sh1t"), stars ("f*ck"), repeats
 * ("fuuuck"), spaced letters ("f u c k") and Cyrillic look-alikes; only whole words count, so Essex and assess are safe.
 * Without `language` (ISO 639-1) all lists are used but for the words that another language needs. Linear. Pure.
 */
export function findProfanity(text: string, language?: string): Span[] {
  const wide = widenText(text.length > PROFANITY_CHARS ? text.slice(0, PROFANITY_CHARS) : text);
  const folded = foldText(wide);
  const found: Span[] = [];
  if (LATIN.test(folded) || /[\u0430-\u0455]/.test(folded))
    found.push(...latin(wide, folded, matcherOf(language)));
  if (/[\u3040-\u30ff\u4e00-\u9fff]/.test(folded)) found.push(...spansOf(folded, JAPANESE));
  if (/[\u0620-\u064a]/.test(folded)) found.push(...spansOf(folded, ARABIC));
  return joined(found);
}

/** Whether a message has any profane stretch. Pure. */
export function isProfane(text: string, language?: string): boolean {
  return findProfanity(text, language).length > 0;
}

/** The text with the inner letters of profane words as `*`; spaces and each word's first and last letter stay. Pure. */
export function censor(text: string, language?: string): string {
  let censored = '';
  let from = 0;
  for (const { start, end } of findProfanity(text, language)) {
    censored += text.slice(from, start) + starred(text.slice(start, end));
    from = end;
  }
  return censored + text.slice(from);
}

function starred(stretch: string): string {
  const words = stretch.split(/(\s)/);
  const spelled = words.every((word) => [...word].length <= 1);
  if (!spelled && words.length > 1)
    return words.map((word) => (word.trim() === '' ? word : starred(word))).join('');
  const letters = [...stretch];
  return letters
    .map((one, at) => {
      const edge = at === 0 || (at === letters.length - 1 && letters.length > 2);
      return edge || /\s/.test(one) ? one : '*';
    })
    .join('');
}

function latin(wide: string, folded: string, matcher: WordMatcher): Span[] {
  const found: Span[] = [];
  const tokens: Span[] = [];
  for (const match of folded.matchAll(TOKEN)) {
    // The mark that ends a sentence is not the i of a word.
    const marked = match[0].endsWith('!') || match[0].endsWith('|');
    const word = marked ? match[0].replace(/[!|]{1,80}$/, '') : match[0];
    tokens.push({ start: match.index, end: match.index + word.length });
  }
  const accents = NOT_ASCII.test(wide);
  tokens.forEach((token, at) => {
    const accented = accents && ACCENTED.has(wide.slice(token.start, token.end).toLowerCase());
    const words = accented ? 1 : matcher.longest(folded, tokens, at);
    const last = tokens[at + words - 1];
    if (words > 0 && last) found.push({ start: token.start, end: last.end });
  });
  for (const spaced of spelledOut(folded, tokens)) {
    if (matcher.matchesSpelled(spaced.word)) found.push({ start: spaced.start, end: spaced.end });
  }
  return found;
}

function spansOf(folded: string, pattern: RegExp): Span[] {
  return [...folded.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

function joined(spans: Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last && span.start < last.end) last.end = Math.max(last.end, span.end);
    else merged.push({ ...span });
  }
  return merged;
}

function matcherOf(language: string | undefined): WordMatcher {
  const own = language?.slice(0, 2).toLowerCase() ?? '';
  const key = Object.hasOwn(LATIN_LISTS, own) ? own : '';
  const kept = matchers.get(key);
  if (kept) return kept;
  const words = Object.entries(LATIN_LISTS).flatMap(([of, list]) =>
    (of as ProfanityLanguage) === key ? [...list.words, ...list.own] : list.words,
  );
  const matcher = wordMatcher(words);
  matchers.set(key, matcher);
  return matcher;
}
