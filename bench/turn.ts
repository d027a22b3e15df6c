import { dataCollections } from '../scripts/evaluate/collections.ts';
import { type BenchProduct, startBenchProduct } from './harness/bench-organization.ts';
import { ChatClient, type ChatDialect, openLoop, sleep } from './harness/chat-client.ts';
import { readEdgewise } from './harness/chat-dialects.ts';
import { type BenchOptions, type BenchRow, benchRow } from './harness/report.ts';
import { median, percentile } from './harness/stats.ts';
import { buildCorpus, sampleQuestions } from './retrieval/corpus.ts';

const CHUNKS = 10_000;
const TURNS_PER_SECOND = 20;
/** A conversation lets one message through every two seconds: with 60 of them, 20 a second pass its real limit. */
const CONVERSATIONS = 60;
const ROUNDS = 5;

interface Sample {
  turns: number[];
  searches: number[];
}

/**
 * A whole turn through the real product: HTTP session, socket, object, search in D1 over 10,000 chunks, extractive answer,
 * first text. The yardstick is the search alone, through the same Worker with the same questions at the same rate, in turn.
 */
export async function run(options: BenchOptions): Promise<BenchRow[]> {
  const collections = dataCollections(options.data);
  if (collections.length === 0)
    throw new Error(`there is no knowledge base in ${options.data}/kb; say --data DIR`);
  const corpus = buildCorpus(collections, CHUNKS);
  const questions = sampleQuestions(collections, 400).map(({ question }) => question);
  options.progress(`turn: ${corpus.chunks} chunks (${corpus.real} as written, the rest variants) to index`);
  const product = await startBenchProduct(corpus.articles, options.progress);
  const clients: ChatClient[] = [];
  try {
    const asked = { count: 0, cited: 0 };
    for (let index = 0; index < CONVERSATIONS; index += 1) {
      clients.push(await openConversation(product, index, questions, asked));
    }
    const seconds = options.quick ? 4 : 8;
    await oneRound(product, clients, questions, 3);
    const rounds: Sample[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const sample = await oneRound(product, clients, questions, seconds);
      rounds.push(sample);
      options.progress(
        `turn, round ${round + 1} of ${ROUNDS}: first text ${inWords(sample.turns)}; search alone ${inWords(sample.searches)}`,
      );
    }
    options.progress(`turn: ${asked.cited} of ${asked.count} answers cite a source`);
    return [row(rounds, 50, 20), row(rounds, 99, 60)];
  } finally {
    for (const client of clients) client.close();
    await product.stop();
  }
}

function row(rounds: Sample[], p: number, limitMs: number): BenchRow {
  const of = (pick: (sample: Sample) => number[]) =>
    median(rounds.map((sample) => percentile(pick(sample), p)));
  return benchRow({
    what: `whole extractive turn, ${CHUNKS.toLocaleString('en-US')} chunks, first text, p${p} at ${TURNS_PER_SECOND} turns/s`,
    value: of((sample) => sample.turns),
    unit: 'ms',
    yardstick: { what: 'search alone, same Worker over HTTP', value: of((sample) => sample.searches) },
    goal: { is: 'at most', limit: limitMs, of: 'value' },
  });
}

async function oneRound(
  product: BenchProduct,
  clients: ChatClient[],
  questions: string[],
  seconds: number,
): Promise<Sample> {
  const turns = await openLoop(clients, TURNS_PER_SECOND, seconds * 1_000);
  const searches = await searchLoop(product, questions, seconds);
  return { turns: turns.map(({ firstMs }) => firstMs), searches };
}

/** Searches at the same rate, whatever the server does. */
async function searchLoop(product: BenchProduct, questions: string[], seconds: number): Promise<number[]> {
  const running: Promise<number>[] = [];
  const start = performance.now();
  for (let index = 0; index < seconds * TURNS_PER_SECOND; index += 1) {
    const due = start + (index * 1_000) / TURNS_PER_SECOND;
    if (due > performance.now()) await sleep(due - performance.now());
    running.push(searchOnce(product, questions[(index * 7) % questions.length] ?? ''));
  }
  return Promise.all(running);
}

async function searchOnce({ url, apiKey }: BenchProduct, query: string): Promise<number> {
  const start = performance.now();
  const response = await fetch(`${url}/v1/knowledge/search`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({ query }),
  });
  const body = await response.text();
  if (response.status !== 200) throw new Error(`search answered ${response.status}: ${body}`);
  return performance.now() - start;
}

/** A visitor's session and socket, as a browser opens them. */
async function openConversation(
  product: BenchProduct,
  index: number,
  questions: string[],
  asked: { count: number; cited: number },
): Promise<ChatClient> {
  const response = await fetch(`${product.url}/v1/widget/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ widgetKey: product.widgetKey }),
  });
  if (response.status !== 201) throw new Error(`session: ${response.status} ${await response.text()}`);
  const { conversationId, token } = (await response.json()) as { conversationId: string; token: string };
  const dialect: ChatDialect = {
    path: () => `/v1/conversations/${conversationId}/socket`,
    protocols: ['edgewise.v1', `bearer.${token}`],
    greeting: '{"type":"hello","after":0}',
    ask: (n) => {
      const text = questions[(index * 31 + n * 7) % questions.length] ?? '';
      return JSON.stringify({ type: 'message', clientId: `c${n}`, text });
    },
    read: (frame) => {
      const meaning = readEdgewise(frame);
      if (meaning === 'done') {
        asked.count += 1;
        if (frame.includes('"articleId"')) asked.cited += 1;
      }
      return meaning;
    },
  };
  return ChatClient.open(product.url, dialect, conversationId);
}

function inWords(ms: number[]): string {
  return `p50 ${percentile(ms, 50).toFixed(1)}, p99 ${percentile(ms, 99).toFixed(1)} ms`;
}
