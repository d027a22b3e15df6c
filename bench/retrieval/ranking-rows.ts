import type { Collection, Question, Task } from '../../scripts/evaluate/collections.ts';
import { mean } from '../../scripts/evaluate/measures.ts';
import { anyWithin, ndcg, reciprocalRank } from '../harness/ranking.ts';
import { type BenchOptions, type BenchRow, benchRow, type Goal, round } from '../harness/report.ts';
import { bestSetups, type PeerResult, peerCollection, rankedArticles } from './best-setup.ts';
import { type OwnBase, ownBase } from './own-base.ts';
import { allPeers } from './peers.ts';

/** Times that the right article must be found, as a multiple of the best peer's. */
const TIMES_BEST_PEER = 1.15;
/** nDCG@10 of whole stories. */
const STORIES = 0.36;

interface Asked {
  question: string;
  right: ReadonlySet<string>;
}

interface Measure {
  name: string;
  of(ranked: readonly string[], right: ReadonlySet<string>): number;
}

/** Any right article will do: where several are listed, each answers by itself. */
const RECALL: Measure = { name: 'recall@5', of: (ranked, right) => anyWithin(ranked, right, 5) };
const MRR: Measure = { name: 'MRR', of: reciprocalRank };
const NDCG: Measure = { name: 'nDCG@10', of: (ranked, right) => ndcg(ranked, right, 10) };

/** Written questions: is a right article among the first five, and how far up; beside each peer at its best. */
export async function questionRows(
  collections: readonly Collection[],
  options: BenchOptions,
): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const collection of collections) {
    const questions = collection.questions.filter((one) => one.articles.length > 0);
    if (questions.length === 0) continue;
    const asked = questions.map((one) => ({ question: one.question, right: new Set(one.articles) }));
    const { own, peers } = await rankAll(collection, asked, [RECALL, MRR], options);
    const parts = withParts(questions);
    for (const part of partsOf(parts)) {
      const held = parts.map((one) => one.part === part);
      for (const measure of [RECALL, MRR]) {
        const what = `${collection.name}, ${part}: ${measure.name} (${held.filter(Boolean).length} questions)`;
        rows.push(
          besideBest(
            what,
            measure,
            { own, peers, asked, held },
            {
              is: 'at least',
              limit: TIMES_BEST_PEER,
              of: 'ratio',
            },
          ),
        );
      }
    }
  }
  return rows;
}

/** Stories of customers, put to search whole: how many of the documents needed are found, and how far up. */
export async function taskRows(
  collections: readonly Collection[],
  options: BenchOptions,
): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const collection of collections) {
    if (collection.tasks.length === 0) continue;
    const asked = collection.tasks.map((one: Task) => ({ question: one.text, right: new Set(one.articles) }));
    const { own, peers } = await rankAll(collection, asked, [NDCG], options);
    const held = asked.map(() => true);
    const what = `${collection.name}: whole story to needed documents, nDCG@10 (${asked.length} tasks)`;
    const goal: Goal = { is: 'at least', limit: STORIES, of: 'value' };
    rows.push(besideBest(what, NDCG, { own, peers, asked, held }, goal));
  }
  return rows;
}

/** Every question with its part: `older` where it was written, and tuned on, before there were halves; `all` where there are none. */
export function withParts(questions: readonly Question[]): { question: Question; part: string }[] {
  const none = questions.some((one) => one.part) ? 'older' : 'all';
  return questions.map((question) => ({ question, part: question.part ?? none }));
}

/** The parts there are, what is only reported last. */
export function partsOf(asked: readonly { part: string }[]): string[] {
  return [...new Set(asked.map((one) => one.part))].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
}

const ORDER = ['older', 'dev', 'test', 'all'];

interface RankedByAll {
  own: string[][];
  peers: PeerResult<string[]>[];
  asked: readonly Asked[];
  /** Which of the questions a row is about. */
  held: readonly boolean[];
}

async function rankAll(
  collection: Collection,
  asked: readonly Asked[],
  measures: readonly Measure[],
  options: BenchOptions,
): Promise<{ own: string[][]; peers: PeerResult<string[]>[] }> {
  options.progress(
    `${collection.name}: ${collection.articles.length} articles, ${asked.length} questions to rank`,
  );
  const base = await ownBase(collection);
  const own = await rankOwn(base, asked);
  base.close();
  const shared = peerCollection(collection);
  const peers = await bestSetups(await allPeers(options.progress), shared, asked, {
    ask: (engine, one) => rankedArticles(engine, shared, one.question),
    value: (results) => mean(measures.map((one) => measured(one, results, asked))),
    stories: measures.includes(NDCG),
    remember: options.quick,
    progress: options.progress,
  });
  return { own, peers };
}

/** Mean of a measure over the questions that `held` names. */
function measured(
  measure: Measure,
  ranked: readonly string[][],
  asked: readonly Asked[],
  held: readonly boolean[] = asked.map(() => true),
): number {
  return mean(
    asked.flatMap(({ right }, at) => (held[at] === true ? [measure.of(ranked[at] ?? [], right)] : [])),
  );
}

function besideBest(what: string, measure: Measure, all: RankedByAll, goal: Goal): BenchRow {
  const figures = all.peers
    .map((peer) => ({ ...peer, figure: measured(measure, peer.results, all.asked, all.held) }))
    .sort((a, b) => b.figure - a.figure);
  const [best, ...others] = figures;
  const rest = others.map((one) => `${one.name} ${round(one.figure)}`).join(', ');
  return benchRow({
    what,
    value: measured(measure, all.own, all.asked, all.held),
    unit: '',
    yardstick: { what: `${rest}; ${best?.name} (${best?.setup})`, value: best?.figure ?? Number.NaN },
    goal,
  });
}

async function rankOwn(base: OwnBase, asked: readonly Asked[]): Promise<string[][]> {
  const ranked: string[][] = [];
  for (const one of asked) ranked.push(await base.articles(one.question));
  return ranked;
}
