import type { PromptInput } from '../../../../src/answer/prompt/compose-request.ts';

/** A turn in the middle of an ordinary conversation. */
export function promptInput(change: Partial<PromptInput> = {}): PromptInput {
  return {
    organization: {
      name: 'acme',
      displayName: 'Acme Help',
      voice: 'Cheerful, but never silly.',
      instructions: 'Mention the spring sale when prices are asked for.',
      timeZone: 'Europe/Berlin',
    },
    customer: { name: 'Ada', verified: true },
    language: 'en',
    now: '2026-11-22T16:44:20Z',
    feeling: { emotion: 'neutral', frustration: 0, trend: 'steady' },
    question: 'How do I reset my password?',
    turns: [
      { role: 'customer', text: 'Hello' },
      { role: 'assistant', text: 'Hello! How can I help?' },
    ],
    memory: { summary: '', facts: [] },
    passages: [
      { n: 1, title: 'Passwords', heading: 'Account > Security', text: 'Choose "Forgot password".' },
      { n: 2, title: 'Lock-outs', heading: '', text: 'An account is locked after 10 tries.' },
    ],
    tools: [],
    limits: { inputTokens: 12_000, maxOutputTokens: 600 },
    ...change,
  };
}
