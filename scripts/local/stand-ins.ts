import type { RunningStandIn } from '../../test/stand-ins/llm/llm-stand-in.ts';
import { startAnthropic } from '../../test/stand-ins/llm/start-anthropic.ts';
import { startOpenAi } from '../../test/stand-ins/llm/start-openai.ts';

/** About what a fast model takes: to the first word, and between two. Without it an answer would not look streamed. */
const PACE = { latencyMs: 250, chunkMs: 12 };

export interface LocalStandIns {
  openAi: RunningStandIn;
  anthropic: RunningStandIn;
  /** What makes the Worker use them; `name=value` lines of `.dev.vars`. */
  variables: Record<string, string>;
  /** Their usual ports, beside the product's, so that `.dev.vars` holds from start to start. False: others were free. */
  usualPorts: boolean;
  stop(): Promise<void>;
}

/** Starts the stand-ins for vendors of language models within this process, on the two ports after `port` where these are free. */
export async function startStandIns(port: number): Promise<LocalStandIns> {
  const openAi = await onPort(startOpenAi, port + 1);
  const anthropic = await onPort(startAnthropic, port + 2);
  return {
    openAi,
    anthropic,
    variables: {
      OPENAI_API_KEY: openAi.key,
      OPENAI_BASE_URL: openAi.baseUrl,
      ANTHROPIC_API_KEY: anthropic.key,
      ANTHROPIC_BASE_URL: anthropic.baseUrl,
    },
    usualPorts: openAi.url.endsWith(`:${port + 1}`) && anthropic.url.endsWith(`:${port + 2}`),
    async stop() {
      await Promise.all([openAi.stop(), anthropic.stop()]);
    },
  };
}

async function onPort(start: typeof startOpenAi, port: number): Promise<RunningStandIn> {
  if (port <= 65_535) {
    try {
      return await start({ ...PACE, port });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    }
  }
  return start(PACE);
}
