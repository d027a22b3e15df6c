import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Collection } from '../../scripts/evaluate/collections.ts';
import { prepareArticle } from '../../src/retrieve/index-article.ts';
import { type Engine, type SearchRow, searchRows } from './engine.ts';
import type { Peer, PeerSetup } from './peers.ts';
import { remembered } from './remembered.ts';

/** A collection as the peers index it. */
export interface PeerCollection {
  rows: Record<PeerSetup['of'], SearchRow[]>;
  /** External id of the article that a row is of. */
  externalId(rowId: string): string;
}

export function peerCollection(collection: Collection): PeerCollection {
  const articles = collection.articles.map(prepareArticle);
  const names = new Map(collection.articles.map((one) => [one.articleId, one.externalId]));
  const rows = { articles: searchRows(articles, 'articles'), chunks: searchRows(articles, 'chunks') };
  const owner = new Map(
    [...rows.articles, ...rows.chunks].map((row) => [row.id, names.get(row.articleId) ?? row.articleId]),
  );
  return { rows, externalId: (rowId) => owner.get(rowId) ?? rowId };
}

/** Rows asked for, so that chunks of ten different articles are among them. */
const ROWS = 50;

/** External ids of articles, best first: an article stands where its best row stands. */
export async function rankedArticles(
  engine: Engine,
  collection: PeerCollection,
  question: string,
): Promise<string[]> {
  const hits = await engine(question, ROWS);
  return [...new Set(hits.map((one) => collection.externalId(one.id)))];
}

/** What one setup of a peer makes of every question, and how good that is. */
export interface PeerResult<Result> {
  name: string;
  setup: string;
  results: Result[];
  value: number;
}

/** What peers are asked for, and how it is judged. */
export interface PeerWork<Asked, Result> {
  ask(engine: Engine, one: Asked): Promise<Result>;
  value(results: readonly Result[]): number;
  /** True where what is asked is a story of hundreds of words. */
  stories: boolean;
  /** True: a result from an earlier run with the same rows and questions will do. */
  remember: boolean;
  progress(line: string): void;
}

/**
 * Each peer in the setup that does best on these very questions, which no user could know beforehand: what is compared with is
 * the best that the peer can do.
 */
export async function bestSetups<Asked, Result>(
  peers: readonly Peer[],
  collection: PeerCollection,
  asked: readonly Asked[],
  work: PeerWork<Asked, Result>,
): Promise<PeerResult<Result>[]> {
  const best: PeerResult<Result>[] = [];
  for (const peer of peers) {
    const setups = peer.setups.filter((one) => !work.stories || !one.slow);
    const make = () => bestSetup(peer.name, setups, collection, asked, work);
    const inputs = [
      ownSource(),
      JSON.stringify([collection.rows, asked, setups.map((one) => one.label)], setsAsLists),
    ];
    const began = performance.now();
    const chosen = work.remember ? await remembered(`peer-${peer.name}`, inputs, make) : await make();
    best.push(chosen);
    const seconds = ((performance.now() - began) / 1_000).toFixed(1);
    work.progress(`  ${peer.name}: ${chosen.setup} is the best of ${setups.length} (${seconds} s)`);
  }
  return best;
}

async function bestSetup<Asked, Result>(
  name: string,
  setups: readonly PeerSetup[],
  collection: PeerCollection,
  asked: readonly Asked[],
  work: PeerWork<Asked, Result>,
): Promise<PeerResult<Result>> {
  let best: PeerResult<Result> = { name, setup: 'none', results: [], value: Number.NEGATIVE_INFINITY };
  for (const setup of setups) {
    const engine = await setup.build(collection.rows[setup.of]);
    const results: Result[] = [];
    for (const one of asked) results.push(await work.ask(engine, one));
    const value = work.value(results);
    if (value > best.value) best = { name, setup: setup.label, results, value };
  }
  return best;
}

function setsAsLists(_: string, value: unknown): unknown {
  return value instanceof Set ? [...value] : value;
}

/** The code that a remembered result depends on, beside its inputs. */
function ownSource(): string {
  const files = [
    'best-setup.ts',
    'ranking-rows.ts',
    'answerable-rows.ts',
    'peers.ts',
    '../peers/package.json',
  ];
  return files.map((file) => readFileSync(join(import.meta.dirname, file), 'utf8')).join('\n');
}
