import type { TestProject } from 'vitest/node';
import type { RunningStandIn } from '../stand-ins/llm/llm-stand-in.ts';
import { startAnthropic } from '../stand-ins/llm/start-anthropic.ts';
import { startOpenAi } from '../stand-ins/llm/start-openai.ts';
import type { LlmStandInAddresses } from './llm-provided.ts';

/** Tests in workerd cannot be servers, so these run here for as long as they do. Each test file says what it needs over `/control`. */
export default async function startLlmStandIns(project: TestProject): Promise<() => Promise<void>> {
  const [openAi, anthropic] = await Promise.all([startOpenAi(), startAnthropic()]);
  const addresses: LlmStandInAddresses = { openAi: addressOf(openAi), anthropic: addressOf(anthropic) };
  project.provide('llmStandIns', addresses);
  return async () => {
    await Promise.all([openAi.stop(), anthropic.stop()]);
  };
}

function addressOf({ url, baseUrl, key }: RunningStandIn) {
  return { url, baseUrl, key };
}
