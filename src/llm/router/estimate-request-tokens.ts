import { estimateTokens } from '../../domain/estimate-tokens.ts';
import type { LlmRequest } from '../../domain/llm.ts';

/** Tokens that mark the beginning and the role of a message. */
const TOKENS_PER_MESSAGE = 4;

/** Tokens that a model has to read for a request, about. Pure. */
export function estimateRequestTokens(request: LlmRequest): number {
  let tokens = 0;
  for (const part of request.system) tokens += estimateTokens(part.text) + TOKENS_PER_MESSAGE;
  for (const message of request.messages) {
    tokens += estimateTokens(message.text) + TOKENS_PER_MESSAGE;
    if (message.role !== 'assistant') continue;
    for (const call of message.toolCalls)
      tokens += estimateTokens(call.name + call.input) + TOKENS_PER_MESSAGE;
  }
  for (const tool of request.tools) {
    tokens += estimateTokens(tool.name + tool.description + JSON.stringify(tool.input)) + TOKENS_PER_MESSAGE;
  }
  if (request.json) tokens += estimateTokens(JSON.stringify(request.json.schema));
  return tokens;
}
