import type { LlmRequest } from '../../domain/llm.ts';
import { continueV1 } from './continue-v1.ts';

/** What a model is told that goes on with an answer: to repeat nothing. */
export const CONTINUE_INSTRUCTION = continueV1.parts.instruction;

/**
 * The request with which another model goes on after `released`, the visible text so far without signals: the same request, its
 * last message being that text. Where nothing was released it is the request itself. Going on twice replaces the text, so it
 * always holds all of it. The instruction stands last in the system prompt, behind what caches keep. Pure.
 */
export function continueRequest(request: LlmRequest, released: string): LlmRequest {
  // Vendors refuse a last message that ends in white space.
  const text = released.trimEnd();
  if (text === '') return request;
  const last = request.messages.at(-1);
  const again = last?.role === 'assistant' && last.toolCalls.length === 0;
  const messages = again ? request.messages.slice(0, -1) : request.messages;
  const told = request.system.some((part) => part.text === CONTINUE_INSTRUCTION);
  return {
    ...request,
    system: told ? request.system : [...request.system, { text: CONTINUE_INSTRUCTION, cache: false }],
    messages: [...messages, { role: 'assistant', text, toolCalls: [] }],
  };
}
