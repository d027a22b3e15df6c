import { splitSentences } from '../../domain/sentences.ts';
import { draftTitle, markdownText } from './draft-text.ts';
import { questionTerms } from './question-vectors.ts';

/** What was said, masked, in order. */
export interface SaidMessage {
  role: 'customer' | 'assistant' | 'agent';
  text: string;
}

export interface ConversationDraftDeps {
  /** Whether a text is a greeting, thanks or a farewell and nothing else. */
  isSmallTalk(text: string): boolean;
}

/** Sentences that keep a conversation going and say nothing about the matter; each is the whole sentence. */
const TALK = [
  /^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|hallo|guten tag|bonjour|hola|ciao|ola|olá)\b[^.!?]{0,60}[.!,]?$/i,
  /^(?:many )?(?:thanks|thank you|danke|vielen dank|merci|gracias|grazie|obrigad[oa])\b[^?]{0,120}$/i,
  /^(?:my name is|this is|i am|i'm) [^.!?]{1,60}(?:from|and i(?:'ll| will)| here|support|team)\b[^?]{0,100}$/i,
  /^(?:one|just a|a) (?:moment|second|minute|sec)\b[^?]{0,80}$/i,
  /^(?:please )?(?:hold on|bear with me|give me a (?:moment|minute|second))\b[^?]{0,80}$/i,
  /^(?:let me|i(?:'ll| will)) (?:just )?(?:check|look|have a look|see|take a look|find out|look into)\b[^?]{0,100}$/i,
  /^(?:is there )?anything else\b.{0,80}$/i,
  /^(?:can|could|may) i help (?:you )?(?:with )?(?:anything|something) else\b.{0,40}$/i,
  /^(?:how (?:can|may) i help|what can i do for you)\b.{0,60}$/i,
  /^(?:have a|enjoy your) (?:great|good|nice|lovely|wonderful)\b[^?]{0,60}$/i,
  /^(?:you(?:'re| are) welcome|no problem|my pleasure|glad (?:to|i could|that) [^?]{0,60}|happy to help[^?]{0,40}|sure|ok(?:ay)?|great|perfect|got it|yes|no)[.!]*$/i,
  /^(?:i(?:'m| am) )?(?:really |very |so )?sorry\b[^?]{0,100}$/i,
  /^(?:best|kind|warm)? ?(?:regards|wishes|cheers)\b[^?]{0,60}$/i,
  /^(?:that (?:worked|works|helped|did it|solved it)|it works(?: now)?|works now|perfect, that)\b[^?]{0,80}$/i,
];

/** A sentence of a person that asks the customer something back is no part of the answer. */
const ASKS = /[?？؟]["'”’)\]]*\s*$/;

/** Sentences of the problem and paragraphs of the answer: an article, not a transcript. */
const PROBLEM_SENTENCES = 8;
const ANSWER_PARAGRAPHS = 20;

/**
 * An article out of a conversation: what the customer's problem was and what the person said who solved it, without greetings,
 * thanks and the talk in between, as Markdown. The problem is what the customer wrote before the person's first word; the
 * answer all that the person told, questions to the customer left out. Null where nobody told anything. Pure.
 */
export function draftFromConversation(
  said: readonly SaidMessage[],
  deps: ConversationDraftDeps,
): { title: string; body: string } | null {
  const first = said.findIndex(({ role }) => role === 'agent');
  if (first === -1) return null;
  const before = said.slice(0, first).filter(({ role }) => role === 'customer');
  const asked = before.length > 0 ? before : said.filter(({ role }) => role === 'customer');
  const problem = [...new Set(asked.flatMap(({ text }) => sentencesOf(text, deps)))];
  const answer = said
    .filter(({ role }) => role === 'agent')
    .flatMap(({ text }) => paragraphsOf(text, deps))
    .slice(0, ANSWER_PARAGRAPHS);
  if (answer.length === 0) return null;
  const lines = [
    ...(problem.length > 0
      ? ['## Problem', '', problem.slice(0, PROBLEM_SENTENCES).map(markdownText).join(' '), '']
      : []),
    '## Answer',
    '',
    answer.join('\n\n'),
  ];
  return { title: draftTitle(titleOf(problem)), body: `${lines.join('\n')}\n` };
}

/** The sentence that asks most: a question before a statement, then the one with most to compare. */
function titleOf(problem: readonly string[]): string {
  const told = (sentence: string) => questionTerms(sentence).filter(({ plain }) => !plain).length;
  const rank = (sentence: string) => Math.min(told(sentence), 8) + (ASKS.test(sentence) ? 6 : 0);
  return problem.reduce((best, one) => (best === '' || rank(one) > rank(best) ? one : best), '');
}

function sentencesOf(text: string, deps: ConversationDraftDeps): string[] {
  return splitSentences(text)
    .map(({ start, end }) => text.slice(start, end).trim())
    .filter((sentence) => saysSomething(sentence, deps));
}

/** Lines of a message stay lines: a person writes steps below each other. */
function paragraphsOf(text: string, deps: ConversationDraftDeps): string[] {
  const lines = text.split(/\n/).map((line) => {
    const [, mark = '', rest = ''] = /^\s*((?:[-*•]|\d{1,2}[.)])\s+)?(.*)$/.exec(line) ?? [];
    const kept = sentencesOf(rest, deps).filter((sentence) => !ASKS.test(sentence));
    if (kept.length === 0) return '';
    return `${mark.replace('•', '-').trimStart()}${kept.map(markdownText).join(' ')}`;
  });
  const paragraphs = lines.join('\n').split(/\n{2,}/);
  return paragraphs.map((one) => one.trim()).filter((one) => one !== '');
}

function saysSomething(sentence: string, deps: ConversationDraftDeps): boolean {
  if (!/[\p{L}\p{N}]/u.test(sentence) || deps.isSmallTalk(sentence)) return false;
  return !TALK.some((pattern) => pattern.test(sentence));
}
