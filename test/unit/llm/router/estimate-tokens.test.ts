import { describe, expect, test } from 'vitest';
import type { LlmRequest } from '../../../../src/domain/llm.ts';
import { estimateRequestTokens, estimateTokens } from '../../../../src/llm/router/estimate-tokens.ts';

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
  test('four characters of Latin text are a token, a Chinese, Japanese or Korean one is more than one', () => {
    expect(estimateTokens('')).toBe(0);
    expect(estimateTokens('abcdefgh')).toBe(2);
    expect(estimateTokens('这是一个')).toBe(5);
    expect(estimateTokens('こんにちは')).toBe(6);
    expect(estimateTokens('안녕하세요')).toBe(6);
  });

  test('other scripts take more tokens than Latin of the same length', () => {
    expect(estimateTokens('Где мой заказ, который я сделал?')).toBeGreaterThan(
      estimateTokens('Where is the order that I placed?'),
    );
  });

  test('a request counts all that the model reads: system, messages, tool calls, tools, schema', () => {
    const plain = estimateRequestTokens(REQUEST);
    expect(plain).toBe(100 + 4 + 10 + 4);
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
