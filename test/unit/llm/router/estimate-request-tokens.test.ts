import { describe, expect, test } from 'vitest';
import type { LlmRequest } from '../../../../src/domain/llm.ts';
import { estimateRequestTokens } from '../../../../src/llm/router/estimate-request-tokens.ts';

const REQUEST: LlmRequest = {
  task: 'answer',
  system: [{ text: 'x'.repeat(400), cache: true }],
  messages: [{ role: 'user', text: 'y'.repeat(40) }],
  tools: [],
  maxOutputTokens: 500,
  temperature: 0,
  json: null,
};

describe('estimating tokens', () => {
  test('a request counts all that the model reads: system, messages, tool calls, tools, schema', () => {
    const plain = estimateRequestTokens(REQUEST);
    expect(plain).toBe(115 + 4 + 12 + 4);
    const call = { id: 'a', name: 'order', input: '{"id":"1234567890"}' };
    const more: LlmRequest = {
      ...REQUEST,
      messages: [
        ...REQUEST.messages,
        { role: 'assistant', text: '', toolCalls: [call] },
        { role: 'tool', callId: 'a', text: 'shipped' },
      ],
      tools: [{ name: 'order', description: 'Where an order is.', input: { type: 'object' } }],
      json: { name: 'x', schema: { type: 'object', properties: { a: { type: 'string' } } } },
    };
    expect(estimateRequestTokens(more)).toBeGreaterThan(plain + 30);
  });
});
