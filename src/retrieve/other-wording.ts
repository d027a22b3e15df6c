import { isUsed, type MinedSynonym, type SynonymDecision } from '../domain/mined-synonyms.ts';
import type { Passage, SearchResult } from '../domain/passage.ts';
import { stem } from './stem.ts';
import { STOP_WORDS } from './stop-words.ts';

/** What an organization's articles call otherwise: by the first stem of a name, the stems of all of it and the other name. */
export type OtherNames = ReadonlyMap<string, readonly { stems: string[]; other: string; isWord: boolean }[]>;

/** Names by how they begin; the pairs that most articles say come first and win. Pure. */
export function otherNames(
  pairs: readonly MinedSynonym[],
  decisions: readonly SynonymDecision[] = [],
): OtherNames {
  const names = new Map<string, { stems: string[]; other: string; isWord: boolean }[]>();
  for (const pair of pairs) {
    if (!isUsed(pair, decisions)) continue;
    for (const [name, other] of [
      [pair.short, pair.long],
      [pair.long, pair.short],
    ] as const) {
      const stems = name.split(' ').map(stem);
      const [first = ''] = stems;
      const entry = { stems, other, isWord: STOP_WORDS.has(name) };
      names.set(first, [...(names.get(first) ?? []), entry]);
    }
  }
  for (const list of names.values()) list.sort((a, b) => b.stems.length - a.stems.length);
  return names;
}

/** A question with other names in it, and these names. */
export interface OtherWording {
  query: string;
  said: string[];
}

const WORD = /[\p{L}\p{M}\d]+/gu;

/**
 * A question in the other words that the organization's own articles have for what it asks; null where they have none. A word that is
 * also a function word counts only in capitals (`IT`, not `it`). Linear in the question. Pure.
 */
export function otherWording(question: string, names: OtherNames): OtherWording | null {
  if (names.size === 0) return null;
  const words = [...question.matchAll(WORD)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    stem: stem(word.toLowerCase()),
    isCapital: word === word.toUpperCase(),
  }));
  const said: string[] = [];
  let query = '';
  let through = 0;
  for (let at = 0; at < words.length; at += 1) {
    const first = words[at];
    if (!first) break;
    const name = names
      .get(first.stem)
      ?.find(
        ({ stems, isWord }) =>
          stems.every((one, n) => words[at + n]?.stem === one) && (!isWord || first.isCapital),
      );
    if (!name) continue;
    const last = words[at + name.stems.length - 1] ?? first;
    query += question.slice(through, first.start) + name.other;
    said.push(name.other);
    through = last.end;
    at += name.stems.length - 1;
  }
  return said.length === 0 ? null : { query: query + question.slice(through), said };
}

/**
 * A result without the passages that hold none of the names it was searched with: three common words that make a name are not the
 * thing it names. Pure.
 */
export function thatSay(found: SearchResult, said: readonly string[]): SearchResult {
  const names = said.map(stemsOf);
  const passages = found.passages.filter(({ title, heading, text }) => {
    const stems = stemsOf(`${title}\n${heading}\n${text}`);
    return names.some((name) => stems.includes(name));
  });
  return { ...found, passages };
}

/** The stems of a text, each between two spaces. */
function stemsOf(text: string): string {
  return ` ${(text.match(WORD) ?? []).map((word) => stem(word.toLowerCase())).join(' ')} `;
}

/**
 * The results of a question and of its other wording as one: each passage as high as the better of the two places it; terms and
 * signals are those of the wording whose best passage is better. Both are in order, and so is what they make. Pure.
 */
export function bestOfBoth(asked: SearchResult, other: SearchResult, limit: number): SearchResult {
  const [better, worse] = topScore(other) > topScore(asked) ? [other, asked] : [asked, other];
  const merged = inOrder(better.passages, worse.passages).slice(0, limit);
  const { version: _, ...best } = better;
  const isOneVersion = asked.version !== undefined && asked.version === other.version;
  return { ...best, passages: merged, ...(isOneVersion ? { version: asked.version } : {}) };
}

/** Two lists as one, none twice: always the head with the higher score, so that each keeps its order. */
function inOrder(one: readonly Passage[], other: readonly Passage[]): Passage[] {
  const merged = new Map<string, Passage>();
  let [left, right] = [0, 0];
  for (let a = one[left], b = other[right]; a || b; a = one[left], b = other[right]) {
    const isLeft = a !== undefined && (b === undefined || a.score >= b.score);
    const next = isLeft ? a : b;
    if (isLeft) left += 1;
    else right += 1;
    if (next && !merged.has(next.chunkId)) merged.set(next.chunkId, next);
  }
  return [...merged.values()];
}

function topScore({ passages }: SearchResult): number {
  return passages[0]?.score ?? 0;
}
