import { describe, expect, test } from 'vitest';
import { composeRequest } from '../../../../src/answer/prompt/compose-request.ts';
import { CONTINUE_INSTRUCTION, continueRequest } from '../../../../src/answer/prompt/continue-request.ts';
import { promptInput } from './prompt-input.ts';

const { request } = composeRequest(promptInput());

describe('going on with an answer', () => {
  test('ends with what the customer has read, without white space at its end, and says not to repeat it', () => {
    const next = continueRequest(request, 'Open Settings [1]. \n');
    expect(next.messages.at(-1)).toEqual({ role: 'assistant', text: 'Open Settings [1].', toolCalls: [] });
    expect(next.messages.slice(0, -1)).toEqual(request.messages);
    expect(next.system.slice(0, -1)).toEqual(request.system);
    expect(next.system.at(-1)).toEqual({ text: CONTINUE_INSTRUCTION, cache: false });
  });

  test('a second time holds all of it once', () => {
    const twice = continueRequest(continueRequest(request, 'One [1].'), 'One [1]. Two [2].');
    expect(twice).toEqual(continueRequest(request, 'One [1]. Two [2].'));
  });

  test('where nothing was read is the request itself', () => {
    expect(continueRequest(request, ' \n')).toBe(request);
  });

  test('after a tool keeps the call and its result', () => {
    const asked = {
      ...request,
      messages: [
        ...request.messages,
        { role: 'assistant' as const, text: '', toolCalls: [{ id: 'a', name: 'order_status', input: '{}' }] },
        { role: 'tool' as const, callId: 'a', text: 'shipped' },
      ],
    };
    expect(continueRequest(asked, 'It is on its way.').messages.map(({ role }) => role)).toEqual([
      'user',
      'assistant',
      'user',
      'assistant',
      'tool',
      'assistant',
    ]);
  });
});
