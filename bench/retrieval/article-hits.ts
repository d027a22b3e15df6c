import { type Collection, demoCollection } from '../../scripts/evaluate/collections.ts';
import { knowledgeBase } from '../../scripts/evaluate/knowledge-base.ts';
import { prepareArticle } from '../../src/retrieve/index-article.ts';
import { type BenchOptions, type BenchRow, benchRow } from '../harness/report.ts';
import { type Engine, miniSearchEngine, plainFts5Engine } from './peers.ts';

/**
 * Written questions, one row per help centre and peer: how often a right article is among those of the first five passages.
 */
export async function articleHits(
  collections: readonly Collection[],
  options: BenchOptions,
): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const collection of [demoCollection(), ...collections]) {
    const questions = collection.questions.filter((one) => one.articles.length > 0);
    if (questions.length === 0) continue;
    options.progress(`${collection.name}: ${questions.length} written questions`);
    const base = await knowledgeBase(collection.articles);
    const articles = collection.articles.map(prepareArticle);
    const owner = new Map(
      articles.flatMap((one) =>
        one.chunks.map((chunk) => [chunk.chunkId, base.externalId(one.articleId)] as const),
      ),
    );
    const corpus = { articles, chunks: base.chunks, real: base.chunks };
    const share = async (ask: (question: string) => Promise<string[]> | string[]) => {
      let hits = 0;
      for (const one of questions) {
        const found = await ask(one.question);
        if (found.some((chunk) => one.articles.includes(owner.get(chunk) ?? ''))) hits += 1;
      }
      return hits / questions.length;
    };
    const own = await share(async (question) =>
      (await base.find(question, 5)).passages.map((one) => one.chunkId),
    );
    const peers: [string, Engine][] = [
      ['MiniSearch', miniSearchEngine(corpus)],
      ['plain FTS5', plainFts5Engine(corpus)],
    ];
    for (const [name, engine] of peers) {
      rows.push(
        benchRow({
          what: `${questions.length} written questions, ${collection.name}`,
          value: own,
          unit: 'hit@5',
          yardstick: { what: name, value: await share(engine) },
          goal: { is: 'at least', limit: 1, of: 'ratio' },
        }),
      );
    }
    base.close();
  }
  return rows;
}
