import { expect, test } from 'vitest';
import type { Passage } from '../../../../src/domain/passage.ts';
import {
  draftFromConversation,
  type SaidMessage,
} from '../../../../src/retrieve/gaps/draft-from-conversation.ts';
import { draftFromGap } from '../../../../src/retrieve/gaps/draft-from-gap.ts';

const deps = { isSmallTalk: (text: string) => /^(?:hi|hello|thanks)\W*$/i.test(text) };
const passage: Passage = {
  ...{ chunkId: 'c', articleId: 'a', articleVersion: 1, ordinal: 0, score: 1, start: 0 },
  ...{ title: 'Web[hooks]', heading: 'Billing', url: 'https://help.test/a b' },
  text: 'Webhooks are sent at night. They are signed.\nNever share the key.',
};

test('a draft of a gap holds its questions and what articles say word for word, and nothing else', () => {
  const { title, body, quotes } = draftFromGap(
    ['how do I sign *webhooks*?', 'how do I sign *webhooks*?'],
    [passage, passage],
  );
  expect(title).toBe('How do I sign *webhooks*?');
  expect(body.match(/^- .*$/gm)).toEqual(['- how do I sign \\*webhooks\\*?']);
  expect(quotes).toHaveLength(1);
  expect(passage.text).toContain(quotes[0]?.quote);
  expect(body).toContain('> From [Webhooks, Billing](<https://help.test/a%20b>)');
});

test('what a customer writes cannot become markup, a heading or a quote of the draft', () => {
  const { body } = draftFromGap(['# <img src=x onerror=alert(1)>\n## Owned'], []);
  expect(body).not.toMatch(/^# |^## Owned|(?<!\\)<img/m);
  expect(body).toContain('\\<img');
});

test('a draft of a conversation keeps steps in lines and leaves out talk, questions back and thanks', () => {
  const said: SaidMessage[] = [
    { role: 'customer', text: 'Hello' },
    { role: 'customer', text: 'The export has no VAT. How do I add it?' },
    { role: 'assistant', text: 'I do not know.' },
    { role: 'agent', text: 'Hi [PERSON], thanks for waiting! Let me check. Which plan are you on?' },
    { role: 'customer', text: 'Business' },
    { role: 'agent', text: 'Two steps:\n1. Open Settings.\n2. Tick VAT.\n\nAnything else I can do?' },
    { role: 'customer', text: 'That worked, thanks!' },
  ];
  expect(draftFromConversation(said, deps)).toEqual({
    title: 'How do I add it?',
    body: '## Problem\n\nThe export has no VAT. How do I add it?\n\n## Answer\n\nTwo steps:\n1. Open Settings.\n2. Tick VAT.\n',
  });
});

test('a conversation in which no person told anything gives no draft', () => {
  expect(draftFromConversation([{ role: 'customer', text: 'Help?' }], deps)).toBeNull();
  const polite: SaidMessage[] = [
    { role: 'customer', text: 'Help?' },
    { role: 'agent', text: 'Hi, how can I help you?' },
  ];
  expect(draftFromConversation(polite, deps)).toBeNull();
});
