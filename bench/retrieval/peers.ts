import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import MiniSearch from 'minisearch';
import { STOP_WORDS } from '../../src/retrieve/stop-words.ts';
import { ensurePeers } from '../harness/peers.ts';
import type { Engine, SearchRow } from './engine.ts';

/** One way to set a peer up. A bench tries all of them and compares with the one that does best. */
export interface PeerSetup {
  /** What of it is not as it comes. */
  label: string;
  of: 'articles' | 'chunks';
  /** True where a story of 300 words takes it seconds: then it is asked questions only. */
  slow: boolean;
  build(rows: readonly SearchRow[]): Engine | Promise<Engine>;
}

export interface Peer {
  name: string;
  setups: PeerSetup[];
}

type BuildRows = (rows: readonly SearchRow[]) => Engine | Promise<Engine>;

/** Every peer with every setup that its documentation suggests for questions in whole sentences. Installs what is missing. */
export async function allPeers(progress: (line: string) => void): Promise<Peer[]> {
  const folder = await ensurePeers(progress);
  const from = async <Module>(file: string) =>
    (await import(pathToFileURL(join(folder, file)).href)) as Module;
  const { oramaIndex } = await from<{ oramaIndex: Indexer<{ stemming: boolean }> }>('orama-index.ts');
  const { flexSearchIndex } = await from<{
    flexSearchIndex: Indexer<{ english: boolean; tokenize: 'strict' | 'forward' }>;
  }>('flexsearch-index.ts');
  return [
    ftsPeer(),
    miniSearchPeer(),
    {
      name: 'Orama',
      setups: [true, false].flatMap((stemming) =>
        setups(stemming ? 'stemmed' : 'plain', (rows) => oramaIndex(rows, { stemming })),
      ),
    },
    {
      name: 'FlexSearch',
      setups: (['strict', 'forward'] as const).flatMap((tokenize) =>
        [true, false].flatMap((english) =>
          setups(
            `${tokenize}${english ? ', English' : ''}`,
            (rows) => flexSearchIndex(rows, { english, tokenize }),
            tokenize === 'forward',
          ),
        ),
      ),
    },
  ];
}

/** The peers that say how sure they are: their scores are comparable over questions. */
export function scoringPeers(): Peer[] {
  return [ftsPeer(), miniSearchPeer()];
}

function ftsPeer(): Peer {
  return {
    name: 'FTS5',
    setups: [
      ...setups('porter', (rows) => fts5Engine(rows, 'porter unicode61')),
      ...setups('unicode61', (rows) => fts5Engine(rows, 'unicode61')),
    ],
  };
}

function miniSearchPeer(): Peer {
  return {
    name: 'MiniSearch',
    setups: [
      ...setups('', (rows) => miniSearchEngine(rows)),
      ...setups('prefix, fuzzy', (rows) => miniSearchEngine(rows, { prefix: true, fuzzy: 0.2 }), true),
      ...setups('fuzzy', (rows) => miniSearchEngine(rows, { fuzzy: 0.2 }), true),
    ],
  };
}

type Indexer<Options> = (rows: readonly SearchRow[], options: Options) => Promise<Engine>;

/**
 * A way to build an index, over articles and over chunks, asked with all words and without stop words. `slow`: whichever way it
 * is asked.
 */
function setups(label: string, build: BuildRows, slow = false): PeerSetup[] {
  // Both ways of asking share an index; it is forgotten with the rows.
  const built = new WeakMap<readonly SearchRow[], Promise<Engine>>();
  const once = async (rows: readonly SearchRow[]) => {
    const engine = built.get(rows) ?? Promise.resolve(build(rows));
    built.set(rows, engine);
    return engine;
  };
  return (['articles', 'chunks'] as const).flatMap((of) => [
    { label: [of, label].filter(Boolean).join(', '), of, slow: slow || of === 'chunks', build: once },
    {
      label: [of, label, 'no stop words'].filter(Boolean).join(', '),
      of,
      slow,
      build: async (rows) => {
        const engine = await once(rows);
        return (question, limit) => engine(withoutStopWords(question), limit);
      },
    },
  ]);
}

function withoutStopWords(question: string): string {
  const telling = [...new Set(words(question))].filter((word) => !STOP_WORDS.has(word.toLowerCase()));
  return telling.length > 0 ? telling.join(' ') : question;
}

function words(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** MiniSearch as it comes (BM25+), with titles counted twice. */
export function miniSearchEngine(
  rows: readonly SearchRow[],
  options: { prefix?: boolean; fuzzy?: number } = {},
): Engine {
  const engine = new MiniSearch<SearchRow>({ fields: ['title', 'heading', 'text'] });
  engine.addAll(rows);
  return (question, limit) =>
    engine
      .search(question, { boost: { title: 2 }, ...options })
      .slice(0, limit)
      .map((one) => ({ id: String(one.id), score: one.score }));
}

/** SQLite's FTS5, all words joined by OR, ranked by its bm25 with titles counted twice. */
export function fts5Engine(rows: Iterable<SearchRow>, tokenizer: string): Engine {
  const db = new DatabaseSync(':memory:');
  db.exec(
    `CREATE VIRTUAL TABLE t USING fts5 (title, heading, text, id UNINDEXED, tokenize = '${tokenizer}')`,
  );
  const insert = db.prepare('INSERT INTO t VALUES (?, ?, ?, ?)');
  db.exec('BEGIN');
  for (const one of rows) insert.run(one.title, one.heading, one.text, one.id);
  db.exec('COMMIT');
  const select = db.prepare(
    'SELECT id, -bm25(t, 2.0, 1.0, 1.0) AS score FROM t WHERE t MATCH ? ORDER BY score DESC LIMIT ?',
  );
  return (question, limit) => {
    const match = [...new Set(words(question))].map((word) => `"${word}"`).join(' OR ');
    if (match === '') return [];
    return select.all(match, limit).map((row) => ({ id: String(row.id), score: Number(row.score) }));
  };
}
