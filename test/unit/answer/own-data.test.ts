import { expect, test } from 'vitest';
import { asksForOwnData } from '../../../src/answer/own-data.ts';

test.each([
  'What is the status of my case 00012345?',
  'Where is my order 55812?',
  'Please close my case',
  'What is my password?',
  'When will my refund arrive?',
  'Has my application been approved?',
  'is my case already assigned to somebody?',
])('"%s" asks for what only the asker’s own records say', (question) => {
  expect(asksForOwnData(question)).toBe(true);
});

test.each([
  'How do I reset my password?',
  'How can I see the status of my case?',
  'Why is my case still open?',
  'Is my order insured?',
  'the milestone tracker on my case stays empty',
  'What is the maximum scope size of a batch?',
])('"%s" asks for what an article can say', (question) => {
  expect(asksForOwnData(question)).toBe(false);
});
