import { KnowledgeIndex } from '../src/store/knowledge/knowledge-index.ts';

/** One index, and with it one cache of known words, for all conversations of an isolate. */
const indexes = new WeakMap<D1Database, KnowledgeIndex>();

/** The isolate's index in that database. */
export function sharedIndex(db: D1Database): KnowledgeIndex {
  const index = indexes.get(db) ?? new KnowledgeIndex(db);
  indexes.set(db, index);
  return index;
}
