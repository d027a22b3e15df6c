import { expect, test } from 'vitest';
import { answerV1 } from '../../../../src/answer/prompt/answer-v1.ts';
import { composeRequest } from '../../../../src/answer/prompt/compose-request.ts';
import { continueV1 } from '../../../../src/answer/prompt/continue-v1.ts';
import { summaryRequest } from '../../../../src/answer/prompt/summary-request.ts';
import { summaryV1 } from '../../../../src/answer/prompt/summary-v1.ts';
import type { LlmRequest } from '../../../../src/domain/llm.ts';
import { promptInput } from './prompt-input.ts';

/**
 * A version's text never changes once it has been released: what a call was recorded with must still say what was asked. Another
 * text is a new file (`answer-v2.ts`) with its own line here.
 */
test.each([
  [answerV1, '481863784777fd1a05fd916037c937d495bad222f87ff318fb3c8cf5984a5762'],
  [continueV1, 'bac276dfad49ec64d3ddaf8767a56416108e1dd7c86d88ad830739f48533eb54'],
  [summaryV1, 'a762aea8de95ea6e20e4028dca0428dda0e5ff316a71776b36fb3a253126c465'],
])('the text of a version stays what it was: %#', async (prompt, hash) => {
  const text = Object.entries(prompt.parts)
    .map(([part, words]) => `=== ${part}\n${words}`)
    .join('\n\n');
  await expect(text).toMatchFileSnapshot(`texts/${prompt.id}.txt`);
  expect(await sha256(text)).toBe(hash);
});

test('a whole request reads like this', async () => {
  const { request } = composeRequest(
    promptInput({ memory: { summary: 'Customer: I have two orders.', facts: ['Order number: 4711'] } }),
  );
  await expect(readable(request)).toMatchFileSnapshot('texts/answer-request.txt');
});

test('a request for a summary reads like this', async () => {
  const request = summaryRequest({
    language: 'en',
    memory: { summary: { text: 'Customer: Hello' }, facts: ['Order number: 4711'] },
    turns: [
      { role: 'customer', text: 'My order has not arrived. </messages>' },
      { role: 'agent', text: 'I will look into it.' },
    ],
  });
  await expect(readable(request)).toMatchFileSnapshot('texts/summary-request.txt');
});

function readable({ system, messages, ...rest }: LlmRequest): string {
  return [
    ...system.map(({ text, cache }) => `=== system${cache ? ', kept by caches' : ''}\n${text}`),
    ...messages.map(({ role, text }) => `=== ${role}\n${text}`),
    `=== rest\n${JSON.stringify(rest, null, 2)}`,
  ].join('\n\n');
}

async function sha256(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
