import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spokenLanguage } from '../../src/answer/care.ts';
import type { SearchResult } from '../../src/domain/passage.ts';
import { analyze } from '../../src/retrieve/analyze.ts';
import type { ArticleVersion } from '../../src/retrieve/article.ts';
import type { KnowledgeReader, SearchRequest } from '../../src/retrieve/gather.ts';
import { indexArticle } from '../../src/retrieve/index-article.ts';
import { search } from '../../src/retrieve/search.ts';
import { decodeMeanings, type WordMeanings } from '../../src/retrieve/word-meanings.ts';
import { KnowledgeIndex } from '../../src/store/knowledge/knowledge-index.ts';
import { detectLanguage, type LanguageVerdict } from '../../src/understand/language/detect-language.ts';
import { decodeLanguageModel, type LanguageModel } from '../../src/understand/language/language-model.ts';
import { applyMigrations, nodeD1 } from '../../test/support/node-d1.ts';
import { ROOT } from '../local/paths.ts';

/** A knowledge base in memory, with the real SQL. */
export interface KnowledgeBase {
  chunks: number;
  index: KnowledgeReader;
  meanings(): Promise<WordMeanings>;
  /** A question as a turn puts it: with the language it is in, English where that cannot be told. */
  request(query: string): SearchRequest;
  find(query: string, limit?: number): Promise<SearchResult>;
  externalId(articleId: string): string;
  analyze(text: string): string[];
  close(): void;
}

/** Indexes articles as one organization. */
export async function knowledgeBase(articles: readonly ArticleVersion[]): Promise<KnowledgeBase> {
  const db = nodeD1();
  applyMigrations(db.sqlite, new URL('../../migrations/knowledge', import.meta.url).pathname);
  const index = new KnowledgeIndex(db);
  const ids = new Map<string, string>();
  let chunks = 0;
  for (const article of articles) {
    ids.set(article.articleId, article.externalId);
    const indexed = await indexArticle({ ...article, organizationId: 'org_1' }, { index });
    if (indexed.ok) chunks += indexed.value.chunks;
  }
  const request = (query: string): SearchRequest => ({
    organizationId: 'org_1',
    query,
    limit: 8,
    locale: languageOf(query),
  });
  return {
    chunks,
    index,
    meanings,
    request,
    find: (query, limit = 8) => search({ ...request(query), limit }, { index, meanings }),
    externalId: (articleId) => ids.get(articleId) ?? articleId,
    analyze,
    close: () => db.close(),
  };
}

/** The widget's own language where a text is too short to tell. */
const FALLBACK = 'en';

let opened: LanguageModel | null = null;

function languageOf(text: string): string | null {
  return spokenLanguage(detectIn(text), FALLBACK);
}

/** The language that a text is in, by the product's own model. */
export function detectIn(text: string): LanguageVerdict {
  opened ??= openLanguage();
  return detectLanguage(text, opened);
}

let known: WordMeanings | null = null;

/** The table of meanings that ships. */
export async function meanings(): Promise<WordMeanings> {
  known ??= openMeanings();
  return known;
}

function openMeanings(): WordMeanings {
  const table = decodeMeanings(readFileSync(join(ROOT, 'src/understand/models/meanings.bin')));
  if (!table.ok) throw new Error('meanings.bin does not open: npm run train -- meanings');
  return table.value;
}

function openLanguage(): LanguageModel {
  const model = decodeLanguageModel(readFileSync(join(ROOT, 'src/understand/models/language.bin')));
  if (!model.ok) throw new Error('language.bin does not open: npm run train -- language');
  return model.value;
}
