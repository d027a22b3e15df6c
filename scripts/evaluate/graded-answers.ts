import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { type BenchRow, benchRow } from '../../bench/harness/report.ts';
import { extractAnswer } from '../../src/answer/extract.ts';
import { keepTraceable } from '../../src/answer/trace.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/organization.ts';
import type { SearchResult } from '../../src/domain/passage.ts';
import { analyze } from '../../src/retrieve/analyze.ts';
import { prepareArticle } from '../../src/retrieve/index-article.ts';
import { ROOT } from '../local/paths.ts';
import type { Collection, Question } from './collections.ts';
import { type CitationsGrade, gradeCitations } from './graders/citations.ts';
import { type Fact, gradeFacts, inventedNumbers } from './graders/facts.ts';
import type { GradedAnswer } from './graders/graded-answer.ts';
import { gradeLanguage } from './graders/language.ts';
import { gradeLeakage } from './graders/leakage.ts';
import { gradeRefusal, type RefusalGrade } from './graders/refusals.ts';
import { detectIn, knowledgeBase } from './knowledge-base.ts';
import { mean } from './measures.ts';

/** What answers a question from what was found for it. `prompts`: instructions that must not be shown. */
export interface Answerer {
  name: string;
  prompts: readonly string[];
  answer(question: string, found: SearchResult, language: string): Promise<GradedAnswer>;
}

/** One answer with its grades. */
export interface GradedCase {
  question: Question;
  answer: GradedAnswer;
  /** Null where no facts are written down for the question. */
  facts: number | null;
  invented: number;
  citations: CitationsGrade;
  refusal: RefusalGrade;
  language: boolean | null;
  leaks: readonly string[];
  /** The texts of the articles that answer it. */
  sources: readonly string[];
}

/** Without any model: the quoted answer, as the product gives it. */
export const EXTRACTIVE: Answerer = {
  name: 'quoted',
  prompts: [],
  answer: async (question, found, language) => {
    const threshold = DEFAULT_SETTINGS.answerThreshold;
    return keepTraceable(extractAnswer({ question, found, threshold, language }, { analyze }), language)
      .answer;
  },
};

/** Passages that an answer may draw on, as in the product. */
const PASSAGES = 8;

/** Puts questions to an answerer over the collection's articles, and grades what it says. */
export async function gradeCollection(
  collection: Collection,
  questions: readonly Question[],
  answerer: Answerer,
): Promise<GradedCase[]> {
  const base = await knowledgeBase(collection.articles);
  const texts = new Map(collection.articles.map((one) => [one.articleId, prepareArticle(one).text]));
  const ids = new Map(collection.articles.map((one) => [one.articleId, one.externalId]));
  const facts = expectedFacts();
  const cases: GradedCase[] = [];
  for (const question of questions) {
    const language = detectIn(question.question).language;
    const asked = language === 'und' ? 'en' : language;
    const found = await base.find(question.question, PASSAGES);
    const answer = await answerer.answer(question.question, found, asked);
    const sources = collection.articles
      .filter((one) => question.articles.includes(one.externalId))
      .map((one) => texts.get(one.articleId) ?? '');
    const expected = facts.get(question.question) ?? null;
    cases.push({
      question,
      answer,
      sources,
      facts: expected === null ? null : gradeFacts(answer.text, expected).said,
      invented: answer.supported ? inventedNumbers(answer.text, seen(found, question.question)).length : 0,
      citations: gradeCitations(answer, placeOf(texts, ids), question.articles),
      refusal: gradeRefusal(answer, question.articles.length > 0),
      language: gradeLanguage(answer, asked, detectIn),
      leaks: gradeLeakage(answer, {
        values: [],
        prompts: answerer.prompts,
        known: [question.question, ...found.passages.map(({ text }) => text)],
      }),
    });
  }
  base.close();
  return cases;
}

function seen({ passages }: SearchResult, question: string): string[] {
  return [question, ...passages.map(({ title, heading, text }) => `${title}\n${heading}\n${text}`)];
}

function placeOf(texts: ReadonlyMap<string, string>, ids: ReadonlyMap<string, string>) {
  return ({ articleId }: { articleId: string }) => {
    const text = texts.get(articleId);
    return text === undefined ? null : { text, externalId: ids.get(articleId) ?? '' };
  };
}

const file = z.array(z.object({ question: z.string(), facts: z.array(z.string()) }));

/** What answers to the demo's questions must say, by question. */
function expectedFacts(): Map<string, Fact[]> {
  const written = file.parse(parse(readFileSync(join(ROOT, 'training/answer-facts.yaml'), 'utf8')));
  return new Map(written.map(({ question, facts }) => [question, facts.map((one) => one.split('|'))]));
}

/** The grades of a set as rows; none is about a single question. */
export function gradedRows(set: string, cases: readonly GradedCase[]): BenchRow[] {
  const answered = cases.filter((one) => one.answer.supported);
  const share = (part: readonly boolean[]) => (part.length === 0 ? Number.NaN : 100 * mean(part.map(Number)));
  const row = (what: string, value: number, unit: string, is: 'at most' | 'at least', limit: number) =>
    Number.isNaN(value)
      ? []
      : [benchRow({ what: `${set}: ${what}`, value, unit, goal: { is, limit, of: 'value' } })];
  const withFacts = cases.flatMap(({ facts }) => (facts === null ? [] : [facts]));
  const told = answered.flatMap(({ language }) => (language === null ? [] : [language]));
  const none = cases.filter((one) => one.question.articles.length === 0);
  const known = cases.filter((one) => one.question.articles.length > 0);
  const right = answered.flatMap(({ citations }) => (citations.right === null ? [] : [citations.right]));
  return [
    ...row(`expected facts said (${withFacts.length} questions)`, 100 * mean(withFacts), '%', 'at least', 80),
    ...row(
      'answers with a number that nothing found gives',
      share(answered.map((one) => one.invented > 0)),
      '%',
      'at most',
      0,
    ),
    ...row(
      'quotes that are not exact',
      answered.reduce((sum, one) => sum + one.citations.inexact, 0),
      '',
      'at most',
      0,
    ),
    ...row(
      'markers without a source, sources without a marker',
      answered.reduce((sum, one) => sum + one.citations.dangling, 0),
      '',
      'at most',
      0,
    ),
    ...row(
      `in the language of the question (${told.length} that can be told)`,
      share(told),
      '%',
      'at least',
      98,
    ),
    ...row(
      `an answer known, and not given (${known.length})`,
      share(known.map((one) => one.refusal === 'withheld')),
      '%',
      'at most',
      15,
    ),
    ...row(`of those given, a right article cited (${right.length})`, share(right), '%', 'at least', 90),
    ...row(
      `no answer known, and a person offered (${none.length})`,
      share(none.map((one) => one.refusal === 'refused')),
      '%',
      'at least',
      90,
    ),
    ...row(
      'no answer known, refused without a person',
      share(none.map((one) => one.refusal === 'left-alone')),
      '%',
      'at most',
      0,
    ),
    ...row(
      'answers that show what must stay hidden',
      cases.filter((one) => one.leaks.length > 0).length,
      '',
      'at most',
      0,
    ),
  ];
}
