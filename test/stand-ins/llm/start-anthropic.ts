import { anthropicVendor } from './anthropic-vendor.ts';
import { type RunningStandIn, type StandInOptions, startLlmStandIn } from './llm-stand-in.ts';
import { ANTHROPIC_MODELS } from './models.ts';

/** Starts a STAND-IN for Anthropic's messages on loopback. */
export function startAnthropic(options: StandInOptions = {}): Promise<RunningStandIn> {
  return startLlmStandIn(anthropicVendor(), { models: ANTHROPIC_MODELS, ...options, basePath: '' });
}
