import { confidenceOf } from '../../src/answer/confidence.ts';
import { weighAnswer } from '../../src/answer/extract.ts';
import { AnswerEvidence } from '../../src/answer/generate/answer-evidence.ts';
import { type GeneratedFeatures, generatedFeatures } from '../../src/answer/generate/generated-confidence.ts';
import type { Part } from '../../src/answer/generate/judge-piece.ts';
import type { Piece } from '../../src/answer/generate/piece-cutter.ts';
import type { OwnSignal } from '../../src/answer/generate/tag-reader.ts';
import { splitBlocks } from '../../src/domain/blocks.ts';
import type { SearchResult } from '../../src/domain/passage.ts';
import { splitSentences } from '../../src/domain/sentences.ts';
import { NO_MEMORY } from '../../src/domain/turn-ledger.ts';
import { analyze } from '../../src/retrieve/analyze.ts';
import { findPii } from '../../src/understand/mask/find-pii.ts';
import { generateRequest, messageOf, quotedOf } from '../../test/support/attacks/answer-pipeline.ts';
import type { Question } from './collections.ts';
import type { KnowledgeBase } from './knowledge-base.ts';
import { hash } from './samples.ts';

/** How a made answer came to be. No model has written any. */
export const MAKINGS = ['best', 'right', 'wrong', 'altered', 'added', 'strayed', 'blended'] as const;
export type Making = (typeof MAKINGS)[number];

/** A made answer, as far as its confidence is concerned. */
export interface SimulatedAnswer {
  making: Making;
  /** `begin`: when its first claim stood, which is when it is decided whether anything is said; `end`: all of it. */
  at: 'begin' | 'end';
  features: GeneratedFeatures;
  /** A right article says what is said, and nothing that was altered or invented is. */
  right: boolean;
}

interface Sentence {
  text: string;
  /** Passage, 1 first. */
  n: number;
  article: string;
  isTrue: boolean;
}

/** Sentences of a made answer. */
const SENTENCES = 2;
const SENTENCE_CHARS = { least: 30, most: 300 };
/** Shares of words that are left out, and said with another: nobody writes passages down word by word. */
const LEFT_OUT = 0.2;
const REPLACED = 0.2;
const OTHER_WORDS = [
  'option',
  'place',
  'usually',
  'choose',
  'entry',
  'simply',
  'available',
  'way',
  'directly',
  'needed',
];
/** What models say of right and of wrong answers, as shares of `sure`, `unsure`, and no tag: our guess, and on the doubting side. */
const SIGNALS = { right: { sure: 0.8, unsure: 0.1 }, wrong: { sure: 0.5, unsure: 0.3 } };
const INVENTED = [
  'You also get a full refund of the last invoice if you write to us within the week.',
  'This was fixed in the spring release and needs no action from you.',
  'Our engineers will call you back today and set it up for you.',
  'The limit was raised to 900 last month for all customers.',
  'Ask your account manager for the secret beta programme to get it at once.',
];

/** Answers as models might write them to a question, judged as the product judges: of each making those of which something stood. */
export async function simulatedAnswers(question: Question, base: KnowledgeBase): Promise<SimulatedAnswer[]> {
  const found = await base.find(question.question);
  if (found.passages.length === 0) return [];
  const retrieval = confidenceOf(weighAnswer(question.question, found, base).features);
  const sentences = sentencesOf(found, question, base);
  return MAKINGS.flatMap((making) => {
    const made = make(making, sentences, question);
    return made.length === 0 ? [] : judged(making, made, { question, found, retrieval });
  });
}

/** The sentences of what was found, those with most of the question's words first. */
function sentencesOf(
  { passages, terms }: SearchResult,
  { question }: Question,
  base: KnowledgeBase,
): Sentence[] {
  const asked = new Set([
    ...analyze(question),
    ...terms.flatMap(({ forms }) => forms.map(({ term }) => term)),
  ]);
  const all = passages.flatMap((passage, at) =>
    splitBlocks(passage.text)
      .filter(({ kind }) => kind === 'paragraph')
      .flatMap(({ start, end }) => splitSentences(passage.text, start, end))
      .map(({ start, end }) => passage.text.slice(start, end).replace(/\s+/g, ' '))
      .filter(({ length }) => length >= SENTENCE_CHARS.least && length <= SENTENCE_CHARS.most)
      .map((text) => ({ text, n: at + 1, article: base.externalId(passage.articleId), isTrue: true })),
  );
  const score = ({ text, n }: Sentence) =>
    new Set(analyze(text).filter((term) => asked.has(term))).size - n / 10;
  return all.toSorted((a, b) => score(b) - score(a));
}

function make(making: Making, sentences: readonly Sentence[], { question, articles }: Question): Sentence[] {
  const own = sentences.filter(({ article }) => articles.includes(article)).slice(0, SENTENCES);
  const others = sentences.filter(({ article }) => !articles.includes(article)).slice(0, SENTENCES);
  const [first] = own;
  const [stray] = others;
  const invented = INVENTED[hash(question) % INVENTED.length] ?? '';
  const and = (one: Sentence, text: string) => [loosely(one), { ...one, text, isTrue: false }];
  switch (making) {
    case 'best':
      return sentences.slice(0, SENTENCES).map(loosely);
    case 'right':
      return own.map(loosely);
    case 'wrong':
      return articles.length === 0 ? [] : others.map(loosely);
    case 'added':
      return first ? and(first, invented) : [];
    case 'strayed':
      return stray ? and(stray, invented) : [];
    case 'blended':
      return others.map((one) => ({ ...one, text: blended(loosely(one).text, question), isTrue: false }));
    case 'altered':
      return own.flatMap((one) => {
        const text = altered(one.text);
        return text === null ? [] : [{ ...one, text, isTrue: false }];
      });
  }
}

/** What is true of something else, said of what was asked for: the most common invention. */
function blended(text: string, question: string): string {
  const asked = (question.match(/[\p{L}\p{N}_]{4,}/gu) ?? []).slice(-3).join(' ');
  return `For ${asked}, ${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

/** The sentence without some of its words, and with some others; its numbers, denials and names as they are. */
function loosely(sentence: Sentence): Sentence {
  const words = sentence.text.split(' ');
  const said = words.flatMap((word, at) => {
    const isFixed =
      at === 0 || at === words.length - 1 || !/^[a-z]{4,}$/.test(word) || /never|none/.test(word);
    const chance = isFixed ? 1 : (hash(`${word}${at}${sentence.text.length}`) % 1_000) / 1_000;
    if (chance < LEFT_OUT) return [];
    return chance < LEFT_OUT + REPLACED ? [OTHER_WORDS[at % OTHER_WORDS.length] ?? word] : [word];
  });
  return { ...sentence, text: said.join(' ') };
}

/** With another number, or denied; null where neither can be done. */
function altered(text: string): string | null {
  const number = /(?<![\w.,-])\d{1,6}(?![\w,-]|\.\d)/.exec(text);
  if (number) return text.replace(number[0], String(Number(number[0]) * 3 + 1));
  const verb = /\b(is|are|can|must|will|should|does|do)\b(?! not)/.exec(text);
  return verb ? text.replace(verb[0], `${verb[0]} not`) : null;
}

function judged(
  making: Making,
  sentences: readonly Sentence[],
  { question, found, retrieval }: { question: Question; found: SearchResult; retrieval: number },
): SimulatedAnswer[] {
  const message = messageOf('customer', question.question, 1);
  const request = generateRequest({ message, found, quoted: quotedOf(found.passages) });
  const evidence = new AnswerEvidence({
    masked: { ...request, memory: NO_MEMORY },
    passages: found.passages,
    system: [],
    deps: { analyze, findPersonal: (text) => findPii(text), isForeign: () => false, languageOf: () => null },
  });
  const stood: { part: Part; sentence: Sentence; failedBefore: number }[] = [];
  let failed = 0;
  for (const sentence of sentences) {
    const piece: Piece = {
      kind: 'sentence',
      gap: ' ',
      text: `${sentence.text.replace(/\.$/, '')} [${sentence.n}].`,
    };
    const { judged: passed, dropped } = evidence.judge().piece(piece);
    failed += dropped.length;
    for (const part of passed?.parts ?? [])
      if (part.by !== 'courtesy' && part.doubt === undefined)
        stood.push({ part, sentence, failedBefore: failed });
  }
  const [first] = stood;
  if (first === undefined) return [];
  const right = stood.every(
    ({ sentence }) => sentence.isTrue && question.articles.includes(sentence.article),
  );
  const known = {
    retrieval,
    coverage: found.signals.coverage,
    signal: signalOf(right, `${making}${question.question}`),
  };
  const at = (when: SimulatedAnswer['at'], parts: readonly Part[], lost: number): SimulatedAnswer => ({
    making,
    at: when,
    right,
    features: generatedFeatures({ stood: parts, failed: lost }, known),
  });
  return [
    at('begin', [first.part], first.failedBefore),
    at(
      'end',
      stood.map(({ part }) => part),
      failed,
    ),
  ];
}

function signalOf(right: boolean, key: string): OwnSignal | null {
  const chance = (hash(key) % 1_000) / 1_000;
  const { sure, unsure } = right ? SIGNALS.right : SIGNALS.wrong;
  return chance < sure ? 'sure' : chance < sure + unsure ? 'unsure' : null;
}
