import { expect, test } from 'vitest';
import { redactQuestion } from '../../../../src/understand/mask/redact-question.ts';
import { CANARIES } from '../../../support/canaries.ts';

const nobody = { before: [], known: [] };

test('what identifies somebody is gone, however it comes', () => {
  const texts = [
    `I am Zanzibar-Canary, pay ${CANARIES[0]}, write to ${CANARIES[1]}`,
    `My name is Zanzibar-Canary. SSN ${CANARIES[2]}, IBAN ${CANARIES[3]}`,
    'Zanzibar-Canary here, where is my order?',
  ];
  for (const text of texts)
    for (const canary of CANARIES) expect(redactQuestion(text, nobody)).not.toContain(canary);
});

test('what is known of the customer is gone in whole and in part, but not out of the middle of words', () => {
  const known = ['Ana Zanzibar-Canary', 'A-77123'];
  expect(
    redactQuestion('Does zanzibar-canary (A-77123) or Ana see banana prices?', { before: [], known }),
  ).toBe('Does [PERSON] ([PERSON]) or [PERSON] see banana prices?');
});

test('names of products and companies stay, for they are what is asked about', () => {
  for (const text of [
    'How do I set up Okta with Salesforce in Berlin?',
    'Can Data Loader run on Windows Server?',
    'What does Einstein Bots cost?',
  ])
    expect(redactQuestion(text, nobody)).toBe(text);
});

test('a value in two messages is gone from the second', () => {
  const text = redactQuestion('4111 1111, is it charged?', { before: ['my card is 4111 1111'], known: [] });
  expect(text).not.toMatch(/4111/);
});
