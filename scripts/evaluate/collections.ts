import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { ArticleVersion } from '../../src/retrieve/article.ts';
import { ROOT } from '../local/paths.ts';

/** A knowledge base with questions about it, in the form that evaluation and benches use. */
export interface Collection {
  name: string;
  /** False: share-alike licence, evaluated only. */
  mayFit: boolean;
  articles: ArticleVersion[];
  questions: Question[];
  /** Whole stories of customers with the documents that a person would need to help them. */
  tasks: Task[];
}

export interface Question {
  question: string;
  /** External ids of the articles that answer it; empty when none does. */
  articles: string[];
  /** Which half: `test` is only ever reported, as a whole. Absent: an older question, that was tuned on. */
  part?: 'dev' | 'test';
}

export interface Task {
  /** The customer's situation in full. */
  text: string;
  /** External ids of the documents needed. */
  articles: string[];
}

/** Where evaluation data lies when no `--data` is given. */
export const DEFAULT_DATA = join(ROOT, '..', 'shared', 'data');

/** Help centres whose licence (CC0, MIT) allows what was fitted on them to ship; any other is evaluated only. */
const FITTABLE = new Set(['login-gov-help', 'tau-banking']);

/** The demo organization's articles and questions, as `npm start` seeds them. */
export function demoCollection(): Collection {
  const folder = join(ROOT, 'demo/knowledge');
  const articles = readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => demoArticle(name.slice(0, -3), readFileSync(join(folder, name), 'utf8')));
  const known = new Set(articles.map((one) => one.externalId));
  const questions = readdirSync(join(ROOT, 'demo/questions'))
    .filter((name) => /^part-.*\.json$/.test(name))
    .sort()
    .flatMap((name) => readQuestions(join(ROOT, 'demo/questions', name)))
    .filter((one) => one.articles.every((id) => known.has(id)));
  return { name: 'demo', mayFit: true, articles, questions, tasks: [] };
}

/** What people type who try the demo, halved by article before any was asked: `dev` is fitted on, `test` only reported as a whole. */
export function visitorQuestions(): Question[] {
  return readQuestions(join(ROOT, 'demo/questions/visitors.json'));
}

/** Every knowledge base in `<data>/kb`, with the written questions that lie beside it or in `bench/retrieval/questions`. */
export function dataCollections(data: string): Collection[] {
  const folder = join(data, 'kb');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.docs.jsonl'))
    .sort()
    .map((file) => {
      const name = file.replace('.docs.jsonl', '');
      const asked = [
        join(folder, `${name}.questions.json`),
        join(ROOT, `bench/retrieval/questions/${name}.json`),
        join(ROOT, `bench/retrieval/questions/${name}.written.json`),
      ];
      return {
        name,
        mayFit: FITTABLE.has(name),
        articles: lines(join(folder, file)).map((line) => dataArticle(name, JSON.parse(line))),
        questions: asked.filter((path) => existsSync(path)).flatMap(readQuestions),
        tasks: lines(join(folder, `${name}.tasks.jsonl`)).map(readTask),
      };
    });
}

function readQuestions(path: string): Question[] {
  const list = JSON.parse(readFileSync(path, 'utf8')) as {
    question: string;
    articles: string[];
    answerable?: boolean;
    part?: 'dev' | 'test';
  }[];
  return list.map(({ question, articles, answerable, part }) => ({
    question,
    articles: answerable === false ? [] : articles,
    ...(part ? { part } : {}),
  }));
}

function readTask(line: string): Task {
  const { text, required_documents: articles } = JSON.parse(line) as {
    text: string;
    required_documents: string[];
  };
  return { text, articles };
}

/** Lines of a file that hold something; none where there is no file. */
function lines(path: string): string[] {
  return existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '')
    : [];
}

function demoArticle(id: string, text: string): ArticleVersion {
  const match = /^---\n([\s\S]*?)\n---\n/.exec(text);
  const front = parse(match?.[1] ?? '') as { title?: string; tags?: string[]; locale?: string } | null;
  return {
    organizationId: 'org_demo',
    articleId: `art_${id}`,
    version: 1,
    externalId: id,
    title: front?.title ?? id,
    body: text.slice(match?.[0].length ?? 0),
    format: 'markdown',
    url: null,
    tags: front?.tags ?? [],
    locale: front?.locale ?? null,
  };
}

function dataArticle(
  collection: string,
  row: { id: string; title: string; text: string; lang?: string; url?: string },
): ArticleVersion {
  const locale = row.lang ?? 'en';
  const externalId = locale === 'en' ? row.id : `${row.id}@${locale}`;
  return {
    organizationId: `org_${collection}`,
    articleId: `art_${externalId}`,
    version: 1,
    externalId,
    title: row.title,
    body: row.text,
    format: 'markdown',
    url: row.url ?? null,
    tags: [],
    locale,
  };
}
