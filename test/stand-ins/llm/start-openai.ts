import { type RunningStandIn, type StandInOptions, startLlmStandIn } from './llm-stand-in.ts';
import { OPENAI_MODELS } from './models.ts';
import { openAiVendor } from './openai-vendor.ts';

/** Starts a STAND-IN for OpenAI's chat completions on loopback. */
export function startOpenAi(options: StandInOptions = {}): Promise<RunningStandIn> {
  return startLlmStandIn(openAiVendor(), { models: OPENAI_MODELS, ...options, basePath: '/v1' });
}
