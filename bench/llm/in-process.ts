import type { LlmRequest, LlmVendor, ModelName, ToolCall } from '../../src/domain/llm.ts';
import type { ToolOutcome } from '../../src/domain/turn-ledger.ts';
import { AnthropicProvider } from '../../src/llm/providers/anthropic-provider.ts';
import { OpenAiProvider } from '../../src/llm/providers/openai-provider.ts';
import type { LlmProvider } from '../../src/llm/providers/provider.ts';
import { createRouter, type Router } from '../../src/llm/router/router.ts';
import { sleep } from '../../src/llm/router/sleep.ts';
import { BIN, LOCKS, type Run, requestOf, run } from '../../test/unit/answer/generate/generation-kit.ts';
import type { StandIns } from './contenders.ts';
import { now } from './timed-socket.ts';

/** The vendors' fast models, in the order in which they are asked. */
export const CHAIN: readonly ModelName[] = ['openai/gpt-6-luna', 'anthropic/claude-haiku-5-5'];

/** The product's own router and adapters on the stand-ins; a new one has closed breakers. */
export function routerOn({ openAi, anthropic }: StandIns): Router {
  const deps = { fetch: (...given: Parameters<typeof fetch>) => fetch(...given), clock: Date.now };
  let ids = 0;
  return createRouter({
    providers: new Map<LlmVendor, LlmProvider>([
      ['openai', new OpenAiProvider('openai', { apiKey: openAi.key, baseUrl: openAi.baseUrl }, deps)],
      ['anthropic', new AnthropicProvider({ apiKey: anthropic.key, baseUrl: anthropic.baseUrl }, deps)],
    ]),
    clock: Date.now,
    random: Math.random,
    sleep,
    newId: () => {
      ids += 1;
      return `llm_${ids}`;
    },
    log: () => {},
  });
}

/** A turn's answer, with when each piece of it was said. */
export interface TimedRun extends Run {
  words: { at: number; text: string }[];
  endedAt: number;
}

/** Generates an answer in this process: the whole path from masking to the last sentence, without the Worker around it. */
export async function answerOnce(
  router: Router,
  options: {
    chain?: readonly ModelName[];
    question?: string;
    tools?: LlmRequest['tools'];
    tool?: (call: ToolCall) => Promise<ToolOutcome>;
  } = {},
): Promise<TimedRun> {
  const { chain = CHAIN, question = 'How long do deleted records stay, and how do I restore one?' } = options;
  const words: TimedRun['words'] = [];
  const done = await run({
    scripts: [],
    request: requestOf({
      text: question,
      tools: options.tools ?? [],
      found: {
        passages: [BIN, LOCKS],
        terms: [],
        signals: { coverage: 0.8, known: 1, strength: 1, margin: 0.5 },
      },
    }),
    ...(options.tool ? { tool: options.tool } : {}),
    onWrite: (text) => words.push({ at: now(), text }),
    deps: {
      stream: (request, { avoid, signal }) =>
        router.stream(request, {
          organizationId: 'org_1',
          chain,
          avoid,
          budget: null,
          signal,
          onCall: () => {},
        }),
    },
  });
  return { ...done, words, endedAt: now() };
}
