import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare';
import { demoCollection } from '../../scripts/evaluate/collections.ts';
import { ROOT } from '../../scripts/local/paths.ts';
import { startProduct } from '../../scripts/local/product.ts';
import type { RunningStandIn } from '../../test/stand-ins/llm/llm-stand-in.ts';
import { startAnthropic } from '../../test/stand-ins/llm/start-anthropic.ts';
import { startOpenAi } from '../../test/stand-ins/llm/start-openai.ts';
import { bundlePeer, ensurePeers } from '../harness/peers.ts';
import { agentDialect, edgewiseDialect, TimedSocket } from './timed-socket.ts';

/** Both stand-ins, as fast as they can be: what is measured is what lies before them. */
export interface StandIns {
  openAi: RunningStandIn;
  anthropic: RunningStandIn;
  /** Whose requests came since the stand-ins were cleared, in the order in which they came. */
  requests(): { of: 'openai' | 'anthropic'; seen: RunningStandIn['requests'][number] }[];
  clear(): void;
  stop(): Promise<void>;
}

export async function startBothStandIns(
  pace: { latencyMs?: number; chunkMs?: number } = {},
): Promise<StandIns> {
  const [openAi, anthropic] = await Promise.all([startOpenAi(pace), startAnthropic(pace)]);
  return {
    openAi,
    anthropic,
    requests: () =>
      [
        ...openAi.requests.map((seen) => ({ of: 'openai' as const, seen })),
        ...anthropic.requests.map((seen) => ({ of: 'anthropic' as const, seen })),
      ].toSorted((a, b) => a.seen.receivedAt - b.seen.receivedAt),
    clear() {
      openAi.clear();
      anthropic.clear();
    },
    async stop() {
      await Promise.all([openAi.stop(), anthropic.stop()]);
    },
  };
}

/** A server that answers customers by a model. */
export interface Contender {
  url: string;
  /** A new conversation. */
  open(name: string): Promise<TimedSocket>;
  stop(): Promise<void>;
}

/** The whole product with its demo organization, in miniflare, with the stand-ins as its vendors. */
export async function startEdgewise(
  { openAi, anthropic }: StandIns,
  {
    stateDir = join(ROOT, 'dist', 'bench', 'llm-state'),
    bindings = {},
    onLog = () => {},
  }: { stateDir?: string; bindings?: Record<string, string>; onLog?: (line: string) => void } = {},
): Promise<Contender> {
  const product = await startProduct({
    stateDir,
    port: 0,
    bindings: {
      OPENAI_API_KEY: openAi.key,
      OPENAI_BASE_URL: openAi.baseUrl,
      ANTHROPIC_API_KEY: anthropic.key,
      ANTHROPIC_BASE_URL: anthropic.baseUrl,
      ...bindings,
    },
    onLog,
  });
  return {
    url: product.url,
    stop: product.stop,
    async open() {
      const response = await fetch(`${product.url}/v1/widget/sessions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ widgetKey: 'wk_demo' }),
      });
      if (response.status !== 201) throw new Error(`session: ${response.status} ${await response.text()}`);
      const session = (await response.json()) as { conversationId: string; token: string };
      return TimedSocket.open(product.url, edgewiseDialect(session.conversationId, session.token));
    },
  };
}

/** Cloudflare's AIChatAgent with `streamText`, in miniflare as the product is, with the same stand-in: alone, and with a search. */
export async function startAgent(
  { openAi }: StandIns,
  progress: (line: string) => void,
): Promise<{ plain: Contender; searching: Contender }> {
  await ensurePeers(progress);
  const out = join(ROOT, 'dist', 'bench', 'llm-agent');
  await mkdir(out, { recursive: true });
  const script = await bundlePeer('llm-agent-worker.ts', join(out, 'agent.js'), true);
  const mf = new Miniflare(
    convertV4MiniflareOptions({
      workers: [
        {
          name: 'agent',
          modules: [{ type: 'ESModule', path: script }],
          modulesRoot: out,
          compatibilityDate: '2026-10-20',
          compatibilityFlags: ['nodejs_compat'],
          durableObjects: {
            ModelAgent: { className: 'ModelAgent', useSQLite: true },
            SearchingAgent: { className: 'SearchingAgent', useSQLite: true },
          },
          d1Databases: ['KNOWLEDGE'],
          bindings: {
            OPENAI_API_KEY: openAi.key,
            OPENAI_BASE_URL: openAi.baseUrl,
            MODEL: 'gpt-4.1-mini',
            SYSTEM: 'You are the assistant of a company’s customer service. Answer briefly.',
          },
        },
      ],
      host: '127.0.0.1',
      port: 0,
      cf: false,
      telemetry: { enabled: false },
      log: new Log(LogLevel.WARN),
    } as Parameters<typeof convertV4MiniflareOptions>[0]),
  );
  const url = (await mf.ready).origin;
  await fillKnowledge(await mf.getD1Database('KNOWLEDGE'));
  const contender = (kind: 'agent' | 'searching'): Contender => ({
    url,
    open: (name) => TimedSocket.open(url, agentDialect(kind, name)),
    stop: () => mf.dispose(),
  });
  return { plain: contender('agent'), searching: contender('searching') };
}

/** UTF-16 units of a piece of an article: about what the product's chunks have. */
const PIECE_CHARS = 1_200;

/** The demo's articles in pieces, in one full-text table. */
async function fillKnowledge(db: Awaited<ReturnType<Miniflare['getD1Database']>>): Promise<void> {
  await db.prepare("CREATE VIRTUAL TABLE pieces USING fts5(text, tokenize = 'porter unicode61')").run();
  const pieces = demoCollection().articles.flatMap(({ title, body }) =>
    (body.match(new RegExp(`[\\s\\S]{1,${PIECE_CHARS}}`, 'g')) ?? []).map((piece) => `${title}\n${piece}`),
  );
  const insert = db.prepare('INSERT INTO pieces (text) VALUES (?)');
  for (let at = 0; at < pieces.length; at += 50)
    await db.batch(pieces.slice(at, at + 50).map((piece) => insert.bind(piece)));
}
