import { DatabaseSync } from 'node:sqlite';
import MiniSearch from 'minisearch';
import type { Corpus } from './corpus.ts';

/** A search engine in this process: chunk ids, best first, at most five. */
export type Engine = (question: string) => string[];

/** MiniSearch as it comes: BM25+ over all words, no options but which fields there are. */
export function miniSearchEngine(corpus: Corpus): Engine {
  const engine = new MiniSearch({ fields: ['title', 'heading', 'text'] });
  engine.addAll(rows(corpus));
  return (question) =>
    engine
      .search(question)
      .slice(0, 5)
      .map((one) => String(one.id));
}

/** SQLite's FTS5 with its porter tokenizer, all words joined by OR, ranked by its bm25 with a weight for titles. */
export function plainFts5Engine(corpus: Corpus): Engine {
  const db = new DatabaseSync(':memory:');
  db.exec(
    "CREATE VIRTUAL TABLE t USING fts5 (title, heading, text, id UNINDEXED, tokenize = 'porter unicode61')",
  );
  const insert = db.prepare('INSERT INTO t VALUES (?, ?, ?, ?)');
  db.exec('BEGIN');
  for (const one of rows(corpus)) insert.run(one.title, one.heading, one.text, one.id);
  db.exec('COMMIT');
  const select = db.prepare('SELECT id, text FROM t WHERE t MATCH ? ORDER BY bm25(t, 4.0, 2.0, 1.0) LIMIT 5');
  return (question) => {
    const words = question.match(/[\p{L}\p{N}]+/gu) ?? [];
    return select.all(words.map((word) => `"${word}"`).join(' OR ')).map((row) => String(row.id));
  };
}

function rows(corpus: Corpus): { id: string; title: string; heading: string; text: string }[] {
  return corpus.articles.flatMap(({ title, chunks }) =>
    chunks.map((one) => ({ id: one.chunkId, title, heading: one.heading, text: one.text })),
  );
}
