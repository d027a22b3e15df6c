import type { Collection, Question } from '../../scripts/evaluate/collections.ts';
import { auroc, type Judged } from '../../scripts/evaluate/measures.ts';
import type { Answer } from '../../src/domain/passage.ts';
import { articleText } from '../../src/retrieve/index-article.ts';
import { type BenchOptions, type BenchRow, benchRow } from '../harness/report.ts';
import { bestSetups, peerCollection } from './best-setup.ts';
import { ownBase } from './own-base.ts';
import { scoringPeers } from './peers.ts';
import { partsOf, withParts } from './ranking-rows.ts';

/** The chance that a question with an answer carries more confidence than one without. */
const AUROC = 0.92;

/** One question and how sure each engine was of it. */
interface Sureness {
  collection: string;
  part: string;
  answerable: boolean;
  /** An article that answers it is among those cited. */
  citedRight: boolean;
  own: number;
  /** Score of the peer's first hit, by the peer's name. */
  peers: Record<string, number>;
  quotes: { all: number; exact: number };
}

/**
 * Does the confidence of an answer tell the questions that the articles answer from those that they do not? Beside the score of
 * the peers' first hit. And is every quote a span of its article, byte for byte?
 */
export async function answerableRows(
  collections: readonly Collection[],
  options: BenchOptions,
): Promise<BenchRow[]> {
  const all: Sureness[] = [];
  for (const collection of collections) {
    if (collection.questions.length === 0) continue;
    options.progress(`${collection.name}: ${collection.questions.length} questions to answer`);
    all.push(...(await surenessOf(collection, options)));
  }
  const rows: BenchRow[] = [];
  const names = [...new Set(all.map((one) => one.collection))];
  for (const part of partsOf(all)) {
    const held = all.filter((one) => one.part === part);
    for (const name of names)
      rows.push(
        ...aurocRows(
          `${name}, ${part}`,
          held.filter((one) => one.collection === name),
        ),
      );
    if (new Set(held.map((one) => one.collection)).size > 1)
      rows.push(...aurocRows(`all together, ${part}`, held, true));
  }
  return [...rows, quoteRow(all)];
}

/** A confidence is meant to say the same in every knowledge base; a peer's score was never, which the pooled rows show. */
function aurocRows(what: string, held: readonly Sureness[], pooled = false): BenchRow[] {
  const yes = held.filter((one) => one.answerable).length;
  if (yes === 0 || yes === held.length) return [];
  const of = (score: (one: Sureness) => number, right: (one: Sureness) => boolean) =>
    auroc(held.map((one): Judged => ({ confidence: score(one), right: right(one) })));
  const peers = Object.keys(held[0]?.peers ?? {})
    .map((name) => ({
      what: `score of ${name}`,
      value: of(
        (one) => one.peers[name] ?? 0,
        (one) => one.answerable,
      ),
    }))
    .sort((a, b) => b.value - a.value);
  const counts = `${yes} with an answer, ${held.length - yes} without`;
  const goal = { is: 'at least', limit: AUROC, of: 'value' } as const;
  const rows = [
    benchRow({
      what: `${what}: AUROC, has an answer (${counts})`,
      value: of(
        (one) => one.own,
        (one) => one.answerable,
      ),
      unit: '',
      ...(peers[0] ? { yardstick: peers[0] } : {}),
      goal,
    }),
  ];
  if (pooled)
    rows.push(
      benchRow({
        what: `${what}: AUROC, a right article is cited`,
        value: of(
          (one) => one.own,
          (one) => one.citedRight,
        ),
        unit: '',
        goal,
      }),
    );
  return rows;
}

function quoteRow(all: readonly Sureness[]): BenchRow {
  const quotes = all.reduce((sum, one) => sum + one.quotes.all, 0);
  const exact = all.reduce((sum, one) => sum + one.quotes.exact, 0);
  return benchRow({
    what: `quotes that are spans of their article (${quotes} quotes, ${all.length} questions)`,
    value: (100 * exact) / quotes,
    unit: '%',
    goal: { is: 'at least', limit: 100, of: 'value' },
  });
}

async function surenessOf(collection: Collection, options: BenchOptions): Promise<Sureness[]> {
  const base = await ownBase(collection);
  const texts = new Map(collection.articles.map((one) => [one.articleId, articleText(one)]));
  const list: Sureness[] = [];
  for (const { question, part } of withParts(collection.questions)) {
    const answer = await base.answer(question.question);
    const cited = answer.citations.map((one) => base.externalId(one.articleId));
    list.push({
      collection: collection.name,
      part,
      answerable: question.articles.length > 0,
      citedRight: cited.some((id) => question.articles.includes(id)),
      own: answer.confidence,
      peers: {},
      quotes: exactQuotes(answer, texts),
    });
  }
  base.close();
  await addPeers(collection, list, options);
  return list;
}

/** Quotes as an outsider checks them: the slice of the article's text where the citation says that it stands. */
function exactQuotes(answer: Answer, texts: ReadonlyMap<string, string>): Sureness['quotes'] {
  const exact = answer.citations.filter(({ articleId, quote, start, end }) => {
    const text = texts.get(articleId) ?? '';
    return start === undefined ? text.includes(quote) : text.slice(start, end) === quote;
  });
  return { all: answer.citations.length, exact: exact.length };
}

async function addPeers(
  collection: Collection,
  list: readonly Sureness[],
  options: BenchOptions,
): Promise<void> {
  const judge = (scores: readonly number[]) =>
    auroc(scores.map((confidence, at) => ({ confidence, right: list[at]?.answerable === true })));
  const results = await bestSetups(scoringPeers(), peerCollection(collection), collection.questions, {
    ask: async (engine, one: Question) => (await engine(one.question, 1))[0]?.score ?? 0,
    value: (scores) => judge(scores),
    stories: false,
    remember: options.quick,
    progress: options.progress,
  });
  for (const peer of results)
    peer.results.forEach((score, at) => {
      const one = list[at];
      if (one) one.peers[peer.name] = score;
    });
}
