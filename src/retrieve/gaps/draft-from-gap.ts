import type { Passage } from '../../domain/passage.ts';
import { splitSentences } from '../../domain/sentences.ts';
import { draftTitle, markdownText } from './draft-text.ts';

/** Articles whose words a draft repeats, and the UTF-16 units of each quote: enough to see what is known already. */
const NEIGHBOURS = 3;
const QUOTE_CHARS = 400;

export interface QuotedPassage {
  articleId: string;
  title: string;
  url: string | null;
  heading: string;
  /** Word for word from the article. */
  quote: string;
}

export interface GapDraft {
  title: string;
  /** Markdown: the questions that the article has to answer, and what neighbouring articles say. No fact is made up. */
  body: string;
  quotes: QuotedPassage[];
}

/**
 * The beginning of an article about a gap: its title, what has to be answered, and what is known nearby. It is for a person to
 * go on from: nothing in it is an answer. Pure.
 *
 * @param questions masked, the one that says best what is asked first.
 */
export function draftFromGap(questions: readonly string[], passages: readonly Passage[]): GapDraft {
  const quotes = quotesOf(passages);
  const asked = [...new Set(questions.map((text) => markdownText(text)))];
  const lines = [
    '> This is a draft. Replace the parts below with the answer before you publish it.',
    '',
    '## Questions to answer',
    '',
    ...asked.map((question) => `- ${question}`),
    '',
    '## Answer',
    '',
    '_Write what customers should know or do, step by step._',
    ...(quotes.length > 0 ? ['', '## What other articles say', ''] : []),
    ...quotes.flatMap(({ title, heading, url, quote }) => [
      ...quote.split('\n').map((line) => `> ${line}`),
      '>',
      `> From ${reference(heading === '' ? title : `${title}, ${heading}`, url)}`,
      '',
    ]),
  ];
  return { title: draftTitle(questions[0] ?? ''), body: `${lines.join('\n').trim()}\n`, quotes };
}

function reference(title: string, url: string | null): string {
  const text = markdownText(title);
  return url === null
    ? text
    : `[${text.replace(/[[\]]/g, '')}](<${url.replace(/[<>\s]/g, encodeURIComponent)}>)`;
}

/** One passage of each article, the best of it, and of that the first sentences. */
function quotesOf(passages: readonly Passage[]): QuotedPassage[] {
  const byArticle = new Map<string, Passage>();
  for (const passage of passages)
    if (!byArticle.has(passage.articleId)) byArticle.set(passage.articleId, passage);
  return [...byArticle.values()].slice(0, NEIGHBOURS).map(({ articleId, title, url, heading, text }) => {
    let end = 0;
    for (const sentence of splitSentences(text)) if (sentence.end <= QUOTE_CHARS) end = sentence.end;
    return { articleId, title, url, heading, quote: text.slice(0, end === 0 ? QUOTE_CHARS : end).trim() };
  });
}
