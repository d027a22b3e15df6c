import { describe, expect, test } from 'vitest';
import { checkAnthropicBody } from '../../stand-ins/llm/anthropic-check.ts';
import { checkOpenAiBody } from '../../stand-ins/llm/openai-check.ts';

const hello = [{ role: 'user', content: 'Hello' }];
const openAi = { model: 'gpt-5-mini', messages: hello, max_completion_tokens: 10 };
const anthropic = { model: 'claude-haiku-4-5', messages: hello, max_tokens: 10 };

function messageOf(problem: ReturnType<typeof checkOpenAiBody>): string {
  const body = problem?.body as { error?: { message?: string } } | undefined;
  return body?.error?.message ?? '';
}

describe('a request that OpenAI would refuse is refused', () => {
  const call = { id: 'c1', type: 'function', function: { name: 'f', arguments: '{}' } };
  test.each<[string, object, RegExp]>([
    ['no message', { messages: [] }, /messages/],
    ['an unknown role', { messages: [{ role: 'bot', content: 'x' }] }, /role/],
    ['an unknown parameter', { max_output: 5 }, /Unrecognized request argument supplied: max_output/],
    ['max_tokens for a model that thinks', { max_tokens: 5 }, /Use 'max_completion_tokens'/],
    ['a temperature for a model that thinks', { temperature: 0.2 }, /does not support 0.2/],
    [
      'stream options without a stream',
      { stream_options: { include_usage: true } },
      /only allowed when 'stream'/,
    ],
    [
      'a tool call without its result',
      { messages: [...hello, { role: 'assistant', content: null, tool_calls: [call] }, ...hello] },
      /did not have response messages: c1/,
    ],
    [
      'a result without its call',
      { messages: [...hello, { role: 'tool', tool_call_id: 'c1', content: 'x' }] },
      /must be a response to a preceeding message/,
    ],
    [
      'an open schema that should be strict',
      {
        response_format: {
          type: 'json_schema',
          json_schema: {
            name: 's',
            strict: true,
            schema: { type: 'object', properties: { a: { type: 'string' } } },
          },
        },
      },
      /additionalProperties/,
    ],
    [
      'the name of a tool with a space',
      { tools: [{ type: 'function', function: { name: 'two words', parameters: {} } }] },
      /name/,
    ],
  ])('%s', (_, change, message) => {
    expect(checkOpenAiBody(openAi)).toBeNull();
    const problem = checkOpenAiBody({ ...openAi, ...change });
    expect(problem?.status).toBe(400);
    expect(messageOf(problem)).toMatch(message);
  });
});

describe('a request that Anthropic would refuse is refused', () => {
  const use = { type: 'tool_use', id: 't1', name: 'f', input: {} };
  const result = { type: 'tool_result', tool_use_id: 't1', content: 'x' };
  const marked = { type: 'text', text: 'x', cache_control: { type: 'ephemeral' } };
  test.each<[string, object, RegExp]>([
    ['no limit of tokens', { max_tokens: undefined }, /max_tokens: Field required/],
    [
      'an answer first',
      { messages: [{ role: 'assistant', content: 'x' }, ...hello] },
      /first message must use the "user" role/,
    ],
    ['a role that is none', { messages: [{ role: 'tool', content: 'x' }] }, /role/],
    [
      'an empty text',
      { messages: [{ role: 'user', content: [{ type: 'text', text: '' }] }] },
      /must be non-empty/,
    ],
    ['a text of spaces', { messages: [{ role: 'user', content: ' ' }] }, /non-whitespace/],
    ['an unknown parameter', { max_completion_tokens: 5 }, /max_completion_tokens: Extra inputs/],
    [
      'a use without its result',
      { messages: [...hello, { role: 'assistant', content: [use] }, ...hello] },
      /ids were found without `tool_result` blocks immediately after: t1/,
    ],
    [
      'a result behind a text',
      {
        messages: [
          ...hello,
          { role: 'assistant', content: [use] },
          { role: 'user', content: [{ type: 'text', text: 'so' }, result] },
        ],
      },
      /tool_result/,
    ],
    [
      'a result without its use',
      { messages: [{ role: 'user', content: [result] }] },
      /unexpected `tool_use_id`/,
    ],
    ['five marks of the cache', { system: [marked, marked, marked, marked, marked] }, /Found 5/],
    [
      'a beginning that ends with a space',
      { messages: [...hello, { role: 'assistant', content: 'I think ' }] },
      /trailing whitespace/,
    ],
    [
      'a beginning, of a later model',
      { model: 'claude-sonnet-5-5', messages: [...hello, { role: 'assistant', content: 'I' }] },
      /does not support assistant message prefill/,
    ],
    [
      'a temperature, of a later model',
      { model: 'claude-sonnet-5-5', temperature: 0.2 },
      /`temperature` is deprecated/,
    ],
    [
      'an open schema',
      { output_config: { format: { type: 'json_schema', schema: { type: 'object', properties: {} } } } },
      /additionalProperties/,
    ],
  ])('%s', (_, change, message) => {
    expect(checkAnthropicBody(anthropic, '2023-06-01')).toBeNull();
    const problem = checkAnthropicBody(JSON.parse(JSON.stringify({ ...anthropic, ...change })), '2023-06-01');
    expect(problem?.status).toBe(400);
    expect(messageOf(problem)).toMatch(message);
  });

  test('what its later version of the interface no longer knows', () => {
    expect(checkAnthropicBody(anthropic, '2026-10-21')).toBeNull();
    expect(messageOf(checkAnthropicBody({ ...anthropic, temperature: 0.2 }, '2026-10-21'))).toMatch(
      /temperature/,
    );
    expect(messageOf(checkAnthropicBody(anthropic, undefined))).toMatch(/header is required/);
  });
});
