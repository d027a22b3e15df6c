import { splitSentences } from '../../domain/sentences.ts';
import { cutText } from './cut-text.ts';
import { SPEAKERS, type Turn } from './turns.ts';

/** UTF-16 units of a line: a sentence that is longer is telling by its beginning. */
const LINE_CHARS = 240;
/** Lines shorter than this ("Ok, thanks.") tell nothing; in Chinese or Japanese as many characters are a sentence. */
const SHORT_CHARS = 12;
/** Share of the room that the summary so far may take: what is new always finds some. */
const OLD_SHARE = 0.5;
/** Sentences looked at: a batch has a few hundred; bounds what a pasted log costs. */
const SENTENCES_MAX = 2_000;

interface Line {
  text: string;
  score: number;
}

/**
 * A summary without a model: the most telling sentences of the summary so far and of the turns since, in the order in which they
 * were said, one a line, at most `maxChars` UTF-16 units. Telling are numbers and codes, tokens of masking, what the customer
 * asks, what a person of the company wrote, and how it all began. The same input gives the same summary. Pure.
 */
export function extractSummary(previous: string, turns: readonly Turn[], maxChars: number): string {
  const seen = new Set<string>();
  const old = unseen(
    previous
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((text, at) => ({
        text: cutText(text.trim(), LINE_CHARS),
        score: scoreOf(text) + (at === 0 ? 3 : 0),
      })),
    seen,
  );
  const fresh = unseen(turns.flatMap(linesOf).slice(0, SENTENCES_MAX), seen);
  const first = fresh[0];
  if (previous === '' && first) first.score += 3;
  const kept = best(old, Math.floor(maxChars * OLD_SHARE));
  const room = maxChars - kept.reduce((sum, { text }) => sum + text.length + 1, 0);
  return [...kept, ...best(fresh, room)].map(({ text }) => text).join('\n');
}

function linesOf({ role, text }: Turn): Line[] {
  return splitSentences(text).map(({ start, end }) => {
    const sentence = cutText(text.slice(start, end).replace(/\s+/gu, ' '), LINE_CHARS);
    const asks = role === 'customer' && /[?？؟]/.test(sentence);
    const weight = { customer: 0.5, assistant: 0, agent: 1 }[role];
    return { text: `${SPEAKERS[role]}: ${sentence}`, score: scoreOf(sentence) + weight + (asks ? 1 : 0) };
  });
}

function scoreOf(sentence: string): number {
  const codes = sentence.match(/\p{Nd}{3,}|\[[A-Z_]+_\d+\]|\b[A-Z][A-Z_]{3,}\b/gu)?.length ?? 0;
  return (
    Math.min(codes, 2) * 2 - (sentence.length < SHORT_CHARS ? 2 : 0) + (sentence.length > 200 ? -0.5 : 0)
  );
}

function unseen(lines: readonly Line[], seen: Set<string>): Line[] {
  return lines.filter(({ text }) => {
    const key = text.normalize('NFKC').toLowerCase();
    return seen.has(key) ? false : seen.add(key);
  });
}

/** The best lines that fit into `chars`, in their order; of two equally good ones the later. */
function best(lines: readonly Line[], chars: number): Line[] {
  const order = lines
    .map((line, at) => ({ line, at }))
    .sort((a, b) => b.line.score - a.line.score || b.at - a.at);
  const taken: typeof order = [];
  let left = chars;
  for (const one of order) {
    if (one.line.text.length + 1 > left) continue;
    left -= one.line.text.length + 1;
    taken.push(one);
  }
  return taken.sort((a, b) => a.at - b.at).map(({ line }) => line);
}
