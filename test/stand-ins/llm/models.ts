/**
 * Models that the stand-ins know, and what each refuses, as the vendors document it. Names: those of the vendors' SDKs at the
 * versions in package.json.
 */
export const OPENAI_MODELS: readonly string[] = [
  'gpt-4.1',
  'gpt-4.1-mini',
  'gpt-4.1-nano',
  'gpt-4o',
  'gpt-4o-mini',
  'gpt-5',
  'gpt-5-mini',
  'gpt-5-nano',
  'gpt-5.1',
  'gpt-5.2',
  'gpt-5.4',
  'gpt-5.4-mini',
  'gpt-5.4-nano',
  'gpt-5.5',
  'gpt-5.6-sol',
  'gpt-5.6-terra',
  'gpt-5.6-luna',
  'gpt-6-astra',
  'gpt-6-sol',
  'gpt-6-luna',
  'gpt-6.1-sol',
  'gpt-6.1-terra',
  'o3',
  'o4-mini',
];

export const ANTHROPIC_MODELS: readonly string[] = [
  'claude-haiku-4-5',
  'claude-haiku-4-5-20251001',
  'claude-sonnet-4-5',
  'claude-sonnet-4-5-20250929',
  'claude-opus-4-5',
  'claude-opus-4-5-20251101',
  'claude-sonnet-4-6',
  'claude-opus-4-6',
  'claude-opus-4-7',
  'claude-opus-4-8',
  'claude-opus-5',
  'claude-opus-5-5',
  'claude-sonnet-5',
  'claude-sonnet-5-5',
  'claude-haiku-5-5',
  'claude-fable-5',
  'claude-fable-5-1',
  'claude-fable-5-2',
];

/** Models that think before they speak take no `max_tokens`, and no temperature but 1 unless their thinking is off. */
export function thinks(openAiModel: string): boolean {
  return /^(gpt-[56]|o\d)/.test(openAiModel) && !openAiModel.includes('chat');
}

/** GPT-6 takes tools in chat completions only where its thinking is off. */
export function onlyResponses(openAiModel: string): boolean {
  return openAiModel.startsWith('gpt-6');
}

/** A beginning of the answer (prefill) is taken up to Claude 4.5 and refused after. */
export function takesBeginning(anthropicModel: string): boolean {
  return /^claude-(haiku|sonnet|opus)-4-5/.test(anthropicModel);
}

/** `temperature` and its kin are taken up to Claude 4.6 and refused after. */
export function takesTemperature(anthropicModel: string): boolean {
  return /^claude-(haiku|sonnet|opus)-4-[56]/.test(anthropicModel);
}
